import math
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NOWHERE, Place, Problem
from core.text import Language, Text, flatten, number, text_in

EN, JA = text_in(Language.EN), text_in(Language.JA)
PLACE = Place("panel.csv", 3, "UA")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.4, "0.400"),
        (1.0, "1.00"),
        (12.345, "12.3"),
        (1234.5, "1230"),
        (999_999.0, "1.00 × 10^6"),
        (99.96, "100"),
        (0.0001, "0.000100"),
        (0.00009994, "9.99 × 10^-5"),
        (1e-7, "1.00 × 10^-7"),
        (-0.05, "-0.0500"),
        (0.0, "0"),
        (-0.0, "0"),
        (math.nan, "–"),
        (math.inf, "∞"),
        (-math.inf, "-∞"),
    ],
)
def test_a_number_is_written_at_three_significant_figures(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize("whole", [0, 7, 1234, 55_081, -12, 10**9])
def test_a_whole_number_is_written_in_full(whole: int) -> None:
    assert number(whole) == str(whole)


@pytest.mark.parametrize(("figures", "written"), [(1, "3"), (2, "3.1"), (4, "3.142")])
def test_other_significant_figures_can_be_asked_for(figures: int, written: str) -> None:
    assert number(math.pi, figures) == written


@given(st.floats(1e-12, 1e12))
def test_a_written_number_is_within_half_a_unit_of_its_third_figure(value: float) -> None:
    read = float(re.sub(r" × 10\^", "e", number(value)))
    assert read == pytest.approx(value, rel=0.005 + 1e-9)


@given(st.floats(allow_nan=False))
def test_no_number_is_written_in_the_notation_of_programmers(value: float) -> None:
    assert "e" not in number(value)


@pytest.mark.parametrize(
    ("moment", "english", "japanese"),
    [
        (date(2026, 10, 2), "2026-10-02", "2026年10月2日"),
        (datetime(2026, 10, 2, 9, 5), "2026-10-02 09:05", "2026年10月2日 09:05"),  # noqa: DTZ001 - read without a zone
        (datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01 00:00 +00:00", "2026年1月1日 00:00 +00:00"),
    ],
)
def test_a_date_is_written_as_each_language_does(moment: date, english: str, japanese: str) -> None:
    assert EN.date(moment) == english
    assert JA.date(moment) == japanese


def test_a_place_names_file_row_and_column() -> None:
    assert EN.place(PLACE) == 'panel.csv, row 3, column "UA"'
    assert EN.place(Place(row=3)) == "row 3"
    assert EN.place(NOWHERE) == ""


@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
def test_a_problem_is_one_sentence_that_begins_with_its_place(text: Text) -> None:
    problem = Problem("model.changed", {"file": "golden.csv"}, PLACE)
    sentence = text.problem(problem)
    assert sentence.startswith(text.place(PLACE))
    assert "golden.csv" in sentence


def test_a_problem_without_a_place_is_its_sentence_alone() -> None:
    assert EN.problem(Problem("model.missing")) == EN("model.missing")


@given(st.text())
def test_what_a_file_holds_is_shown_and_never_read_as_a_placeholder(cell: str) -> None:
    assert EN("place.column", column=cell) == f'column "{cell}"'
    assert EN("place.column", column="{0.__class__}") == 'column "{0.__class__}"'


def test_a_sentence_formats_its_numbers() -> None:
    text = Text(Language.EN, {"a": "{x} and {n}"})
    assert text("a", x=0.4, n=3) == "0.400 and 3"


@pytest.mark.parametrize("key", ["no.such.key", "model.changed"])
def test_an_unknown_key_or_a_missing_detail_is_our_own_mistake(key: str) -> None:
    with pytest.raises(KeyError):
        EN(key)


def test_a_text_knows_which_keys_it_has() -> None:
    assert "model.changed" in EN
    assert "model.improved" not in EN


def test_nested_tables_become_dotted_keys() -> None:
    entries = {"a": {"b": "x", "c": {"d": "y"}}, "e": "z"}
    assert flatten(entries, "area") == [("area.a.b", "x"), ("area.a.c.d", "y"), ("area.e", "z")]


def test_sentences_are_read_once_in_a_process() -> None:
    assert text_in(Language.EN) is EN
