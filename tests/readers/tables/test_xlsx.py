import io
import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from core.errors import PanelError, Place
from core.markers import Sex
from core.panel import Patient, Specimen, Value
from core.readers import read_panels
from core.readers.tables.columns import LIMIT_COLUMNS
from core.readers.tables.grid import HEAD_ROWS, Block, Grid
from core.readers.tables.package import CELLS
from core.readers.tables.regular import LAST_COLUMN
from core.readers.tables.xlsx import BLOCK_CELLS, HEAD_CELL, xlsx_grids
from core.readers.templates import PARTS, template_xlsx
from tests.readers.files import (
    SHEET,
    found,
    package_of,
    problems_of,
    read_or_refused,
    refusal_of,
    saved,
    xlsx_of,
)

HEADER = ("id", "sex", "age", "collected", "fasting", "UA (mg/dL)", "T-Bil (mg/dL)")
ROW = ("A", "m", 24, datetime(2026, 10, 2, 9, 10), True, 3.4, "<0.4")  # noqa: DTZ001 - local time


def refused(data: bytes) -> str:
    return refusal_of(data, "panels.xlsx").key


def test_typed_cells_are_read_as_what_they_are() -> None:
    reading = read_panels(xlsx_of(HEADER, ROW), "panels.xlsx")
    (panel,) = reading.panels
    assert reading.problems == ()
    assert panel.patient == Patient(id="A", sex=Sex.MALE, age=24)
    assert panel.specimen == Specimen(collected=ROW[3], fasting=True)
    assert [m.value for m in panel.measurements] == [Value.exactly(3.4), Value.below(0.4)]
    assert panel.measurements[0].text == "3.4"
    assert panel.measurements[0].place == Place("panels.xlsx", 2, "UA (mg/dL)")


def test_a_number_as_an_id_and_a_day_as_a_date_are_written_plainly() -> None:
    data = xlsx_of(("id", "collected", "UA (mg/dL)"), (1014, date(2026, 10, 2), 3))
    (panel,) = read_panels(data, "panels.xlsx").panels
    assert (panel.patient.id, panel.specimen.collected) == ("1014", date(2026, 10, 2))
    assert panel.measurements[0].text == "3"


@pytest.mark.parametrize("has_result", [True, False])
def test_a_formula_is_refused_by_its_cell_and_the_rest_is_read(has_result: bool) -> None:
    result = "<v>3.4</v>" if has_result else ""
    cells = "".join(
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in (("A1", "id"), ("B1", "UA (mg/dL)"), ("C1", "CRP (mg/dL)"))
    )
    data = package_of(
        f'<row r="1">{cells}</row><row r="2"><c r="A2"><v>7</v></c>'
        f'<c r="B2"><f>1+2.4</f>{result}</c><c r="C2"><v>0.1</v></c></row>'
    )
    (panel,) = read_panels(data, "panels.xlsx").panels
    assert [m.marker.key for m in panel.measurements] == ["crp"]
    assert found(problems_of(data, "panels.xlsx")) == [("reader.cell.formula", 2, "UA (mg/dL)")]


def test_a_value_that_excel_turned_into_a_date_is_refused() -> None:
    data = xlsx_of(("id", "UA (mg/dL)", "CRP (mg/dL)"), ("A", date(2026, 3, 4), 0.1))
    assert found(problems_of(data, "panels.xlsx")) == [
        ("reader.cell.not_a_number", 2, "UA (mg/dL)")
    ]


def test_a_percentage_is_what_the_sheet_shows_and_not_what_it_stores() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["id", "Ht (%)", "UA (mg/dL)"])
    book.active.append(["A", 0.45, 0.45])
    book.active["B2"].number_format = book.active["C2"].number_format = "0%"
    (panel,) = read_panels(saved(book), "panels.xlsx").panels
    assert [m.value for m in panel.measurements] == [Value.exactly(45)]
    assert found(problems_of(saved(book), "panels.xlsx")) == [
        ("unit.not_accepted", 2, "UA (mg/dL)")
    ]


def test_rows_are_counted_as_the_spreadsheet_counts_them() -> None:
    data = xlsx_of(("id", "UA (mg/dL)", "CRP (mg/dL)"), (), ("A", "high", 1), (), ("B", 3, "low"))
    assert found(problems_of(data, "panels.xlsx")) == [
        ("reader.cell.not_a_number", 3, "UA (mg/dL)"),
        ("reader.cell.not_a_number", 5, "CRP (mg/dL)"),
    ]


