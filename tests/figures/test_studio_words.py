from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.cards import Kind
from core.figures.studio_words import left_words, moment, plan_line, step_words, time_words
from core.learning.proposal import proposed_plan
from core.text import Language, text_in
from tests.builders import cohort

EN, JA = text_in(Language.EN), text_in(Language.JA)
SOME = cohort(
    {"ua": [4.0, 5.0, 6.0], "score": [1.0, 2.0, 3.0]},
    group=["control", "case", "control"],
    ages=[20, 30, 40],
)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.DISCRIMINATION, ("Cases: case (n = 1)", "Controls: control (n = 2)", "age")),
        (Kind.SEVERITY, ("learn score from", "everybody (n = 3)")),
        (Kind.STRATA, ("groups among case (n = 1)", "by 1 markers")),
    ],
)
def test_a_plan_is_said_with_who_is_who_and_how_many(kind: Kind, said: tuple[str, ...]) -> None:
    asked = proposed_plan(SOME, kind, "group")
    line = plan_line(EN, SOME, asked, 3)
    assert [part for part in said if part not in line] == []
    assert plan_line(JA, SOME, asked, 3) != line


def test_a_plan_says_how_many_have_the_number_where_some_have_none() -> None:
    asked = proposed_plan(SOME, Kind.SEVERITY, "group")
    assert "Of them 2 have that number" in plan_line(EN, SOME, asked, 2)
    some = replace(asked, group="group", levels=("control",))
    assert "have that number" not in plan_line(EN, SOME, some, 2)
    other = proposed_plan(SOME, Kind.STRATA, "group")
    assert "have that number" not in plan_line(EN, SOME, other, 0)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5, "less than a minute"),
        (70, "about 1 min"),
        (3599, "about 60 min"),
        (5400, "about 1.5 hours"),
        (200_000, "about 2.3 days"),
    ],
)
def test_a_time_is_said_as_people_do(seconds: float, said: str) -> None:
    assert time_words(EN, seconds) == said


def test_time_left_that_nobody_knows_is_said_to_be_unknown() -> None:
    assert left_words(EN, None) == EN("studio.job.left_unknown")
    assert "about 2 min" in left_words(EN, 100)


def test_a_step_that_is_not_known_is_getting_ready() -> None:
    assert step_words(EN, "") == EN("studio.job.begins")
    assert step_words(EN, "reading") == EN("step.reading")


def test_a_moment_is_written_without_seconds() -> None:
    assert ":00:17" not in moment(EN, datetime(2026, 11, 23, 21, 0, 17, tzinfo=UTC))
