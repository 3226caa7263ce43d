import itertools
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy import stats

from core.cohort.groups.exact_ranks import upper_tail
from core.cohort.groups.multiplicity import q_values
from core.cohort.groups.ranks import midranks, ordered_groups, ranked
from core.cohort.groups.recensoring import recensored

Floats = NDArray[np.float64]
CELLS = st.integers(0, 5).map(float) | st.just(float("nan"))
TABLES = arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 12)), elements=CELLS)


@given(TABLES)
def test_midranks_are_those_of_scipy_and_gaps_stay_gaps(values: Floats) -> None:
    expected = stats.rankdata(values, axis=1, nan_policy="omit")
    np.testing.assert_array_equal(midranks(values), expected)


@given(TABLES, st.data())
def test_rank_sums_and_ties_of_groups_are_those_of_scipy(
    values: Floats, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, values.shape[1]))
    groups = (slice(0, cut), slice(cut, values.shape[1]))
    ordered = ordered_groups(values, groups)
    sizes = np.stack([(~np.isnan(group)).sum(axis=1) for group in ordered], axis=1) * 1.0
    found = ranked(ordered, sizes)
    ranks = stats.rankdata(values, axis=1, nan_policy="omit")
    for number, group in enumerate(groups):
        np.testing.assert_allclose(found.sums[:, number], np.nansum(ranks[:, group], axis=1))
    for row, ties in enumerate(found.ties):
        known = values[row][~np.isnan(values[row])]
        counts = np.unique(known, return_counts=True)[1]
        assert ties == (counts**3 - counts).sum()


@pytest.mark.parametrize(("first", "second"), [(1, 1), (1, 4), (3, 3), (4, 2), (5, 4)])
def test_the_exact_distribution_is_that_of_every_deal(first: int, second: int) -> None:
    total = first + second
    deals = itertools.combinations(range(1, total + 1), second)
    us = [sum(ranks) - second * (second + 1) // 2 for ranks in deals]
    tail = [sum(u >= at for u in us) / len(us) for at in range(first * second + 1)]
    np.testing.assert_allclose(upper_tail(first, second), tail, rtol=1e-14)


@pytest.mark.parametrize(("first", "second"), [(8, 400), (400, 8), (8, 8), (2, 400)])
def test_the_exact_distribution_is_whole_at_its_largest(first: int, second: int) -> None:
    tail = upper_tail(first, second)
    assert len(tail) == first * second + 1
    assert tail[0] == 1
    assert tail[-1] == 1 / comb(first + second, second)
    assert (np.diff(tail) <= 0).all()
    # U and its mirror image are equally likely.
    np.testing.assert_allclose(tail[1:] + tail[:0:-1], 1, rtol=1e-12)


@pytest.mark.parametrize(("first", "second"), [(9, 9), (8, 401)])
def test_groups_too_large_to_count_are_refused(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="too large"):
        upper_tail(first, second)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_values_are_those_of_scipy_whatever_gaps_lie_between(p: list[float]) -> None:
    expected = stats.false_discovery_control(p)
    np.testing.assert_allclose(q_values(np.array(p)), expected, rtol=1e-12)
    gapped = np.array([x for value in p for x in (value, np.nan)])
    found = q_values(gapped)
    np.testing.assert_allclose(found[::2], expected, rtol=1e-12)
    assert np.isnan(found[1::2]).all()


def test_what_no_limit_tells_apart_is_tied() -> None:
    nan = np.nan
    values = np.array([[1.0, 5, 4, 5, nan, 9, 12, 8, 30], [1.0, 2, 3, 4, 5, 6, 7, 8, 9]])
    limits = np.zeros((2, 9), dtype=np.int8)
    limits[0, [1, 2]] = -1
    limits[0, 5] = 1
    found = recensored(values, limits)
    assert midranks(found.values)[0].tolist()[:4] == [2, 2, 2, 4]
    assert midranks(found.values)[0].tolist()[5:] == [7, 7, 5, 7]
    np.testing.assert_array_equal(found.values[1], values[1])
    assert (found.lowest[0], found.highest[0]) == (5, 9)
    assert found.lowest[1] == -np.inf
    assert not found.is_crossed.any()
