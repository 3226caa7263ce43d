import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from core.readers.tables.cell import written
from core.readers.tables.markup import LIMIT_DEPTH, LIMIT_TEXT
from core.readers.tables.package import BROKEN, open_package
from core.readers.tables.regular import LAST_COLUMN
from core.readers.tables.sheet import LAST_ROW, Rows, SparseRow, rows_of
from core.readers.tables.workbook import EPOCH, Format, Workbook, read_workbook
from core.readers.templates import FORMATS, template_xlsx
from tests.readers.files import SHEET, package_of, saved, xlsx_of

WORKSHEET = f'<worksheet xmlns="{FORMATS}/spreadsheetml/2006/main">'

ENDS = "</sheetData></worksheet>"


def workbook_of(data: bytes) -> Workbook:
    return read_workbook(open_package(io.BytesIO(data), "panels.xlsx"))


def rows(data: bytes) -> list[SparseRow]:
    workbook = workbook_of(data)
    return list(rows_of(workbook, workbook.sheets[0]))


def by_expat(data: bytes) -> list[SparseRow]:
    """What expat reads without any help from regular expressions."""
    workbook = workbook_of(data)
    collected = Rows(workbook)
    for block in workbook.package.blocks(workbook.sheets[0].part):
        collected.markup.feed(block)
    collected.markup.close()
    return collected.finished


def rows_or_broken(read: Callable[[bytes], list[SparseRow]], data: bytes) -> list[SparseRow] | str:
    try:
        return read(data)
    except BROKEN:
        return "broken"


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
        # Calamine leaves out a cell of nothing but spaces.
        lambda text: not text.startswith("=") and text.strip(" ")
    ),
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001 - local time
        lambda moment: moment.replace(microsecond=0)
    ),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_a_sheet_is_read_as_an_independent_library_reads_it(cells: list[list[Any]]) -> None:
    data = xlsx_of(*cells)
    read = rows(data)
    assert [(n, tidy(c)) for n, c in read] == [(n, tidy(c)) for n, c in by_calamine(data)]
    assert read == by_expat(data)


def tidy(cells: dict[int, str]) -> dict[int, str]:
    """Whole days come without a time from us, and with one from calamine."""
    return {i: text.removesuffix(" 00:00:00") for i, text in cells.items()}


@pytest.mark.parametrize("name", ["MTBLS161", "MTBLS90", "MTBLS404", "ST000496"])
def test_real_workbooks_are_read_as_an_independent_library_reads_them(
    name: str, shared_data: Path
) -> None:
    data = (shared_data / "metabolomics" / f"{name}.xlsx").read_bytes()
    read = rows(data)
    assert len(read) > 50
    assert read == list(by_calamine(data)) == by_expat(data)


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
    data = package_of(f'<row r="2">{cell}</row>')
    assert rows(data) == by_expat(data) == [(2, {1: text})]


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
        '<row r="2"></row><row r="1"></row>',
        '<row r="1"><c r="A1"/></row><row r="1"><c r="B1"><v>1</v></c></row>',
        f'<row r="{LAST_ROW + 1}"/>',
        f'<row r="{LAST_ROW + 1}"></row>',
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
        '<row r="1"><c r="A1"><v>1</v></c></row><c r="B1"><v>2</v></c>',
        f'<row r="1"><c r="A1" t="str"><v>{"x" * (LIMIT_TEXT + 1)}</v></c></row>',
        f'<row r="1"><c r="A1" t="str">{"<v>xxxxxxxx</v>" * (LIMIT_TEXT // 8 + 1)}</c></row>',
        f'<row r="1">{"<z>" * LIMIT_DEPTH}{"</z>" * LIMIT_DEPTH}</row>',
    ],
)
def test_cells_that_cannot_be_placed_or_resolved_break_the_sheet(data: str) -> None:
    for read in (rows, by_expat):
        with pytest.raises((ValueError, LookupError)):
            read(package_of(data))


def test_a_prefixed_namespace_is_read_alike() -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert rows(package_of("", **{SHEET: sheet})) == [(1, {0: "1"})]


