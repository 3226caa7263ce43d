import pytest

from core.figures.reasons import (
    MISSING_SHOWN,
    contributions_words,
    missing_note,
    missing_table,
    unused_sentences,
)
from core.scoring.model import Model
from core.scoring.score import Missing, RiskScore, Unused
from core.scoring.scorer import score
from core.text import Language, text_in
from tests.builders import panel

EN = text_in(Language.EN)
MISSING = [Missing(key, 0.71, 0.80) for key in ("ua", "t_bil", "arginine", "ornithine", "hdl_c")]


def test_the_missing_markers_stand_in_a_table_with_what_they_would_add() -> None:
    table = missing_table(EN, MISSING)
    assert table.columns[1].cells == ("0.71 → 0.80",) * MISSING_SHOWN


@pytest.mark.parametrize("language", Language)
def test_what_the_table_leaves_out_is_counted(language: Language) -> None:
    more = [*MISSING, *MISSING]
    assert len(missing_table(EN, more).columns[0].cells) == MISSING_SHOWN
    assert "5" in missing_note(text_in(language), more)
    assert "5" not in missing_note(text_in(language), MISSING)


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
