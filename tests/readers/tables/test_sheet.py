import io
import math
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from core.readers.tables.sheet import LAST_COLUMN, LAST_ROW, SparseRow, rows_of, written
from core.readers.tables.workbook import EPOCH, EPOCH_1904, Format, read_workbook
from tests.readers.files import SHEET, package_of, xlsx_of


def rows(data: bytes) -> list[SparseRow]:
    workbook = read_workbook(zipfile.ZipFile(io.BytesIO(data)))
    return list(rows_of(workbook, workbook.sheets[0]))


def by_calamine(data: bytes) -> Iterator[SparseRow]:
    """What an independent library reads, written as Engawa writes it."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
        filled = {i: as_text(cell) for i, cell in enumerate(cells) if cell != ""}
        if filled:
            yield number, filled


def as_text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float | int):
        return written(float(cell), Format.NUMBER, EPOCH)
    return str(cell)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**14), 10**14),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).filter(
        lambda text: not text.startswith("=")
    ),
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001 - local time
        lambda moment: moment.replace(microsecond=0)
    ),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_a_sheet_is_read_as_an_independent_library_reads_it(cells: list[list[Any]]) -> None:
    data = xlsx_of(*cells)
    assert [(n, tidy(c)) for n, c in rows(data)] == [(n, tidy(c)) for n, c in by_calamine(data)]


def tidy(cells: dict[int, str]) -> dict[int, str]:
    """Whole days come without a time from us, and with one from calamine."""
    return {i: text.removesuffix(" 00:00:00") for i, text in cells.items()}


@pytest.mark.parametrize("name", ["MTBLS161", "MTBLS90", "ST000496"])
def test_real_workbooks_are_read_as_an_independent_library_reads_them(
    name: str, shared_data: Path
) -> None:
    data = (shared_data / "metabolomics" / f"{name}.xlsx").read_bytes()
    read = rows(data)
    assert len(read) > 50
    assert read == list(by_calamine(data))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="B2"><v>3.4</v></c>', "3.4"),
        ('<c r="B2"><v>3.3999999999999999</v></c>', "3.4"),
        ('<c r="B2"><v>5</v></c>', "5"),
        ('<c r="B2"><v>5.0</v></c>', "5"),
        ('<c r="B2"><v>1E-5</v></c>', "1e-05"),
        ('<c r="B2" t="b"><v>1</v></c>', "true"),
        ('<c r="B2" t="b"><v>0</v></c>', "false"),
        ('<c r="B2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="B2" t="str"><v>&lt;0.1</v></c>', "<0.1"),
        ('<c r="B2" t="d"><v>2026-10-02T09:10:00</v></c>', "2026-10-02T09:10:00"),
        ('<c r="B2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c r="B2" t="inlineStr"><is><t>尿</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>', "尿"),
        ('<c/><c t="str"><v>beside</v></c>', "beside"),
    ],
)
def test_a_cell_of_each_type_is_read_as_text(cell: str, text: str) -> None:
    assert rows(package_of(f'<row r="2">{cell}</row>')) == [(2, {1: text})]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>B1+1</f><v>3.4</v></c>',
        '<c r="A1"><f>B1+1</f></c>',
        '<c r="A1"><f t="shared" si="0"/><v>3.4</v></c>',
        '<c r="A1" t="str"><f>"a"</f><v>a</v></c>',
    ],
)
def test_a_formula_is_never_lost_and_its_stored_result_never_used(cell: str) -> None:
    assert rows(package_of(f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')) == [
        (1, {0: "=", 1: "1"})
    ]


def test_blank_rows_are_counted_and_passed_over() -> None:
    data = package_of('<row/><row r="4"><c r="A4"/></row><row><c><v>7</v></c></row>')
    assert rows(data) == [(5, {0: "7"})]


def test_a_cell_in_the_last_corner_takes_no_room() -> None:
    corner = f'<row r="{LAST_ROW}"><c r="XFD{LAST_ROW}"><v>1</v></c></row>'
    assert rows(package_of(corner)) == [(LAST_ROW, {LAST_COLUMN - 1: "1"})]


@pytest.mark.parametrize(
    "data",
    [
        '<row r="2"/><row r="1"/>',
        f'<row r="{LAST_ROW + 1}"/>',
        '<row r="0"/>',
        '<row r="x"/>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>one</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    ],
)
def test_cells_that_cannot_be_placed_or_resolved_break_the_sheet(data: str) -> None:
    with pytest.raises((ValueError, LookupError)):
        rows(package_of(data))


def test_a_prefixed_namespace_is_read_alike() -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert rows(package_of("", **{SHEET: sheet})) == [(1, {0: "1"})]


@pytest.mark.parametrize(
    ("number", "meaning", "text"),
    [
        (46297, Format.DATE, "2026-10-02"),
        (46297 + 550 / 1440, Format.DATE, "2026-10-02 09:10:00"),
        (0.4, Format.DATE, "0.4"),
        (-1, Format.DATE, "-1"),
        (1e9, Format.DATE, "1000000000"),
        (0.45, Format.PERCENT, "45%"),
        (0.056, Format.PERCENT, "5.6%"),
        (math.inf, Format.NUMBER, "inf"),
        (1e22, Format.NUMBER, "1e+22"),
    ],
)
def test_a_number_is_written_as_its_format_means_it(
    number: float, meaning: Format, text: str
) -> None:
    assert written(number, meaning, EPOCH) == text


@given(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001 - local time
def test_a_moment_survives_being_a_number_of_days(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    for epoch in (EPOCH, EPOCH_1904):
        days = (whole - epoch) / timedelta(days=1)
        assert datetime.fromisoformat(written(days, Format.DATE, epoch)) == whole
