from dataclasses import replace

import numpy as np
import pytest

from core.cards import Aim, Kind, Plan
from core.cohort import Cohort
from core.errors import CohortError, Severity
from core.learning import readiness
from core.learning.discrimination import checks
from core.learning.labelled import labelled_people
from core.learning.proposal import proposed_plan
from core.learning.readiness import hindrances, is_possible
from core.text import Language, text_in
from tests.builders import cohort


def people(cases: int, controls: int, **values: list[float]) -> Cohort:
    """So many people of either group."""
    count = cases + controls
    held = values or {"ua": [float(i % 11) for i in range(count)]}
    return cohort(held, group=["case"] * cases + ["control"] * controls)


def plan(some: Cohort, kind: Kind = Kind.DISCRIMINATION, **changes: object) -> Plan:
    return replace(proposed_plan(some, kind, "group"), **changes)  # type: ignore[arg-type]


def found(some: Cohort, asked: Plan) -> list[str]:
    """The last part of the key of each hindrance."""
    return [problem.key.rsplit(".", 1)[-1] for problem in hindrances(some, asked)]


@pytest.mark.parametrize(
    ("cases", "controls", "keys"),
    [
        (50, 50, []),
        (20, 50, ["weak_groups"]),
        (8, 12, ["weak_groups"]),
        (7, 50, ["small_group"]),
        (5, 5, ["few", "small_group", "small_group"]),
    ],
)
def test_too_few_people_are_refused_and_few_are_warned_of(
    cases: int, controls: int, keys: list[str]
) -> None:
    some = people(cases, controls)
    assert found(some, plan(some)) == keys
    assert is_possible(hindrances(some, plan(some))) == (keys in ([], ["weak_groups"]))


@pytest.mark.parametrize("percent", [0.0, -3.0, 100.0, 150.0])
def test_a_share_of_cases_that_cannot_be_is_refused(percent: float) -> None:
    some = people(50, 50)
    asked = plan(some, prevalence=percent / 100)
    assert found(some, asked) == ["prevalence"]
    assert not is_possible(hindrances(some, asked))
    assert found(some, plan(some, prevalence=0.02)) == []


def test_a_rate_that_no_threshold_should_aim_at_is_refused_where_one_is_asked_for() -> None:
    some = people(50, 50)
    assert found(some, plan(some, wanted=0.3)) == []
    assert found(some, plan(some, wanted=0.3, aim=Aim.SENSITIVITY)) == ["wanted"]
    assert found(some, plan(some, wanted=1.0, aim=Aim.SPECIFICITY)) == ["wanted"]


def test_the_least_numbers_are_those_of_the_study_that_would_refuse_them_later() -> None:
    assert readiness.FEWEST_OF_GROUP == checks.FEWEST_OF_GROUP
    assert readiness.FEWEST_PEOPLE == checks.FEWEST_PEOPLE
    some = people(8, 12)
    checks.check(labelled_people(some, plan(some)))
    with pytest.raises(CohortError):
        checks.check(labelled_people(people(7, 13), plan(some)))


def test_repeated_draws_of_one_person_are_one_person() -> None:
    some = people(30, 30)
    drawn = replace(some, persons=np.arange(60, dtype=np.int32) // 4)
    assert "few" in found(drawn, plan(some))


def test_a_number_that_hardly_varies_cannot_be_learnt() -> None:
    some = cohort({"ua": [float(i) for i in range(90)], "score": [1.0, 2.0] * 45})
    asked = plan(some, Kind.SEVERITY, target="score")
    assert found(some, asked) == ["constant"]
    assert found(some, replace(asked, target="ua", analytes=("score",))) == []


def test_what_was_not_chosen_is_asked_for_before_anything_else() -> None:
    some = cohort({"ua": [float(i) for i in range(90)]})
    assert found(some, plan(some, Kind.SEVERITY)) == ["no_target"]
    assert found(some, plan(some)) == ["no_groups"]
    assert found(people(50, 50), plan(people(50, 50), analytes=())) == ["no_analyte"]


def test_too_many_people_and_markers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "MOST_PEOPLE", 99)
    monkeypatch.setattr(readiness, "MOST_ANALYTES", 0)
    assert found(people(50, 50), plan(people(50, 50))) == ["many", "wide"]


def test_refusals_come_before_notes_and_each_is_a_sentence_in_both_languages() -> None:
    some = people(10, 8)
    problems = hindrances(some, plan(some))
    assert [problem.severity for problem in problems] == [Severity.REFUSED, Severity.NOTE]
    for language in Language:
        assert all(text_in(language).problem(problem) for problem in problems)