def test_missing_cells_are_empty_and_cells_beyond_the_header_are_refused() -> None:
    data = xlsx_of(("id", "UA (mg/dL)", "sex"), ("A", 3.4), ("B", 3.5, "m", None, "x"))
    assert [p.patient.id for p in read_panels(data, "panels.xlsx").panels] == ["A"]
    assert found(problems_of(data, "panels.xlsx")) == [("reader.row.ragged", 3, "")]


def test_the_one_sheet_that_names_markers_is_read() -> None:
    data = xlsx_of(("about this file",), ("...",), panels=[HEADER, ROW])
    assert len(read_panels(data, "panels.xlsx").panels) == 1


def test_two_sheets_that_name_markers_are_refused_by_their_names() -> None:
    problem = refusal_of(xlsx_of(HEADER, ROW, second=[HEADER, ROW]), "panels.xlsx")
    assert problem.key == "reader.file.several_sheets"
    assert problem.details == {"sheets": '"Sheet", "second"'}


def test_a_hidden_sheet_is_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(("cover",), panels=[HEADER, ROW])))
    book["panels"].sheet_state = "hidden"
    reading = read_panels(saved(book), "panels.xlsx")
    assert (reading.panels, found(reading.problems)) == ((), [("reader.file.no_marker", 1, "")])


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ((), "reader.file.empty"),
        ((HEADER,), "reader.file.no_rows"),
        ((HEADER[1:], ROW[1:]), "reader.context.no_id"),
        ((tuple(range(2_001)), ROW), "reader.file.too_many_columns"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused(
    rows: tuple[tuple[object, ...], ...], key: str
) -> None:
    assert refused(xlsx_of(*rows)) == key


def test_a_workbook_without_a_sheet_of_cells_is_refused() -> None:
    workbook = PARTS["xl/workbook.xml"].replace('sheetId="1"', 'sheetId="1" state="hidden"')
    assert refused(package_of("", **{"xl/workbook.xml": workbook})) == "reader.file.no_sheet"


def test_a_sheet_that_is_listed_a_thousand_times_is_read_once() -> None:
    sheets = "".join(f'<sheet name="s{i}" sheetId="{i}" r:id="rId1"/>' for i in range(1000))
    start, end = PARTS["xl/workbook.xml"].split("<sheets>")[0], "</sheets></workbook>"
    data = package_of("", **{"xl/workbook.xml": f"{start}<sheets>{sheets}{end}"})
    assert refused(data) == "reader.file.empty"


@pytest.mark.parametrize("part", [*PARTS, SHEET])
def test_a_workbook_that_lacks_a_part_is_refused_or_needs_it_not(part: str) -> None:
    source = zipfile.ZipFile(io.BytesIO(template_xlsx()))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name in source.namelist():
            if name != part:
                package.writestr(name, source.read(name))
    if part == "[Content_Types].xml":
        assert len(read_panels(file.getvalue(), "panels.xlsx").panels) == 2
    else:
        assert refused(file.getvalue()) == "reader.file.broken_workbook"


@given(seed=st.integers(0, 10**6), changes=st.integers(1, 40), cut=st.booleans())
def test_a_damaged_workbook_is_read_or_refused(seed: int, changes: int, cut: bool) -> None:
    dice = random.Random(seed)  # noqa: S311 - damage, not secrets
    data = bytearray(template_xlsx())
    for _ in range(changes):
        data[dice.randrange(len(data))] = dice.randrange(256)
    end = dice.randrange(len(data)) if cut else len(data)
    read_or_refused(bytes(data[:end]), "panels.xlsx")


XML = st.recursive(
    st.sampled_from(
        ["", "1", "x", "&amp;", "=1", "<v>1</v>", "<v>-1</v>", "<f>A1</f>", "<t>id</t>"]
    ),
    lambda inner: st.builds(
        "<{0} r='{1}' t='{2}' s='{3}'>{4}</{0}>".format,
        st.sampled_from(["row", "c", "is", "v", "rPh", "z"]),
        st.sampled_from(["1", "2", "A1", "B1", "A2", "", "-1", "XFD1"]),
        st.sampled_from(["s", "n", "b", "e", "d", "str", "inlineStr", ""]),
        st.sampled_from(["0", "7", "x", ""]),
        st.lists(inner, max_size=4).map("".join),
    ),
)


@given(XML)
def test_any_xml_in_place_of_rows_is_read_or_refused(xml: str) -> None:
    read_or_refused(package_of(xml), "panels.xlsx")


def grids_of(data: bytes) -> list[tuple[str, Grid]]:
    return list(xlsx_grids(io.BytesIO(data), "panels.xlsx"))


def rows_in(block: Block) -> list[tuple[int, list[str]]]:
    """The rows of a block, put together again."""
    texts = [[column.texts[code] for code in column.codes] for column in block.columns]
    return [
        (number, [column[i] for column in texts]) for i, number in enumerate(block.rows.tolist())
    ]


def test_each_visible_sheet_that_holds_anything_is_a_grid() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(("a",), empty=[], b=[("b",)], c=[("c",)])))
    book["b"].sheet_state = "hidden"
    grids = grids_of(saved(book))
    assert [(name, grid.head) for name, grid in grids] == [
        ("Sheet", [(1, ["a"])]),
        ("c", [(1, ["c"])]),
    ]
    assert all(grid.file == "panels.xlsx" for _, grid in grids)


