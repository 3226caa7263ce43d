"""Plain lines go another way than quoted ones; what is read of them must be the same."""

import csv
import io
import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.readers import read_panels
from core.readers.quantities import Quantity, parse_quantity
from core.readers.reading import Reading
from core.readers.tables import delimited
from core.readers.tables.plain import are_plain, plain_blocks, plain_numbers
from tests.readers.files import found

HEADER = "id,sex,UA (mg/dL)"
CELLS = st.sampled_from(
    ["", " ", "A", "B-1", "甲", "m", "3.4", "<2", "x", "NA", "nan", "null", "#N/A", "=1", "\x0b",
     "\x85", "\u2028", "\u3000", "0x10", "1e3"]
)  # fmt: skip
ROWS = st.lists(CELLS, max_size=4).map(",".join)
ENDS = st.sampled_from(["\n", "\r\n"])
PLAIN_NUMBER = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


def told(reading: Reading) -> object:
    """All that was read but the name of the way: the header of one file is quoted."""
    return reading.panels, [(p.key, dict(p.details), p.place) for p in reading.problems]


def refused_or_told(lines: list[str], end: str) -> object:
    return told(read_panels(end.join(lines).encode(), "panels.csv"))


@given(st.lists(ROWS, max_size=8), ENDS)
@example(["A,m,3.4", "", "B,m"], "\n")
@example(["A,m,3.4", "B,m", " , ", "", "C,m,x"], "\r\n")
@example(["NA,,NULL", "nan,m,3"], "\n")
def test_plain_lines_and_quoted_ones_are_read_alike(rows: list[str], end: str) -> None:
    rows = [*rows, "Z,f,3.5"]
    plain = refused_or_told([HEADER, *rows], end)
    # One quotation mark in the header, and every row below goes through Python's parser.
    quoted = refused_or_told([HEADER.replace("sex", '"sex"'), *rows], end)
    assert plain == quoted


@given(st.lists(ROWS, max_size=8), st.sampled_from(["", "\n", "\r\n"]))
def test_a_quotation_mark_that_appears_late_changes_no_row_above_it(
    rows: list[str], last: str
) -> None:
    plain = told(read_panels("\n".join([HEADER, *rows, "Z,f,3.5"]).encode(), "panels.csv"))
    late = "\n".join([HEADER, *rows, 'Z,f,"3.5"']) + last
    assert told(read_panels(late.encode(), "panels.csv")) == plain


@given(st.lists(ROWS, max_size=12), ENDS, st.integers(1, 40))
def test_rows_are_numbered_as_a_spreadsheet_does_wherever_a_piece_ends(
    rows: list[str], end: str, size: int
) -> None:
    text = end.join([HEADER, *rows, "Z,f,high"])
    expected = [
        number
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), 1)
        if "".join(cells).strip() and len(cells) != 3 and any(cells[3:] or [1])
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "PIECE_BYTES", size)
        reading = read_panels(text.encode(), "panels.csv")
    ragged = [row for key, row, _ in found(reading.problems) if key == "reader.row.ragged"]
    assert ragged == expected
    assert ("reader.cell.not_a_number", len(rows) + 2, "UA (mg/dL)") in found(reading.problems)


@pytest.mark.parametrize("title", ["Report\r", "Report\r\r\n", "\r", "Report,\rWard 3\r\n"])
def test_a_title_that_ends_in_another_way_swallows_no_panel(title: str) -> None:
    data = (title + "id,UA (mg/dL)\nA,3.4\nB,3.5\n").encode()
    reading = read_panels(data, "panels.csv")
    assert [panel.patient.id for panel in reading.panels] == ["A", "B"]
    rows = [panel.measurements[0].place.row for panel in reading.panels]
    lines = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert rows == [lines.index(["A", "3.4"]) + 1, lines.index(["B", "3.5"]) + 1]


def test_the_last_line_needs_no_break_to_prove_how_dates_are_written() -> None:
    data = b"id,collected,UA (mg/dL)\nA,02/10/2026,3.4\nB,23/10/2026,3.5"
    reading = read_panels(data, "panels.csv")
    assert reading.problems == ()
    assert [str(panel.specimen.collected) for panel in reading.panels] == [
        "2026-10-02",
        "2026-10-23",
    ]


@pytest.mark.parametrize(
    ("lines", "plain"),
    [(b"A,1\n", True), (b"A,1\r\n", True), (b'"A",1\n', False), (b"A,1\rB,2\n", False)],
)
def test_lines_are_plain_without_quotation_marks_and_odd_breaks(lines: bytes, plain: bool) -> None:
    assert are_plain(lines) is plain


def test_lines_that_are_not_plain_are_left_to_others() -> None:
    assert plain_blocks(b'"A",1\n', 1, ",", 2, 1) is None


@pytest.mark.parametrize("row", ["x" * 200_000 + ",m,3.4", "A,m,3.4,x\nB,m," + "9" * 200_000])
def test_a_cell_of_any_length_is_read_or_refused(row: str) -> None:
    reading = read_panels(f"{HEADER}\nA,m,3.4\n{'B,m,3.5' + chr(10)}".encode(), "panels.csv")
    assert len(reading.panels) == 2
    far = [f"P-{i},m,3.4" for i in range(300)]
    reading = read_panels("\n".join([HEADER, *far, row]).encode(), "panels.csv")
    assert len(reading.panels) == 300
    assert {p.key for p in reading.problems} <= {
        "reader.cell.id",
        "reader.cell.too_long",
        "reader.row.ragged",
        "reader.row.no_value",
    }


NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.text("0123456789.,-+eE <>", max_size=12),
    st.sampled_from(["", "1.", ".5", "-.5", "1e999", "-1e-999", "inf", "nan", "1\n", "٣", "0x1"]),
)


@given(st.lists(NUMBERS))
def test_a_plain_number_is_what_python_makes_of_it_and_anything_else_is_none(
    texts: list[str],
) -> None:
    for text, number in zip(texts, plain_numbers(texts).tolist(), strict=True):
        is_plain = PLAIN_NUMBER.fullmatch(text) and math.isfinite(float(text))
        assert repr(number) == (repr(float(text)) if is_plain else "nan")


@given(st.lists(NUMBERS), st.sampled_from(["", ".", ","]))
def test_what_is_taken_for_a_plain_number_is_a_quantity_without_sign_and_unit(
    texts: list[str], decimal: str
) -> None:
    for text, number in zip(texts, plain_numbers(texts, decimal).tolist(), strict=True):
        if not math.isnan(number):
            size = parse_quantity(text.removeprefix("-"), decimal)
            assert size == Quantity(abs(number), "", "")


def test_a_decimal_comma_is_one_only_in_a_file_of_decimal_commas() -> None:
    texts = ["1,5", "-2,25e1", "1.5", "3", ",5", "1,5,6"]
    assert [*map(math.isnan, plain_numbers(texts))] == [True, True, False, False, True, True]
    assert plain_numbers(texts[:2], ",").tolist() == [1.5, -22.5]
    assert [*map(math.isnan, plain_numbers(texts, ","))] == [False, False, True, False, True, True]


def test_no_texts_are_no_numbers() -> None:
    assert plain_numbers([]).shape == (0,)
