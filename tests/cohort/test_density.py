import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gaussian_kde

from core.cohort.density import SCOTT, bandwidth, binned, density, density_on_plane

RANDOM = np.random.default_rng(11)
SHAPES = {
    "normal": RANDOM.normal(3, 2, 400),
    "few": RANDOM.normal(0, 1, 10),
    "two hills": np.concatenate([RANDOM.normal(-4, 1, 200), RANDOM.normal(4, 0.5, 100)]),
    "skewed": RANDOM.lognormal(0, 1, 500),
    "one far out": np.append(RANDOM.normal(0, 1, 200), 1e5),
    "rounded": RANDOM.normal(0, 1, 300).round(1),
    "many": RANDOM.normal(0, 1, 5_000),
}


def directly(values: np.ndarray, grid: np.ndarray, width: float) -> np.ndarray:
    """The density by its definition, every person at every point."""
    distances = (grid[:, None] - values[None, :]) / width
    kernel = np.exp(-0.5 * distances**2) / math.sqrt(2 * math.pi)
    return np.asarray(kernel.sum(axis=1) / len(values) / width)


def grid_over(values: np.ndarray) -> np.ndarray:
    low, high = np.quantile(values, (0.01, 0.95))
    return np.linspace(low - (high - low), high + (high - low), 301)


@pytest.mark.parametrize("name", SHAPES)
def test_the_binned_density_is_the_direct_sum(name: str) -> None:
    values, grid = SHAPES[name], grid_over(SHAPES[name])
    direct = directly(values, grid, bandwidth(values))
    assert density(values, grid) == pytest.approx(direct, abs=0.002 * direct.max())


@pytest.mark.parametrize("name", SHAPES)
def test_the_binned_density_is_that_of_scipy_with_the_same_width(name: str) -> None:
    values, grid = SHAPES[name], grid_over(SHAPES[name])
    judge = gaussian_kde(values, bw_method=bandwidth(values) / values.std(ddof=1))(grid)
    assert density(values, grid) == pytest.approx(judge, abs=0.002 * judge.max())


def test_the_width_is_silvermans_rule() -> None:
    values = SHAPES["normal"]
    spread = min(values.std(), np.subtract(*np.quantile(values, (0.75, 0.25))) / 1.349)
    assert bandwidth(values) == pytest.approx(0.9 * spread * 400**-0.2, rel=1e-3)


def test_values_that_are_half_alike_still_have_a_width() -> None:
    assert bandwidth(np.array([0.0] * 20 + [1.0, 2.0])) > 0


@pytest.mark.parametrize("values", [[], [1.0], [2.0, 2.0, 2.0]])
def test_values_that_do_not_differ_have_no_density(values: list[float]) -> None:
    assert bandwidth(np.array(values)) == 0
    with pytest.raises(ValueError, match="differ"):
        density(np.array(values), np.array([0.0, 1.0]))


@given(st.lists(st.floats(-5, 5), max_size=50))
def test_no_one_within_the_places_is_lost_in_binning(values: list[float]) -> None:
    places = np.linspace(-5, 5, 41)
    counts = binned(np.array(values), places)
    assert counts.sum() == pytest.approx(len(values))
    assert (counts >= 0).all()
    # Sharing a value between its neighbours keeps the mean as it is.
    assert (counts * places).sum() == pytest.approx(sum(values), abs=1e-9)


def test_who_lies_outside_the_places_is_not_counted() -> None:
    assert binned(np.array([-9.0, 9.0, 0.0]), np.linspace(-1, 1, 3)).tolist() == [0, 1, 0]


def test_a_hundred_thousand_people_take_no_time() -> None:
    values, grid = RANDOM.normal(size=100_000), np.linspace(-4, 4, 301)
    start = time.process_time()
    curve = density(values, grid)
    assert time.process_time() - start < 0.25
    assert np.trapezoid(curve, grid) == pytest.approx(1, abs=0.001)


def test_the_density_on_a_plane_is_the_direct_sum() -> None:
    pairs = np.column_stack([RANDOM.normal(0, 1, 200), RANDOM.normal(10, 3, 200)])
    across, up = np.linspace(-5, 5, 121), np.linspace(-5, 25, 141)
    widths = [SCOTT * bandwidth(pairs[:, side], -1 / 6) for side in (0, 1)]
    x, y = (
        np.exp(-0.5 * ((grid[:, None] - pairs[:, side]) / width) ** 2)
        / (width * math.sqrt(2 * math.pi))
        for side, (grid, width) in enumerate(zip((across, up), widths, strict=True))
    )
    direct = y @ x.T / len(pairs)
    found = density_on_plane(pairs, across, up)
    assert found.shape == (141, 121)
    assert found == pytest.approx(direct, abs=0.03 * direct.max())


def test_a_plane_of_which_one_side_does_not_vary_has_no_density() -> None:
    flat = np.column_stack([np.arange(9.0), np.ones(9)])
    with pytest.raises(ValueError, match="differ"):
        density_on_plane(flat, np.linspace(0, 9, 10), np.linspace(0, 2, 10))


def test_a_plane_that_nobody_is_on_is_level() -> None:
    pairs = RANDOM.normal(size=(50, 2))
    far = np.linspace(90, 91, 10)
    assert density_on_plane(pairs, far, far).max() == 0
