import math
from dataclasses import replace

import pytest

from core.evidence.population import reported_markers
from core.figures.repeatability import (
    repeatability_reasons,
    repeatability_sentence,
    within_person_sources,
)
from core.markers import CATALOGUE, Sex
from core.scoring.score import Contribution, ModelStamp, Repeatability, RiskScore
from core.text import Language, Text, text_in
from tests.figures.results import AGAIN, CLINIC, STAMP, scored

EN = text_in(Language.EN)
every_text = pytest.mark.parametrize("text", list(map(text_in, Language)), ids=list(Language))
SCORED = sorted({key for sex in Sex for key in reported_markers(sex)})
UNKNOWN = Repeatability(1.0, 1.0, (), ("ac_c14_1",))
UA = Contribution("ua", 0.5, -1.0, -1.0)
BELOW = Contribution("t_bil", 0.5, -math.inf, -1.0)


def beside_a_limit(*held: str) -> RiskScore:
    """A score in which bilirubin is below a limit and nothing is followed."""
    again = Repeatability(1.0, 1.0, (), held)
    return replace(scored(again=again), contributions=(UA, BELOW))


def test_the_sentence_says_between_which_scores_a_second_draw_would_lie() -> None:
    assert repeatability_sentence(EN, AGAIN) == (
        "If the same person were drawn again, 9 of 10 scores would lie between 2.1 and 4.6 times."
    )


def test_the_markers_that_move_stand_with_source_and_grade() -> None:
    covered, held, *_ = repeatability_reasons(EN, scored())
    assert "UA, T-Bil (EuBIVAS 2022, grade B)" in covered
    assert "2 long-chain acylcarnitines (no published figure)" in held


@every_text
@pytest.mark.parametrize(("model", "kind"), [(STAMP, "virtual"), (CLINIC, "clinic")])
def test_the_two_widths_are_told_apart_wherever_there_are_two(
    text: Text, model: ModelStamp, kind: str
) -> None:
    said = repeatability_reasons(text, scored(model=model))
    assert said[-1] == text(f"figure.again.limits.{kind}")


def test_whether_the_assay_is_in_a_figure_is_said_by_source() -> None:
    both = Repeatability(0.0, 1.0, ("ua", "arginine"), ())
    said = " ".join(repeatability_reasons(EN, scored(again=both)))
    assert "EuBIVAS figures leave the assay's error out" in said
    assert "within one day, the assay's error included" in said
    assert "within one day" not in " ".join(repeatability_reasons(EN, scored()))


def test_beside_a_limit_it_is_not_worked_out_and_an_exact_value_is_not_blamed() -> None:
    (said,) = repeatability_reasons(EN, beside_a_limit("ua", "t_bil", "ac_c16"))
    assert said == (
        "It is not worked out beside values below or above a limit: "
        "T-Bil (beyond a limit); C16 (no published figure)."
    )


def test_an_exact_zero_is_held_without_being_called_inexact() -> None:
    again = Repeatability(0.0, 1.0, ("t_bil",), ("ua",))
    held = repeatability_reasons(EN, scored(again=again))[1]
    assert "UA (no published figure at this value)" in held


@every_text
def test_where_nothing_can_be_followed_no_range_is_claimed(text: Text) -> None:
    assert repeatability_sentence(text, UNKNOWN) == text("figure.again.unknown")
    assert len(repeatability_reasons(text, scored(again=UNKNOWN))) == 1


@every_text
@pytest.mark.parametrize("key", SCORED)
def test_every_scored_marker_can_be_covered_or_held(text: Text, key: str) -> None:
    within = CATALOGUE[key].within_person
    again = Repeatability(0.0, math.log(2), (key,), ()) if within else UNKNOWN
    assert all(repeatability_reasons(text, scored(again=again)))
    assert bool(list(within_person_sources(again))) is (within is not None)
