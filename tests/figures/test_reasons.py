import pytest

from core.figures.reasons import NOT_STATED, cautions, contributions_words, unused_sentences
from core.markers import Sex
from core.panel import Panel, Patient, Specimen
from core.scoring.applicability.circumstances import circumstances_are_stated
from core.scoring.model import Model
from core.scoring.score import Caution, RiskScore, Unused
from core.scoring.scorer import score
from core.text import Language, text_in
from tests.builders import measurement, panel

EN = text_in(Language.EN)
MEASURED = tuple(measurement(key, 1.0) for key in ("t_bil", "arginine", "ornithine", "ac_c16"))


@pytest.mark.parametrize("language", Language)
def test_what_was_seen_is_told_apart_from_what_nobody_stated(language: Language) -> None:
    said = cautions(
        text_in(language),
        [Caution("age_unknown"), Caution("haemolysed_bilirubin"), Caution("medication")],
    )
    assert len(said.seen) == 2
    assert len(said.not_stated) == 1
    assert not said.are_many


def test_more_than_fit_a_column_are_many_and_what_nobody_stated_does_not_count() -> None:
    seen = [Caution(key) for key in ("haemolysed_bilirubin", "medication", "far_from_population")]
    assert cautions(EN, seen).are_many
    assert not cautions(EN, [*seen[1:], Caution("age_unknown")]).are_many


@pytest.mark.parametrize("sex", Sex)
def test_all_that_may_be_missing_beside_a_panel_is_said_in_short(sex: Sex) -> None:
    bare = Panel(patient=Patient(id="P", sex=sex), specimen=Specimen(), measurements=MEASURED)
    keys = {caution.key for caution in circumstances_are_stated(bare).cautions}
    assert keys
    assert keys <= NOT_STATED


def test_a_reason_is_said_once_for_all_markers_it_left_out() -> None:
    unused = (Unused("alb", "no_finding"), Unused("hdl_c", "other_sex"), Unused("hb", "no_finding"))
    assert unused_sentences(EN, unused) == [
        "Albumin, Hemoglobin: no case-control finding published",
        "HDL cholesterol: reported only in the other sex",
    ]


def test_the_contributions_can_be_read_aloud(model: Model) -> None:
    result = score(panel(ua=3.4, t_bil=0.5), model)
    assert isinstance(result, RiskScore)
    said = contributions_words(EN, result)
    assert said.count("×") == len(result.contributions) == 2
