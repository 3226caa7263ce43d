import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.scoring.censoring import log_mean_exp
from core.scoring.explanation import contributions, intervals, tilted_weights

Floats = NDArray[np.float64]

PARTS = arrays(
    np.float64, st.tuples(st.integers(2, 60), st.integers(1, 8)), elements=st.floats(-50, 50)
)
RATIOS = arrays(np.float64, st.integers(3, 60), elements=st.floats(-40, 40))


def plausibility(ratios: Floats) -> Floats:
    """How probable a panel is in each world, half the people being cases."""
    return np.asarray((1 + np.exp(ratios)) / 2)


@given(PARTS)
def test_contributions_sum_to_the_score(parts: Floats) -> None:
    score = float(log_mean_exp(parts.sum(axis=1)))
    assert contributions(parts, score).sum() == pytest.approx(score, rel=1e-9, abs=1e-9)


@given(RATIOS)
def test_weights_of_worlds_are_never_negative_and_sum_to_one(ratios: Floats) -> None:
    weights = tilted_weights(ratios, float(log_mean_exp(ratios)))
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1)


@given(RATIOS)
def test_a_world_that_favours_the_panel_more_weighs_no_less(ratios: Floats) -> None:
    weights = tilted_weights(ratios, float(log_mean_exp(ratios)))
    assert (np.diff(weights[np.argsort(ratios)]) >= -1e-15).all()


def test_a_marker_that_says_nothing_in_any_world_contributes_nothing() -> None:
    parts = np.array([[1.0, 0.0], [-2.0, 0.0], [0.5, 0.0]])
    shares = contributions(parts, float(log_mean_exp(parts.sum(axis=1))))
    assert shares[1] == 0


def test_worlds_that_agree_leave_every_part_as_it_is() -> None:
    parts = np.tile([0.7, -0.2], (10, 1))
    np.testing.assert_allclose(contributions(parts, 0.5), [0.7, -0.2])


@given(RATIOS, st.floats(0.05, 0.99))
def test_an_interval_is_cut_where_its_share_of_the_plausible_worlds_ends(
    ratios: Floats, level: float
) -> None:
    order = np.sort(ratios)
    weights = plausibility(order)
    middle = (np.cumsum(weights) - weights / 2) / weights.sum()
    expected = np.interp([(1 - level) / 2, (1 + level) / 2], middle, order)
    np.testing.assert_allclose(intervals(ratios[None, :], level)[0], expected, atol=1e-6)


def test_where_worlds_are_equally_plausible_an_interval_is_that_of_numpy() -> None:
    ratios = np.random.default_rng(0).normal(-60, 3, 101)
    expected = np.quantile(ratios, (0.05, 0.95), method="hazen")
    np.testing.assert_allclose(intervals(ratios[None, :], 0.9)[0], expected)


@given(RATIOS, st.tuples(st.floats(0.05, 0.99), st.floats(0.05, 0.99)))
def test_a_higher_level_never_narrows_an_interval(
    ratios: Floats, levels: tuple[float, float]
) -> None:
    (low, high), (lower, higher) = (intervals(ratios[None, :], x)[0] for x in sorted(levels))
    assert lower <= low + 1e-12
    assert high <= higher + 1e-12


@given(RATIOS)
def test_an_interval_lies_among_the_worlds(ratios: Floats) -> None:
    low, high = intervals(ratios[None, :], 0.9)[0]
    rounding = 1e-9
    assert ratios.min() - rounding <= low <= high + rounding <= ratios.max() + 2 * rounding


def test_the_interval_of_a_panel_does_not_depend_on_the_panels_beside_it() -> None:
    ratios = np.random.default_rng(0).normal(0, 5, (6, 50))
    alone = np.concatenate([intervals(row[None, :], 0.9) for row in ratios])
    np.testing.assert_array_equal(intervals(ratios, 0.9), alone)
