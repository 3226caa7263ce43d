import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.missing import ACYLCARNITINES, missing_note, missing_rows, missing_table
from core.scoring.score import Missing, Unused
from core.text import Language, Text, text_in
from tests.figures.results import scored, unscored

EN = text_in(Language.EN)
every_text = pytest.mark.parametrize("text", list(map(text_in, Language)), ids=list(Language))
CLASS = tuple(Missing(key, 0.119, 0.2, 0.14) for key in ACYLCARNITINES)
ORNITHINE = Missing("ornithine", 0.067, 0.2, 0.15)
ARGININE = Missing("arginine", 0.044, 0.2, 0.21)


def test_acylcarnitines_that_tell_the_same_are_one_row() -> None:
    rows = missing_rows(EN, scored(missing=(*CLASS, ORNITHINE)))
    assert [row.name for row in rows] == ["any long-chain acylcarnitine", "Ornithine (plasma)"]


def test_where_one_was_measured_it_is_another_that_is_missing() -> None:
    (row,) = missing_rows(EN, scored(missing=CLASS[1:]))
    assert row.name == "another long-chain acylcarnitine"


def test_a_single_acylcarnitine_keeps_its_name() -> None:
    (row,) = missing_rows(EN, scored(missing=CLASS[:1]))
    assert row.name == "Tetradecenoylcarnitine C14:1 (plasma)"


def test_other_markers_are_never_put_together_though_their_figures_agree() -> None:
    alike = (Missing("ua", 0.1, 0.2, 0.1), Missing("t_bil", 0.1, 0.2, 0.1))
    assert len(missing_rows(EN, scored(missing=alike))) == 2


def test_the_narrowing_is_the_share_of_the_width_that_goes() -> None:
    (row,) = missing_rows(EN, scored(missing=(ORNITHINE,)))
    assert (row.narrows, row.information) == ("by 25 %", "0.067 bit")


@every_text
@given(now=st.floats(0.01, 1), more=st.floats(0.995, 3))
def test_what_would_not_narrow_the_interval_is_said_not_to(
    text: Text, now: float, more: float
) -> None:
    (row,) = missing_rows(text, scored(missing=(Missing("ua", 0.01, now, now * more),)))
    assert row.narrows == text("figure.missing.no_narrower")


@every_text
def test_without_a_score_there_is_no_interval_to_narrow(text: Text) -> None:
    result = unscored((Missing("hdl_c", 0.12, 0.0, 0.3),))
    table = missing_table(text, result, 5)
    assert [column.title for column in table.columns] == [
        text("figure.column.marker"),
        text("figure.column.information"),
    ]
    assert text("figure.missing.information") in missing_note(text, result, 5)


@every_text
def test_beside_a_value_beyond_a_limit_no_width_is_claimed(text: Text) -> None:
    result = scored(missing=(Missing("ua", 0.1, None, None), Missing("t_bil", 0.05, None, None)))
    table = missing_table(text, result, 5)
    assert text("figure.column.narrows") not in [column.title for column in table.columns]
    assert {row.narrows for row in missing_rows(text, result)} == {""}
    assert text("figure.missing.censored") in missing_note(text, result, 5)
    assert text("figure.missing.censored") not in missing_note(text, scored(missing=CLASS), 5)


@every_text
def test_the_information_is_muted_beside_a_score(text: Text) -> None:
    *_, information = missing_table(text, scored(missing=CLASS), 5).columns
    assert information.is_muted


def test_what_was_measured_in_vain_has_a_dagger_that_the_note_explains() -> None:
    result = scored(missing=(ARGININE,), unused=(Unused("arginine", "late_separation"),))
    (row,) = missing_rows(EN, result)
    assert row.name.endswith("†")
    assert "†" in missing_note(EN, result, 5)
    assert "†" not in missing_note(EN, scored(missing=(ARGININE,)), 5)


def test_the_note_says_how_wide_the_interval_is_and_counts_the_rest() -> None:
    note = missing_note(EN, scored(missing=(*CLASS, ORNITHINE, ARGININE)), 2)
    assert "20 points wide now" in note
    assert note.endswith("expected to tell less: 1.")
    assert len(missing_table(EN, scored(missing=(*CLASS, ORNITHINE)), 1).columns[0].cells) == 1
