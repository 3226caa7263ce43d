import pytest

from core.errors import Problem
from core.readers.cells import LIMIT_CHARACTERS, SHOWN_CHARACTERS, parse_cell, shown


def as_is(text: str) -> str:
    return text


@pytest.mark.parametrize("text", ["", " ", "-", "－", "—", "–", "−", "ー", "\u3000", "\u00a0-\t"])
def test_an_empty_cell_and_a_lone_dash_state_nothing(text: str) -> None:
    assert parse_cell(text, as_is) is None


@pytest.mark.parametrize(
    ("text", "narrow"), [("３．４", "3.4"), ("＜０．１", "<0.1"), (" m ", "m")]
)
def test_full_width_characters_are_read_as_narrow_ones(text: str, narrow: str) -> None:
    assert parse_cell(text, as_is) == narrow


@pytest.mark.parametrize("text", ["10³", "3.4①", "½", "㎎"])
def test_a_character_that_merely_resembles_a_digit_is_left_alone(text: str) -> None:
    assert parse_cell(text, as_is) == text


@pytest.mark.parametrize("text", ["=A1+B1", " =1", "＝A1", "="])
def test_a_formula_is_refused(text: str) -> None:
    assert parse_cell(text, as_is) == Problem("reader.cell.formula")


def test_a_very_long_cell_is_refused_without_being_quoted() -> None:
    problem = parse_cell("9" * 100_000, as_is)
    assert problem == Problem("reader.cell.too_long", {"limit": LIMIT_CHARACTERS})


def test_a_quoted_cell_is_one_short_line() -> None:
    assert shown(" a\n b ") == "a b"
    assert shown("9" * 1000) == "9" * SHOWN_CHARACTERS + "…"
