import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.learning.likelihood_forms import log_mean_exp
from core.scoring.estimation import estimate_columns, estimated, intervals

Floats = NDArray[np.float64]

RATIOS = arrays(np.float64, st.integers(3, 60), elements=st.floats(-40, 40))


def plausibility(ratios: Floats) -> Floats:
    """How probable a panel is in each world, half the people being cases."""
    return np.asarray((1 + np.exp(ratios)) / 2)


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


@given(RATIOS, RATIOS)
def test_an_estimate_holds_the_average_of_both_kinds_of_world(
    plausible: Floats, sceptical: Floats
) -> None:
    estimate = estimated(plausible, sceptical)
    assert estimate.log_ratio == pytest.approx(float(log_mean_exp(plausible)))
    assert estimate.sceptical == pytest.approx(float(log_mean_exp(sceptical)))
    assert estimate.low <= estimate.log_ratio <= estimate.high


def test_an_interval_is_widened_where_a_few_worlds_decide_the_score() -> None:
    ratios = np.append(np.full(99, -20.0), 0.0)
    assert estimated(ratios, ratios).high == pytest.approx(np.log(0.01), abs=1e-6)


def test_panels_estimated_together_are_as_each_alone() -> None:
    random = np.random.default_rng(0)
    plausible, sceptical = random.normal(0, 4, (5, 40)), random.normal(0, 2, (5, 20))
    together = estimate_columns(plausible, sceptical)
    for row, own, doubted in zip(together, plausible, sceptical, strict=True):
        alone = estimated(own, doubted)
        assert row.tolist() == [alone.log_ratio, alone.low, alone.high, alone.sceptical]
