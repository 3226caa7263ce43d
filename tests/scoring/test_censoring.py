import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import multivariate_normal, multivariate_t

from core.scoring.censoring import Hidden, weighted_points

Floats = NDArray[np.float64]

RANGES = [(-np.inf, -0.5), (0.4, np.inf), (-1.0, 0.3)]
each_shape = pytest.mark.parametrize("df", [np.inf, 6.0])
each_size = pytest.mark.parametrize("size", [1, 2, 3])


def hidden(size: int, df: float, shift: float = 0.0) -> Hidden:
    scatter = np.full((size, size), 0.4) + 0.6 * np.eye(size)
    centre = np.asarray(np.linspace(-0.5, 0.5, size) + shift, dtype=np.float64)
    return Hidden(centre, np.asarray(np.linalg.cholesky(scatter), dtype=np.float64), df)


def log_density(group: Hidden, points: Floats) -> Floats:
    scatter = group.root @ group.root.T
    if np.isinf(group.df):
        return np.asarray(multivariate_normal(group.centre, scatter).logpdf(points))
    shape = multivariate_t(group.centre, scatter, group.df)  # type: ignore[arg-type] # any df
    return np.asarray(shape.logpdf(points))


@each_shape
@each_size
def test_points_lie_in_their_ranges_and_weigh_one_together(size: int, df: float) -> None:
    low, high = np.array(RANGES[:size]).T
    groups = [hidden(size, df, shift) for shift in (0.0, 1.0, 2.0)]
    points, weights = weighted_points(groups, low, high)
    assert ((low <= points) & (points <= high)).all()
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()


@each_shape
@each_size
def test_the_density_of_points_is_that_of_scipy(size: int, df: float) -> None:
    group, points = hidden(size, df), np.random.default_rng(0).normal(size=(20, size))
    low, high = np.full(size, -50.0), np.full(size, 50.0)
    here, _ = group.log_densities(low, high, points)
    np.testing.assert_allclose(here, log_density(group, points), atol=1e-9)


@each_shape
@each_size
def test_weighted_means_are_those_of_the_group_held_in_its_ranges(size: int, df: float) -> None:
    """The judge: a great many people drawn from the group, those in the ranges kept."""
    low, high = np.array(RANGES[:size]).T
    group = hidden(size, df)
    random = np.random.default_rng(1)
    stretch = 1.0 if np.isinf(df) else np.sqrt(df / random.chisquare(df, 400_000))[:, None]
    people = group.centre + stretch * (random.normal(size=(400_000, size)) @ group.root.T)
    inside = people[((low <= people) & (people <= high)).all(axis=1)]
    points, weights = weighted_points([group, hidden(size, df, 1.5)], low, high)
    np.testing.assert_allclose(weights @ points, inside.mean(axis=0), atol=0.06)


@each_shape
@pytest.mark.parametrize("limit", [-60.0, -25.0, 25.0, 60.0])
def test_ranges_far_out_give_finite_weights(limit: float, df: float) -> None:
    ends = np.full(3, limit), np.full(3, np.copysign(np.inf, limit))
    groups = [hidden(3, df, shift) for shift in (0.0, 1.0)]
    points, weights = weighted_points(groups, np.minimum(*ends), np.maximum(*ends))
    assert np.isfinite(points).all()
    assert np.isfinite(weights).all()
