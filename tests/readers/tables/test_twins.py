"""One table written in many ways a clinic may write it: always the same panels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.panel import Panel, Value
from core.readers import read_panels
from tests.readers.files import csv_of, xlsx_of

POINT = [
    ["id", "sex", "UA (mg/dL)", "T-Bil (umol/L)", "CRP (mg/dL)"],
    ["A-1", "m", "3.4", "8.55", "<0.1"],
    ["B-2", "f", "5.05", "17.1", ""],
    ["C-3", "", ">12", "5.5", "0.04"],
]


def content(some: tuple[Panel, ...]) -> list[object]:
    return [
        (p.patient, p.specimen, sorted((m.marker.key, str(m.value)) for m in p.measurements))
        for p in some
    ]


def read(data: bytes, name: str = "panels.csv") -> list[object]:
    reading = read_panels(data, name)
    assert [p for p in reading.problems if p.key != "reader.file.title"] == []
    return content(reading.panels)


def written(rows: list[list[str]], separator: str = ",") -> bytes:
    return csv_of(*(separator.join(row) for row in rows))


EXPECTED = read(written(POINT))
FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


def below_header(change: dict[int, str]) -> list[list[str]]:
    """The rows with the letters of their cells changed."""
    return [POINT[0], *([cell.translate(change) for cell in row] for row in POINT[1:])]


UNITS_BELOW = [
    ["id", "sex", "UA", "T-Bil", "CRP"],
    ["", "", "mg/dL", "umol/L", "(mg/dL)"],
    *POINT[1:],
]
TITLED = [["Report of the ward", "", "", "", ""], [""], *POINT]
LONG = [
    ["患者ID", "性別", "項目名", "結果値", "単位"],
    *(
        [row[0], row[1], name, row[column], unit]
        for column, name, unit in (
            (4, "CRP", "mg/dL"),
            (2, "尿酸", "mg/dL"),
            (3, "T-Bil", "μmol/L"),
        )
        for row in POINT[1:]
    ),
]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(written(POINT, ";"), id="semicolons"),
        pytest.param(written(POINT, "\t"), id="tabs"),
        pytest.param(written(below_header({ord("."): ","}), ";"), id="decimal comma"),
        pytest.param(written(below_header({ord("."): ","}), "\t"), id="decimal comma, tabs"),
        pytest.param(written(POINT).decode().encode("utf-8-sig"), id="byte order mark"),
        pytest.param(written(POINT).decode().encode("utf-16"), id="UTF-16"),
        pytest.param(written(POINT).replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(written(POINT).replace(b"\n", b"\r"), id="CR"),
        pytest.param(written(POINT).replace(b"\n", b"\n\n"), id="blank lines"),
        pytest.param(written(POINT).replace(b"\n", b",,,\n") + b",,,", id="empty columns"),
        pytest.param(written(POINT).replace(b"umol", "µmol".encode()), id="micro sign"),
        pytest.param(written(POINT).replace(b"umol", "μmol".encode()), id="Greek mu"),
        pytest.param(written(POINT).replace(b"m,", "男,".encode()), id="sex in Japanese"),
        pytest.param(written(POINT).replace(b"<0.1", "0.1未満".encode()), id="below, in words"),
        pytest.param(written(POINT).replace(b"<0.1", "≦０．１".encode()), id="below, full width"),
        pytest.param(written(POINT).replace(b">12", "12以上".encode()), id="above, in words"),
        pytest.param(written(UNITS_BELOW), id="a row of units"),
        pytest.param(written(TITLED), id="a title"),
        pytest.param(written(POINT).replace(b"A-1", b'"A-1"'), id="a quoted cell"),
        pytest.param(csv_of(*(f'"{",".join(r)}"'.replace(",", '","') for r in POINT)), id="quoted"),
    ],
)
def test_another_way_of_writing_gives_the_same_panels(data: bytes) -> None:
    assert read(data) == EXPECTED


def test_full_width_numbers_are_the_same_numbers() -> None:
    rows = [POINT[0], *([*r[:2], *(c.translate(FULL_WIDTH) for c in r[2:])] for r in POINT[1:])]
    assert read(written(rows)) == EXPECTED


def test_shift_jis_is_the_same_table() -> None:
    rows = [["患者ID", "性別", "尿酸 (mg/dL)", "T-Bil (umol/L)", "CRP (mg/dL)"], *POINT[1:]]
    assert read(written(rows).decode().encode("cp932")) == EXPECTED


def test_a_workbook_is_the_same_table() -> None:
    assert read(xlsx_of(*POINT), "panels.xlsx") == EXPECTED


def test_one_row_a_result_is_the_same_table() -> None:
    assert sorted(map(repr, read(written(LONG)))) == sorted(map(repr, EXPECTED))


@given(st.permutations(range(5)), st.permutations(POINT[1:]))
def test_the_order_of_columns_and_rows_makes_no_other_panels(
    columns: list[int], rows: list[list[str]]
) -> None:
    data = written([[row[i] for i in columns] for row in [POINT[0], *rows]])
    assert sorted(map(repr, read(data))) == sorted(map(repr, EXPECTED))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<0.1", Value.below(0.1)),
        ("≦0.3", Value.below(0.3)),
        ("0.1未満", Value.below(0.1)),
        ("0.3以下", Value.below(0.3)),
        (">500", Value.above(500)),
        ("5以上", Value.above(5)),
        ("< 0.1", Value.below(0.1)),
        ("3.4 mg/dL", Value.exactly(3.4)),
        ("34 mg/L", Value.exactly(3.4)),
        ("1.2e1", Value.exactly(12)),
        ("　３．４　", Value.exactly(3.4)),
    ],
)
def test_a_value_is_read_as_laboratories_print_it(cell: str, value: Value) -> None:
    (panel,) = read_panels(csv_of("id,CRP (mg/dL)", f"A,{cell}"), "panels.csv").panels
    assert panel.measurements[0].value == value


@pytest.mark.parametrize(
    "cell",
    ["ND", "検出せず", "感度以下", "*3.4", "3.4*", "3.4 (再検)", "1+",
     "(-)", "~3.4", "3-4", "3..4", "<<3", "<0", "-3.4", "1_000", "٣", "3\u200b.4", "\u200f3.4",
     "0x10", "1e308", "1e9", "∞", "NaN", "2026-10-02", "see below", "=3", "TRUE", "1 234", "#N/A"],
)  # fmt: skip
def test_what_is_no_certain_value_is_refused_at_its_cell(cell: str) -> None:
    reading = read_panels(csv_of("id,CRP (mg/dL),AST (U/L)", f"A,{cell},20"), "panels.csv")
    (panel,) = reading.panels
    assert [m.marker.key for m in panel.measurements] == ["ast"]
    assert [(p.place.row, p.place.column) for p in reading.problems] == [(2, "CRP (mg/dL)")]
    assert panel.is_partly_read
