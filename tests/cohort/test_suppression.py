"""What is told of a shared cohort, and what an attacker makes of it."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort import AnalyteResult, Choice, Cohort
from core.cohort.groups.comparison import compare
from core.cohort.groups.curves import curves_of
from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL, shown_count, shown_number
from core.errors import CohortError
from tests.cohort.made_up import cohorts, design_of, grouped, with_sexes


def shared(cohort: Cohort) -> Cohort:
    return replace(cohort, is_shared=True)


def numbers(result: AnalyteResult) -> Iterator[float]:
    """Every number a result tells but its counts."""
    yield from (result.statistic, result.p, result.q, *result.df)
    for group in result.groups:
        yield from (group.mean, group.sd, group.median, group.q1, group.q3)
    for found in (result.effect, result.roc):
        if found is not None:
            yield from (found.low, found.high)


def counts(result: AnalyteResult) -> Iterator[int | None]:
    for group in result.groups:
        yield from (group.size, group.missing, group.censored)
    yield result.excluded


@given(st.integers(0, 10**6))
def test_a_count_is_told_within_two_people_or_not_at_all(count: int) -> None:
    told = shown_count(count, is_shared=True)
    assert shown_count(count, is_shared=False) == count
    if 0 < count < SMALLEST_CELL:
        assert told is None
    else:
        assert told is not None
        assert told % ROUNDED_TO == 0
        assert abs(told - count) <= ROUNDED_TO // 2


@given(st.floats(-1e300, -1e-300) | st.just(0.0) | st.floats(1e-300, 1e300))
def test_a_number_is_told_at_three_figures(number: float) -> None:
    told = shown_number(number)
    assert told == pytest.approx(number, rel=0.005001)
    assert len(f"{told:e}".partition("e")[0].strip("-").rstrip("0").replace(".", "")) <= 3


@given(cohorts(least=1, most=30), st.sampled_from(Choice), st.booleans())
def test_nothing_of_a_shared_cohort_is_told_of_fewer_than_five(
    cohort: Cohort, choice: Choice, is_adjusted: bool
) -> None:
    aged = replace(shared(cohort), ages=np.random.default_rng(1).normal(40, 9, cohort.size))
    try:
        found = compare(aged, design_of(aged, choice, ("age",) if is_adjusted else ()))
    except CohortError:
        return
    exact = compare(replace(aged, is_shared=False), found.design)
    for result, true in zip(found.results, exact.results, strict=True):
        assert all(count in {None, 0} or count % ROUNDED_TO == 0 for count in counts(result))
        assert all(math.isnan(x) or x == shown_number(x) for x in numbers(result))
        assert result.df == ()
        smallest = min(group.size or 0 for group in true.groups)
        if smallest < SMALLEST_CELL:
            assert result.method is None
            assert all(map(math.isnan, numbers(result)))
            assert (result.effect, result.roc) == (None, None)


def test_a_small_group_is_withheld_with_a_reason_that_names_no_size() -> None:
    held = shared(grouped(np.arange(24.0)[:, None], [0] * 20 + [1] * 4))
    (found,) = compare(held, design_of(held)).results
    assert found.reason is not None
    assert found.reason.key == "comparison.reason.small_cell"
    assert [group.size for group in found.groups] == [20, None]
    assert compare(held, design_of(held)).family == 0


@pytest.mark.parametrize(("size", "told"), [(9, (0, 0)), (10, (1, 0)), (19, (1, 0)), (20, (1, 1))])
def test_quartiles_wait_for_five_people_on_either_side(size: int, told: tuple[int, int]) -> None:
    held = shared(grouped(np.arange(40.0 + size)[:, None], [0] * 40 + [1] * size))
    group = compare(held, design_of(held)).results[0].groups[1]
    assert not math.isnan(group.mean)
    assert (not math.isnan(group.median), not math.isnan(group.q1)) == told


def test_a_group_of_people_who_are_all_alike_is_not_described() -> None:
    values = np.concatenate([np.arange(20.0), np.full(20, 7.5)])[:, None]
    held = shared(grouped(values, [0] * 20 + [1] * 20))
    alike = compare(held, design_of(held)).results[0].groups[1]
    assert alike.size == 20
    assert math.isnan(alike.mean)
    assert math.isnan(alike.median)


def test_a_stratum_is_not_told_where_it_would_give_away_a_small_one() -> None:
    """An attacker would take the men from everybody, to learn the sum of four women's values."""
    values = np.random.default_rng(9).normal(5.4, 1.3, (204, 1))
    held = shared(grouped(values, [0] * 104 + [1] * 100))
    held = with_sexes(held, [1] * 4 + [0] * 100 + [0, 1] * 50)
    assert compare(held, design_of(held)).family == 1
    by_sex = compare(held, design_of(held, strata="sex"))
    assert by_sex.family == 0
    told = {r.stratum: r.reason.key.rpartition(".")[2] for r in by_sex.results if r.reason}
    assert told == {"male": "complement", "female": "small_cell"}
    assert all(math.isnan(x) for result in by_sex.results for x in numbers(result))
    _, curves = curves_of(held, design_of(held, strata="sex"), ("a0",))
    assert [curve.curve for curve in curves] == [None, None]


def test_strata_are_told_where_every_cell_is_large_enough() -> None:
    held = grouped(np.random.default_rng(9).normal(5.4, 1.3, (40, 1)), [0, 1] * 20)
    held = shared(with_sexes(held, [0, 0, 1, 1] * 10))
    assert compare(held, design_of(held, strata="sex")).family == 2
    of_none = with_sexes(held, [-1, -1, -1, *[0, 0, 1, 1] * 9, 1])
    found = compare(of_none, design_of(held, strata="sex"))
    # Three whose sex is not stated are what everybody is more than both strata.
    assert {r.reason.key for r in found.results if r.reason} == {"comparison.reason.complement"}


@pytest.mark.parametrize(("unstated", "family"), [(0, 1), (3, 0), (12, 1)])
def test_a_model_that_leaves_out_a_few_people_is_withheld(unstated: int, family: int) -> None:
    generator = np.random.default_rng(4)
    held = shared(grouped(generator.normal(size=(80, 1)), [0] * 40 + [1] * 40))
    ages = generator.normal(40, 9, 80)
    ages[:unstated] = np.nan
    found = compare(replace(held, ages=ages), design_of(held, covariates=("age",)))
    assert found.family == family


def test_the_curve_of_a_shared_cohort_has_no_step_of_fewer_than_five() -> None:
    generator = np.random.default_rng(3)
    values = generator.normal(size=(70, 1))
    held = shared(grouped(values, [0] * 33 + [1] * 37))
    _, (told,) = curves_of(held, design_of(held), ("a0",))
    _, (exact,) = curves_of(replace(held, is_shared=False), design_of(held), ("a0",))
    assert told.curve is not None
    assert exact.curve is not None
    assert len(exact.curve.false_positive) == 71
    for shares, size in ((told.curve.false_positive, 33), (told.curve.true_positive, 37)):
        assert (np.diff(shares) * size > SMALLEST_CELL - 0.5).all()
        assert (shares[0], shares[-1]) == (0, 1)
    assert told.sizes == (35, 35)
    assert len(told.curve.false_positive) <= 7


def test_no_curve_is_drawn_of_a_small_group() -> None:
    held = shared(grouped(np.arange(24.0)[:, None], [0] * 20 + [1] * 4))
    _, (told,) = curves_of(held, design_of(held), ("a0",))
    assert (told.curve, told.sizes) == (None, (20, None))
