import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import PanelError, Problem
from core.exports.cells import (
    FIELDS,
    FORMULA_STARTS,
    context_cells,
    id_cell,
    inert,
    number_cell,
    plain,
    sign_and_number,
    value_cell,
)
from core.panel import Panel, Patient, Value
from core.readers.context import PATIENT, SPECIMEN, parse_id
from core.readers.names import field_named
from core.text import Language, text_in
from tests.strategies import panels, values


def in_a_table(cell: str) -> str:
    """A cell after it was written into a CSV file and found there again."""
    file = io.StringIO(newline="")
    csv.writer(file).writerow([cell, "end"])
    return next(csv.reader(io.StringIO(file.getvalue(), newline="")))[0]


@given(number=st.floats(0, allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_to_its_last_bit(number: float) -> None:
    assert float(number_cell(number)).hex() == abs(number).hex()


@pytest.mark.parametrize(("number", "cell"), [(52.0, "52"), (0.1, "0.1"), (1e-5, "1e-05")])
def test_a_number_has_no_digit_that_nobody_stated(number: float, cell: str) -> None:
    assert number_cell(number) == cell


def test_what_is_not_known_is_an_empty_cell() -> None:
    assert context_cells(Panel(patient=Patient(id="A"))) == ["A", *[""] * (len(FIELDS) - 1)]
    assert number_cell(None) == ""


@pytest.mark.parametrize("field", FIELDS)
def test_each_header_of_the_context_is_known_to_the_readers(field: str) -> None:
    assert field_named(field) == field


@given(panel=panels(may_have_zone=True))
def test_each_cell_of_the_context_is_read_back_equal(panel: Panel) -> None:
    cells = dict(zip(FIELDS, context_cells(panel), strict=True))
    for record, parsers in ((panel.patient, PATIENT), (panel.specimen, SPECIMEN)):
        for name, parse in parsers.items():
            assert parse(cells[name]) == getattr(record, name)


@given(pseudonym=st.text(max_size=70) | st.text("=+-@＝﹦＋－＠ー \t\r\na1", max_size=6))
def test_an_id_is_read_back_equal_or_refused_before_it_is_written(pseudonym: str) -> None:
    try:
        cell = id_cell(pseudonym)
    except PanelError:
        assert parse_id(pseudonym) != pseudonym
    else:
        assert parse_id(in_a_table(cell)) == pseudonym
        assert not cell.startswith(FORMULA_STARTS)


@pytest.mark.parametrize("pseudonym", ["+81-3", "-12", "@A", "＋1", "－12"])
def test_an_id_that_a_spreadsheet_would_run_stands_behind_a_space(pseudonym: str) -> None:
    assert id_cell(pseudonym) == f" {pseudonym}"


@pytest.mark.parametrize("pseudonym", ["", "-", "ー", "=1+1", "＝A1", "A\n1", " A", "A" * 65])
def test_an_id_that_is_not_given_back_is_refused_in_a_sentence(pseudonym: str) -> None:
    with pytest.raises(PanelError) as refusal:
        id_cell(pseudonym)
    for language in Language:
        assert "64" in text_in(language).problem(refusal.value.problem)


def test_a_refusal_does_not_carry_what_cannot_be_shown() -> None:
    with pytest.raises(PanelError) as refusal:
        id_cell("A\x1b[31m")
    assert str(refusal.value.problem.details["id"]).isprintable()
    assert "A" not in str(refusal.value).replace("file", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_text_that_a_spreadsheet_would_run_is_made_inert(text: str) -> None:
    assert inert(text) == f" {text}"


@given(value=values())
def test_a_value_is_written_by_its_sign_and_number(value: Value) -> None:
    sign, number = sign_and_number(value)
    made = {"": Value.exactly, "<": Value.below, ">": Value.above}[sign](number)
    assert made == value
    assert value_cell(value) == f"{sign}{number_cell(number)}"


def test_a_value_between_two_limits_is_not_written_as_something_else() -> None:
    with pytest.raises(ValueError, match="below a limit or above"):
        value_cell(Value(1, 2))


@given(number=st.floats(0, 1e300))
def test_a_plain_number_is_the_same_number(number: float) -> None:
    assert math.isclose(plain(number), number, rel_tol=0, abs_tol=0)


def test_a_problem_is_never_taken_for_an_id() -> None:
    assert isinstance(parse_id("=1+1"), Problem)
