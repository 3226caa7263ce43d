import math

import pytest

from core.evidence.population import reported_markers
from core.figures.repeatability import (
    repeatability_reasons,
    repeatability_sentence,
    within_person_sources,
)
from core.markers import CATALOGUE, Sex
from core.scoring.score import Repeatability
from core.text import Language, Text, text_in
from tests.figures.results import AGAIN

EN = text_in(Language.EN)
every_text = pytest.mark.parametrize("text", list(map(text_in, Language)), ids=list(Language))
SCORED = sorted({key for sex in Sex for key in reported_markers(sex)})
UNKNOWN = Repeatability(1.0, 1.0, (), ("ua", "ac_c16"))


def test_the_sentence_says_between_which_scores_a_second_draw_would_lie() -> None:
    assert repeatability_sentence(EN, AGAIN) == (
        "If the same person were drawn again, 9 of 10 scores would lie between 2.1 and 4.6 times."
    )


def test_the_markers_that_move_stand_with_source_and_grade() -> None:
    covered, held, _ = repeatability_reasons(EN, AGAIN)
    assert "UA, T-Bil (EuBIVAS 2022, grade B)" in covered
    assert "2 long-chain acylcarnitines (no published figure)" in held


@every_text
def test_the_two_widths_are_told_apart_wherever_there_are_two(text: Text) -> None:
    assert repeatability_reasons(text, AGAIN)[-1] == text("figure.again.limits")


def test_a_value_that_is_no_number_is_held_for_that_reason() -> None:
    assert "UA (no exact value)" in repeatability_reasons(EN, UNKNOWN)[0]


@every_text
def test_where_nothing_can_be_followed_no_range_is_claimed(text: Text) -> None:
    assert repeatability_sentence(text, UNKNOWN) == text("figure.again.unknown")
    assert len(repeatability_reasons(text, UNKNOWN)) == 1


@every_text
@pytest.mark.parametrize("key", SCORED)
def test_every_scored_marker_can_be_covered_or_held(text: Text, key: str) -> None:
    within = CATALOGUE[key].within_person
    again = Repeatability(0.0, math.log(2), (key,), ()) if within else UNKNOWN
    assert all(repeatability_reasons(text, again))
    assert bool(list(within_person_sources(again))) is (within is not None)
