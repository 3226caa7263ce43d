"""Whatever is said of a score is said of the model that gave it: simulated, or of a clinic."""

from dataclasses import replace

import pytest

from core.figures import words
from core.figures.basis import foot, honesty_in_full, model_line, score_is
from core.figures.concordance import concordance_line
from core.figures.missing import missing_note, missing_table
from core.figures.repeatability import repeatability_reasons
from core.figures.sceptical import sceptical_meaning, sceptical_sentence
from core.figures.score_strip import score_strip, strip_words
from core.figures.theme import LIGHT
from core.figures.verdict import verdict
from core.scoring.score import Concordance, Missing, ModelStamp, RiskScore
from core.text import Language, Text, text_in
from tests.figures.results import CLINIC, STAMP, scored
from tests.report.samples import BACKGROUND, BASIS

EN = text_in(Language.EN)
# What only a simulation is, and what only a clinic's model is.
SIMULATED = ("virtual", "simulat", "worlds", "仮想", "シミュレーション", "模擬", "ありうる想定")
OF_CLINIC = ("clinic", "cohort", "halves", "施設の", "コホートの半数")

every_text = pytest.mark.parametrize("text", list(map(text_in, Language)), ids=list(Language))
MISSING = (Missing("ac_c16", 0.12, None, None), Missing("arginine", 0.04, None, None))


def said_of(text: Text, model: ModelStamp) -> str:
    """Every sentence and label that stands beside a score by this model."""
    result = scored(model=model, missing=MISSING)
    after = result.estimate.post_test(0.02)
    is_virtual = model.is_virtual
    return "\n".join(
        (
            *(say(text, model) for say in (honesty_in_full, model_line, score_is, foot)),
            verdict(text, result),
            strip_words(text, result),
            str(score_strip(text, result, BACKGROUND, LIGHT).to_dict()),
            *repeatability_reasons(text, result),
            sceptical_sentence(text, result, 0.02),
            sceptical_meaning(text, result),
            missing_note(text, result, 5),
            str(missing_table(text, result, 5)),
            concordance_line(text, result),
            words.frequency(text, after, is_virtual=is_virtual),
        )
    ).lower()  # fmt: skip


@every_text
@pytest.mark.parametrize("low", [0.58, 0.45])
@pytest.mark.parametrize("is_made_up", [True, False])
def test_nothing_that_is_said_of_a_clinics_score_speaks_of_a_simulation(
    text: Text, low: float, is_made_up: bool
) -> None:
    model = replace(CLINIC, basis=replace(BASIS, auc_low=low, is_made_up=is_made_up))
    said = said_of(text, model)
    assert [word for word in SIMULATED if word in said] == []


@every_text
def test_nothing_that_is_said_of_the_shipped_score_speaks_of_a_clinics_people(text: Text) -> None:
    said = said_of(text, STAMP).replace("virtual cohort", "").replace("仮想コホート", "")
    assert [word for word in OF_CLINIC if word in said] == []


@every_text
def test_the_words_that_tell_the_two_apart_are_really_said(text: Text) -> None:
    assert any(word in said_of(text, STAMP) for word in SIMULATED)
    assert any(word in said_of(text, CLINIC) for word in OF_CLINIC)


@every_text
def test_the_verdict_names_the_groups_and_over_what_the_interval_is(text: Text) -> None:
    said = verdict(text, scored(model=CLINIC))
    assert words.group(text, "cases", is_virtual=False) in said
    assert text("words.group.clinic.range", level=words.percent(text, 0.9)) in said


@every_text
def test_the_strip_says_whose_hills_they_are_where_they_are_people(text: Text) -> None:
    hills = text("figure.row.hills.clinic")
    assert strip_words(text, scored(model=CLINIC)).endswith(hills)
    assert hills not in strip_words(text, scored())


@every_text
def test_a_clinics_model_without_widths_is_not_said_to_leave_values_out(text: Text) -> None:
    censored = text("figure.missing.censored")
    assert censored in missing_note(text, scored(missing=MISSING), 5)
    assert censored not in missing_note(text, scored(missing=MISSING, model=CLINIC), 5)
    assert len(missing_table(text, scored(missing=MISSING, model=CLINIC), 5).columns) == 2


@every_text
def test_a_panel_without_any_published_direction_has_no_concordance_index(text: Text) -> None:
    result: RiskScore = replace(scored(model=CLINIC), concordance=Concordance(0, 0, 0, 0))
    assert concordance_line(text, result) == text("figure.concordance.none")
