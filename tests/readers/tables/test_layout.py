import pytest

from core.errors import PanelError
from core.readers.corrections import NONE, Meaning, key_of
from core.readers.tables.columns import LIMIT_COLUMNS
from core.readers.tables.grid import Grid
from core.readers.tables.layout import Layout, layout_of, without_brackets, without_empty_end
from core.readers.understanding import Shape


def grid_of(*rows: str) -> Grid:
    """A table of which only the first rows are looked at; blank ones are not among them."""
    head = [(number, row.split(",")) for number, row in enumerate(rows, 1) if row.strip(", ")]
    return Grid(file="panels.csv", head=head, blocks=lambda _row, _width: iter(()))


def layout(*rows: str) -> Layout:
    found = layout_of(grid_of(*rows))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("header", "shape"),
    [
        ("id,UA (mg/dL)", Shape.WIDE),
        ("UA,T-Bil", Shape.WIDE),
        ("id,item,value,unit", Shape.LONG),
        ("患者ID,項目コード,結果値", Shape.LONG),
        # A marker named in a header makes each row a panel, whatever else is there.
        ("id,value,item,UA (mg/dL)", Shape.WIDE),
    ],
)
def test_the_shape_is_that_of_the_names_in_the_header(header: str, shape: Shape) -> None:
    assert layout(header, "A,1").shape is shape


@pytest.mark.parametrize(
    "rows",
    [
        ("id,sex,age", "A,m,24"),
        ("id,value,unit", "A,3.4,mg/dL"),
        ("id,item,unit", "A,sodium chloride,mg/dL"),
        ("id,Arg/(Arg+Orn)", "A,0.4"),
        ("id,UA low,UA high", "A,1,2"),
        ("1,2,3",),
    ],
)
def test_without_a_marker_or_a_result_there_is_no_layout(rows: tuple[str, ...]) -> None:
    assert layout_of(grid_of(*rows)) is None


def test_the_header_is_the_row_in_which_most_is_known() -> None:
    found = layout("Report of UA,,", "", "UA,,", "id,sex,UA (mg/dL)", "UA,m,3.4")
    assert (found.header_row, found.last_row) == (4, 4)


def test_of_two_rows_in_which_as_much_is_known_the_first_is_the_header() -> None:
    assert layout("id,UA (mg/dL)", "A,3", "id,UA (mg/dL)", "B,4").header_row == 1


def test_a_row_of_values_is_never_the_header() -> None:
    assert layout("id,UA (mg/dL)", "UA,3.4,7.8,1").header_row == 1
    assert layout_of(grid_of("UA,3.4", "T-Bil,<0.5", "AST,２０")) is None


def test_empty_cells_end_no_header() -> None:
    assert layout("id,UA (mg/dL),,").header == ["id", "UA (mg/dL)"]
    assert without_empty_end(["", "a", " ", ""]) == ["", "a"]
    assert without_empty_end(["", " "]) == []


@pytest.mark.parametrize(
    "row",
    [
        ",mg/dL,U/L",
        "unit,mg/dL,U/L",
        ",(mg/dL),[U/L]",
        ",（mg/dL）,［U/L］",
        "単位,mg/dL,",
        ",mg/dL,-",
        "-,mg/dL,－",
    ],
)
def test_a_row_of_units_may_stand_right_below_the_header(row: str) -> None:
    found = layout("id,UA,AST", row, "A,3.4,20")
    assert (found.header_row, found.unit_row, found.last_row) == (1, 2, 2)
    assert found.units[1] == "mg/dL"
    assert found.units.get(2, "U/L") == "U/L"


@pytest.mark.parametrize(
    "row", ["A,3.4,20", "A,1,1", "A,%,high", "1,mg/dL,U/L", "A,,", "A,furlong,U/L", "A,-,-"]
)
def test_a_row_that_says_anything_else_is_no_row_of_units(row: str) -> None:
    found = layout("id,UA,AST", row, "A,3.4,20")
    assert (found.unit_row, found.units) == (None, {})


def test_a_long_table_has_no_row_of_units() -> None:
    assert layout("id,item,value", "A,UA,mg/dL").unit_row is None


def test_a_correction_may_name_the_only_marker() -> None:
    grid = grid_of("Report,,", "subject,Harnsäure", "A,3.4")
    assert layout_of(grid) is None
    said = NONE.with_meaning(key_of("Harnsäure"), Meaning(marker="ua", unit="mg/dL"))
    found = layout_of(grid, said)
    assert found is not None
    assert (found.shape, found.header_row) == (Shape.WIDE, 2)


def test_more_columns_than_a_table_of_panels_has_are_refused() -> None:
    columns = ",".join(["x"] * LIMIT_COLUMNS)
    with pytest.raises(PanelError, match="too_many_columns"):
        layout_of(grid_of(f"UA,{columns}"))
    assert layout(f"UA,{columns}".removesuffix(",x")).shape is Shape.WIDE


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("(mg/dL)", "mg/dL"),
        ("［ U/L ］", "U/L"),
        ("[IU]/L", "[IU]/L"),
        ("mg/dL", "mg/dL"),
        ("(mg/dL]", "(mg/dL]"),
        ("(", "("),
        ("()", ""),
        ("", ""),
    ],
)
def test_a_unit_may_stand_in_brackets(cell: str, unit: str) -> None:
    assert without_brackets(cell) == unit
