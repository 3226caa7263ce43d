"""Curves and areas against scikit-learn, and variances against DeLong's own double sum."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from sklearn.metrics import roc_curve as judged_curve

from core.cohort.groups.roc import areas_of, roc_curve, wilson_like
from tests.cohort.judges import delong

Floats = NDArray[np.float64]
# Few distinct values, so that most are tied.
VALUES = st.lists(st.integers(0, 6).map(float), min_size=2, max_size=15).map(np.array)


@given(VALUES, VALUES)
def test_the_curve_and_its_area_are_those_of_scikit_learn(first: Floats, second: Floats) -> None:
    found = roc_curve(first, second)
    labels = np.repeat([0, 1], [len(first), len(second)])
    pooled = np.concatenate([first, second])
    false, true, _ = judged_curve(labels, pooled, drop_intermediate=False)
    np.testing.assert_allclose(found.false_positive, false, atol=1e-12)
    np.testing.assert_allclose(found.true_positive, true, atol=1e-12)
    assert found.roc.area == pytest.approx(roc_auc_score(labels, pooled), abs=1e-12)
    assert np.trapezoid(true, false) == pytest.approx(found.roc.area, abs=1e-12)


@given(VALUES, VALUES)
def test_the_interval_holds_the_area_and_stays_within_0_and_1(
    first: Floats, second: Floats
) -> None:
    roc = roc_curve(first, second).roc
    assert 0 <= roc.low <= roc.area <= roc.high <= 1
    area, variance = delong(first, second)
    assert roc.area == pytest.approx(area, abs=1e-12)
    if variance > 0 and 0 < area < 1:
        width = np.log(roc.high / (1 - roc.high)) - np.log(roc.low / (1 - roc.low))
        expected = 2 * 1.959963984540054 * np.sqrt(variance) / (area * (1 - area))
        assert width == pytest.approx(expected, rel=1e-6)


def test_missing_values_are_left_out_of_a_curve() -> None:
    gaps = roc_curve(np.array([1, np.nan, 2, 3]), np.array([2, 4, np.nan]))
    whole = roc_curve(np.array([1.0, 2, 3]), np.array([2.0, 4]))
    assert gaps.roc == whole.roc


@pytest.mark.parametrize("bad", [[1.0], [], [1.0, np.nan], [1.0, np.inf, 2.0]])
def test_a_curve_of_one_value_or_an_infinite_one_is_refused(bad: list[float]) -> None:
    with pytest.raises(ValueError, match="two finite values"):
        roc_curve(np.array([1.0, 2.0, 3.0]), np.array(bad))


@pytest.mark.parametrize(("area", "sizes"), [(1.0, (5, 5)), (0.0, (30, 40)), (0.9, (20, 20))])
def test_groups_that_do_not_overlap_have_an_interval_all_the_same(
    area: float, sizes: tuple[int, int]
) -> None:
    low, high = (float(end[0]) for end in wilson_like(np.array([area]), np.array([sizes]) * 1.0))
    pairs, half = sizes[0] * sizes[1], sum(sizes) / 2 - 1
    assert low <= area <= high
    for end in (low, high):
        if end in (0.0, 1.0):
            continue
        # Newcombe's own equation: the area found is 1.96 errors away from the end.
        growth = 1 + half * ((1 - end) / (2 - end) + end / (1 + end))
        error = np.sqrt(end * (1 - end) * growth / pairs)
        assert abs(area - end) == pytest.approx(1.959963984540054 * error, rel=1e-9)


def test_more_people_narrow_the_interval_of_groups_that_do_not_overlap() -> None:
    lows = [roc_curve(np.linspace(0, 1, n), np.linspace(2, 3, n)).roc.low for n in (3, 10, 100)]
    assert lows == sorted(lows)
    assert 0.4 < lows[0] < 0.8 < lows[1] < lows[2] < 1


def test_many_rows_at_once_are_the_same_as_each_alone() -> None:
    values = np.random.default_rng(5).integers(0, 9, (7, 30)).astype(np.float64)
    values[2, 3] = values[5, 20] = np.nan
    found = areas_of(values, (slice(0, 12), slice(12, 30)))
    for row in range(7):
        alone = roc_curve(values[row, :12], values[row, 12:]).roc
        assert (found.value[row], found.low[row]) == pytest.approx((alone.area, alone.low))


def test_the_interval_covers_the_true_area_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(2)
    values = generator.normal(size=(2000, 60))
    values[:, 30:] += 1.0
    found = areas_of(values, (slice(0, 30), slice(30, 60)))
    # Two normal groups one SD apart: the area is the normal distribution at 1 / sqrt 2.
    covered = (found.low <= 0.7602499) & (found.high >= 0.7602499)
    assert 0.93 < covered.mean() < 0.97
