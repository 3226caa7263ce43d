"""Groups that differ in sex or age are told so, unless that was heeded; nothing is tested."""

from dataclasses import replace

import numpy as np
import pytest

from core.cohort import Cohort
from core.cohort.groups.comparison import compare
from core.cohort.groups.imbalance import AGES_APART, FEWEST
from core.errors import Problem, Severity
from core.text import Language, text_in
from tests.cohort.made_up import design_of, grouped, with_sexes

VALUES = np.random.default_rng(4).normal(10, 2, (40, 1))
HALF = [0] * 20 + [1] * 20
EVEN = [0, 1] * 20


def told(cohort: Cohort, covariates: tuple[str, ...] = (), strata: str = "") -> list[Problem]:
    return list(compare(cohort, design_of(cohort, covariates=covariates, strata=strata)).problems)


def men(first: int, second: int, *, is_shared: bool = False) -> Cohort:
    """Two groups of twenty with so many men each."""
    sexes = [int(n >= first) for n in range(20)] + [int(n >= second) for n in range(20)]
    return with_sexes(grouped(VALUES, HALF, is_shared=is_shared), sexes)


def aged(apart: float, *, is_shared: bool = False) -> Cohort:
    """Two groups of twenty whose mean ages are so many pooled SD apart."""
    ages = np.tile([30.0, 50.0], 20)
    deviation = np.sqrt(2 * 20 * 100 / 38)
    ages[20:] += apart * deviation
    return replace(grouped(VALUES, HALF, is_shared=is_shared), ages=ages)


def test_shares_of_men_a_quarter_apart_are_told_with_their_numbers() -> None:
    (problem,) = told(men(5, 10))
    assert problem.key == "comparison.imbalance.sex"
    assert problem.severity is Severity.NOTE
    assert problem.details["groups"] == "control: 25 %, case: 50 %"
    assert told(men(6, 10)) == []


@pytest.mark.parametrize("is_shared", [True, False])
def test_ages_half_a_standard_deviation_apart_are_told_and_less_is_not(is_shared: bool) -> None:
    assert told(aged(AGES_APART - 0.01, is_shared=is_shared)) == []
    (problem,) = told(aged(-AGES_APART - 0.01, is_shared=is_shared))
    assert problem.key == f"comparison.imbalance.age{'_shared' if is_shared else ''}"


def test_of_a_shared_cohort_no_number_is_told() -> None:
    (problem,) = told(men(0, 20, is_shared=True))
    for language in Language:
        assert not any(sign.isdigit() for sign in text_in(language).problem(problem))


def test_ages_that_are_alike_within_each_group_and_differ_between_are_told() -> None:
    held = replace(grouped(VALUES, HALF), ages=np.repeat([30.0, 40.0], 20))
    assert [problem.key for problem in told(held)] == ["comparison.imbalance.age"]
    assert told(replace(held, ages=np.full(40, 30.0))) == []


def test_what_is_adjusted_for_or_makes_the_strata_is_not_told() -> None:
    held = replace(men(5, 15), ages=aged(2).ages)
    assert [p.key.split(".")[-1] for p in told(held)] == ["sex", "age"]
    assert [p.key.split(".")[-1] for p in told(held, covariates=("sex",))] == ["age"]
    assert [p.key.split(".")[-1] for p in told(held, covariates=("age",))] == ["sex"]
    assert told(held, covariates=("age", "sex")) == []


def test_within_strata_each_is_looked_at_by_itself() -> None:
    ages = np.tile([30.0, 30.0, 50.0, 50.0], 10)
    ages[20::2] += 30
    held = replace(with_sexes(grouped(VALUES, HALF), EVEN), ages=ages)
    (problem,) = told(held, strata="sex")
    assert problem.key == "comparison.imbalance.age_in"
    assert problem.details["stratum"] == "male"


@pytest.mark.parametrize("unstated", [20 - FEWEST, 21 - FEWEST, 20])
def test_where_too_few_of_a_group_state_it_nothing_is_told(unstated: int) -> None:
    held = men(0, 20)
    codes = held.factors["sex"].codes.copy()
    codes[:unstated] = -1
    problems = told(with_sexes(held, codes.tolist()))
    assert bool(problems) == (20 - unstated >= FEWEST)


def test_covariates_that_all_but_tell_the_groups_are_a_note() -> None:
    held = replace(grouped(VALUES, HALF), ages=np.arange(40.0) + np.repeat([0.0, 60.0], 20))
    assert [p.key for p in told(held, ("age",))] == ["comparison.note.covariates_near"]
    mixed = replace(held, ages=np.tile(np.arange(20.0), 2))
    assert told(mixed, ("age",)) == []