def test_the_head_of_a_grid_is_its_first_rows_that_are_not_blank() -> None:
    rows = [() if i % 2 else (i, None, "x", None) for i in range(100)]
    ((_, grid),) = grids_of(xlsx_of(*rows))
    assert len(grid.head) == HEAD_ROWS
    assert grid.head[:2] == [(1, ["0", "", "x"]), (3, ["2", "", "x"])]


def test_the_blocks_of_a_grid_are_the_rows_below_filled_up_to_a_width() -> None:
    data = xlsx_of(("title",), ("id", "UA"), (), ("a", 3.4), ("b",), (None, 5), ("c", 1, None, 9))
    ((_, grid),) = grids_of(data)
    (block,) = grid.blocks(2, 3)
    assert rows_in(block) == [(4, ["a", "3.4", ""]), (5, ["b", "", ""]), (6, ["", "5", ""])]
    assert block.ragged == [(7, 4)]


def test_a_block_in_which_every_row_is_ragged_has_its_columns() -> None:
    ((_, grid),) = grids_of(xlsx_of(("id",), ("a", 1), ("b", 1)))
    (block,) = grid.blocks(1, 1)
    assert (len(block.columns), rows_in(block), block.ragged) == (1, [], [(2, 2), (3, 2)])


def test_the_blocks_of_a_wide_grid_have_fewer_rows() -> None:
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(1, 1202))
    ((_, grid),) = grids_of(package_of(rows))
    blocks = list(grid.blocks(1, BLOCK_CELLS // 1000))
    assert [len(block.rows) for block in blocks] == [1000, 200]
    assert [n for block in blocks for n, _ in rows_in(block)] == list(range(2, 1202))


def test_cells_far_to_the_right_take_no_room() -> None:
    rows = "".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(1, 5000))
    ((_, grid),) = grids_of(package_of(rows))
    assert {len(cells) for _, cells in grid.head} == {LIMIT_COLUMNS + 1}
    (block,) = grid.blocks(1, 1)
    assert block.ragged == [(i, LAST_COLUMN) for i in range(2, 5000)]


def test_few_cells_under_a_wide_header_are_refused_where_they_would_be_millions() -> None:
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 3000))
    ((_, grid),) = grids_of(package_of(rows))
    with pytest.raises(PanelError) as caught:
        list(grid.blocks(1, 2000))
    assert caught.value.problem.key == "reader.file.unpacks_too_large"


def test_heads_of_many_wide_sheets_are_refused() -> None:
    book = openpyxl.Workbook()
    for _ in range(CELLS.small // (HEAD_CELL * LIMIT_COLUMNS * HEAD_ROWS) + 1):
        sheet = book.create_sheet()
        for row in range(1, HEAD_ROWS + 1):
            sheet.cell(row, LIMIT_COLUMNS, 1)
    assert refused(saved(book)) == "reader.file.unpacks_too_large"


def test_a_sheet_that_breaks_below_its_head_is_refused_when_it_is_read() -> None:
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 3000))
    ((_, grid),) = grids_of(package_of(f'{rows}<row r="1"/>'))
    assert len(grid.head) == HEAD_ROWS
    with pytest.raises(PanelError) as caught:
        list(grid.blocks(1, 1))
    assert caught.value.problem.key == "reader.file.broken_workbook"


@pytest.mark.parametrize("name", ["MTBLS161", "MTBLS90", "MTBLS404", "ST000496"])
def test_a_real_workbook_is_a_grid_of_what_an_independent_library_reads(
    name: str, shared_data: Path
) -> None:
    data = (shared_data / "metabolomics" / f"{name}.xlsx").read_bytes()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for title, grid in grids_of(data):
        sheet = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        width = len(sheet[0])
        read = [row for block in grid.blocks(1, width) for row in rows_in(block)]
        assert len(read) == sum(any(cell != "" for cell in cells) for cells in sheet[1:])
        assert all(
            [bool(text) for text in cells] == [cell != "" for cell in sheet[number - 1]]
            for number, cells in read
        )
