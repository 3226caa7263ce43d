from dataclasses import replace

import numpy as np
import pytest

from core.cards import Measured, Permutation, Severity
from core.learning.people import LabelledPeople
from core.learning.severity.caveats import caveats, told_by_covariates
from core.learning.severity.study import grade
from core.text import Language, text_in
from tests.learning.severity.made_up import PLAN, QUICK, made_up, people_of, silent

PEOPLE = made_up(120, 2)
CALM = replace(
    grade(
        made_up(20, 2), PLAN, replace(QUICK, repeats=1, members=2, permutations=0), silent
    ).severity,
    people=120,
    q2=Measured(0.4, 0.2, 0.6),
    coverage=0.9,
    half_width=0.0,
    pairs=(),
    permutation=Permutation(0.01, (0.0,) * 99),
)
AGED = replace(PEOPLE, covariate_names=("age",),
               inputs=replace(PEOPLE.inputs, covariates=np.arange(120.0)[:, None] % 7))  # fmt: skip


def keys(asked: LabelledPeople, /, **changes: object) -> list[str]:
    severity: Severity = replace(CALM, **changes)  # type: ignore[arg-type]
    warned = caveats(asked, severity, QUICK)
    for one in warned:
        for language in Language:
            assert text_in(language)(f"warning.{one.key}", **one.details)
    return [one.key.removeprefix("severity_") for one in warned]


def test_where_all_is_well_nothing_is_said() -> None:
    assert keys(AGED) == []


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("no_better_than_mean", {"q2": Measured(0.4, -0.01, 0.6)}),
        ("by_chance", {"permutation": Permutation(0.2, (0.0,) * 99)}),
        ("few_people", {"people": 99}),
        ("coverage", {"coverage": 0.84}),
    ],
)
def test_a_figure_that_weakens_the_claim_is_told(key: str, changes: dict[str, object]) -> None:
    assert keys(AGED, **changes) == [key]


def test_few_distinct_values_are_told_and_not_called_a_floor() -> None:
    assert keys(AGED.labelled(np.arange(120.0) % 5)) == ["few_values"]


@pytest.mark.parametrize(("ends", "key"), [(0.0, "floor"), (7.0, "ceiling")])
def test_many_people_at_an_end_of_the_scale_are_told(ends: float, key: str) -> None:
    target = 1 + np.random.default_rng(1).integers(0, 60, 120) / 10
    target[:18] = ends
    assert keys(AGED.labelled(target)) == [key]


def test_intervals_that_reach_beyond_the_values_seen_are_told() -> None:
    pairs = grade(
        made_up(20, 2), PLAN, replace(QUICK, repeats=1, members=2, permutations=0), silent
    ).severity.pairs
    assert keys(AGED, pairs=pairs, half_width=100.0) == ["not_cut"]


def test_covariates_that_tell_the_target_are_told_of() -> None:
    covariates = np.c_[PEOPLE.outcome + np.random.default_rng(1).normal(size=120)]
    covariates[::9] = np.nan
    people = people_of(PEOPLE.inputs.values, PEOPLE.outcome, None, covariates, ("age",))
    assert keys(people) == ["covariates"]
    assert told_by_covariates(people, QUICK) > 0.6
    assert told_by_covariates(AGED, QUICK) < 0.05


def test_without_covariates_it_is_said_that_nothing_is_adjusted() -> None:
    assert keys(PEOPLE) == ["unadjusted"]