def test_rows_as_usual_and_otherwise_take_turns() -> None:
    data = package_of(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2"><c s="0" r="B2"><v>2</v></c></row>'
        '<row r="3"/><row r="4" ht="9"><c r="A4" t="str"><v>&#52;</v></c></row>\n'
        '<row r="5"><c r="C5"><v>5</v></c></row>'
        "<row><c><v>6</v></c></row>"
        '<row r="7"><c r="A7"><v>7</v></c></row>'
    )
    assert rows(data) == by_expat(data)
    assert rows(data) == [
        (1, {0: "1"}),
        (2, {1: "2"}),
        (4, {0: "4"}),
        (5, {2: "5"}),
        (6, {0: "6"}),
        (7, {0: "7"}),
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        f"<!-- <sheetData> -->{WORKSHEET}<sheetData>ROWS</sheetData></worksheet>",
        f"{WORKSHEET}<sheetData><!-- </row>ROWS --><row/>ROWS</sheetData></worksheet>",
        f"{WORKSHEET}<sheetData><row><c t='str'><v><![CDATA[</row>ROWS]]></v></c></row>ROWS",
        f"{WORKSHEET}<sheetData><row><c t='str'><v><![CDATA[</row>]]></v></c></row>{ENDS}",
        f"{WORKSHEET}<sheetData><z>ROWS</z></sheetData></worksheet>",
        f"{WORKSHEET}<sheetData>ROWS</sheetData><!-- ROWS --></worksheet>",
        f"{WORKSHEET}<sheetData>ROWS</sheetData><z/>",
        f"{WORKSHEET}<sheetData>ROWS",
        f"{WORKSHEET}<sheetData>ROWS</sheetData></worksheet>ROWS",
        f"<!DOCTYPE z>{WORKSHEET}<sheetData>ROWS</sheetData></worksheet>",
        f"{WORKSHEET}<sheetData>ROWS<!DOCTYPE z></sheetData></worksheet>",
        f"{WORKSHEET}<sheetData>ROWS</sheetData></worksheet><!DOCTYPE z>",
        f"<z>{WORKSHEET}<sheetData>ROWS</sheetData></worksheet></z>",
        f"{WORKSHEET}<sheetData a='>'>ROWS</sheetData></worksheet>",
        f"{WORKSHEET}<sheetData/></worksheet>",
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{WORKSHEET}<sheetData>ROWS{ENDS}',
    ],
)
def test_what_stands_around_rows_is_for_expat_to_judge(sheet: str) -> None:
    written = '<row r="1"><c r="A1" t="str"><v>\u00b5</v></c></row><row r="2"><c r="A2"/></row>'
    data = package_of("", **{SHEET: sheet.replace("ROWS", written)})
    assert rows_or_broken(rows, data) == rows_or_broken(by_expat, data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_sheet_in_another_encoding_is_read(encoding: str) -> None:
    sheet = f'{WORKSHEET}<sheetData><row r="1"><c r="A1" t="str"><v>\u00b5</v></c></row>'
    part = f"{sheet}</sheetData></worksheet>".encode(encoding)
    data = io.BytesIO(package_of(""))
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(other := io.BytesIO(), "w") as target:
        for name in source.namelist():
            target.writestr(name, part if name == SHEET else source.read(name))
    assert rows(other.getvalue()) == [(1, {0: "\u00b5"})]


def test_workbooks_of_other_writers_are_read_alike_by_both_ways() -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "UA": [3.4, None], "on": pd.Timestamp("2026-10-02")})
    frame.to_excel(file := io.BytesIO(), index=False)
    formatted = openpyxl.load_workbook(file)
    assert formatted.active is not None
    formatted.active["B2"].number_format = "0%"
    formatted.active["B3"].font = Font(bold=True)
    formatted.active["A9"] = "=B2"
    formatted.active.merge_cells("A5:C5")
    for data in (file.getvalue(), saved(formatted), template_xlsx()):
        assert rows(data) == by_expat(data)
    assert rows(saved(formatted))[1:] == [
        (2, {0: "a", 1: "340%", 2: "2026-10-02"}),
        (3, {0: "b", 2: "2026-10-02"}),
        (9, {0: "="}),
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            '<row r="1">', '<row r="2" spans="1:2">', '<row r="3" ht="9" >', "<row>", "<row/>",
            '<row r="4"/>', '</row><row r="5">', "</row>", "</row >", '<c r="A1"><v>1</v></c>',
            '<c r="A2" s="1"/>', '<c r="B2"/>', '<c r="B1" t="str"><v>a&amp;b</v></c>',
            '<c r="B2" t="b"><v>1</v></c>', '<c s="0" r="A3"><v>1</v></c>', "<c><v>7</v></c>",
            '<c r="A3" t="inlineStr"><is><t>x</t></is></c>', '<c r="B3"><f>A1</f><v>1</v></c>',
            '<c r="C3"><v>1e3</v></c>', '<c r="A5" t="s"><v>0</v></c>', '<c r="C1"><v>x</v></c>',
            "<!-- ", " -->", "<![CDATA[", "]]>", "<?x ", " ?>", "\n", "text", "&#65;", "&lt;",
            "<z>", "</z>", "<v>", "</v>", "<rPh>", "</rPh>", "</sheetData>", "<sheetData>",
        ]
    ),
    max_size=12,
)  # fmt: skip


@given(PIECES)
def test_any_pieces_of_rows_are_read_as_expat_alone_reads_them(pieces: list[str]) -> None:
    data = package_of("".join(pieces))
    assert rows_or_broken(rows, data) == rows_or_broken(by_expat, data)


ROW = st.builds(
    '<row r="{0}">{1}{2}</row>'.format,
    st.integers(1, 4),
    st.sampled_from(["", '<c r="A1"/>', '<c r="A2"><v>2</v></c>', '<c r="A3"><f/></c>', "<c/>"]),
    st.sampled_from(["", '<c r="B1"/>', '<c r="B2"><v>2</v></c>', "<c><v>3</v></c>", "<!-- -->"]),
)


@given(st.lists(ROW, max_size=5))
def test_any_rows_are_read_as_expat_alone_reads_them(written: list[str]) -> None:
    data = package_of("".join(written))
    assert rows_or_broken(rows, data) == rows_or_broken(by_expat, data)
