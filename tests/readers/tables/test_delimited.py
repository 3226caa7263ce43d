import io
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import Place, Severity
from core.readers import read_panels
from core.readers.corrections import Corrections
from core.readers.tables.columns import LIMIT_COLUMNS
from core.readers.tables.delimited import LIMIT_LINE, MAGIC_NUMBERS, certain_encoding
from tests.readers.files import csv_of, found, problems_of, read_or_refused, refusal_of, xlsx_of

GOOD = ("id,sex,UA (mg/dL)", "A,m,3.4")
JAPANESE = ("患者ID,性別,尿酸（mg/dL）", "甲-14,男,3.4")


def ids(data: bytes) -> list[str]:
    reading = read_panels(data, "panels.csv")
    assert reading.problems == ()
    return [panel.patient.id for panel in reading.panels]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "shift_jis"])
def test_japanese_is_read_in_each_encoding_that_is_certain(encoding: str) -> None:
    assert ids(csv_of(*JAPANESE, encoding=encoding)) == ["甲-14"]


def test_shift_jis_that_no_header_confirms_is_noted() -> None:
    (note,) = problems_of(csv_of("id,UA (mg/dL)", "甲,3.4", encoding="cp932"))
    assert (note.key, note.severity) == ("reader.file.as_cp932", Severity.NOTE)


def test_bytes_that_are_no_certain_encoding_are_refused() -> None:
    data = csv_of("id,UA (mg/dL),Größe", "A,3.4,ÿ", encoding="latin-1")
    assert refusal_of(data).key == "reader.file.encoding"


def test_a_broken_utf_16_file_is_refused() -> None:
    assert refusal_of("id,UA".encode("utf-16")[:-1]).key == "reader.file.encoding"


def test_a_character_cut_by_the_block_is_still_read() -> None:
    rows = ["id,尿酸 (mg/dL)"] + [f"患者{i},3.4" for i in range(70_000)]
    assert certain_encoding(io.BytesIO(csv_of(*rows)), "panels.csv") == "utf-8"
    assert certain_encoding(io.BytesIO(csv_of(*rows, encoding="cp932")), "panels.csv") == "cp932"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_under_which_the_header_is_known(separator: str) -> None:
    lines = [line.replace(",", separator) for line in GOOD]
    assert ids(csv_of(*lines)) == ["A"]
    assert ids(csv_of(*JAPANESE).replace(b",", separator.encode())) == ["甲-14"]


def test_a_comma_inside_a_name_does_not_make_it_the_separator() -> None:
    assert ids(csv_of("id;Carnitine, total (plasma) (nmol/mL)", "A;50")) == ["A"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    assert ids(end.join(GOOD).encode()) == ["A"]


def test_quoted_cells_may_hold_separators_and_line_breaks() -> None:
    data = csv_of('id,"UA\n(mg/dL)",T-Bil (mg/dL)', '"A,1","3.4","high\nor low"', "B,3.5,0.5")
    reading = read_panels(data, "panels.csv")
    assert [panel.patient.id for panel in reading.panels] == ["A,1", "B"]
    # As a spreadsheet counts: a line break inside a cell begins no row.
    assert found(problems_of(data)) == [("reader.cell.not_a_number", 2, "T-Bil (mg/dL)")]


def test_a_stray_quotation_mark_in_the_header_swallows_no_row() -> None:
    data = csv_of('id,UA (mg/dL),5" tube', "A,3.4,x", "B,3.5,y")
    assert [panel.patient.id for panel in read_panels(data, "panels.csv").panels] == ["A", "B"]


def test_blank_lines_are_counted_and_passed_over() -> None:
    data = csv_of("id,UA (mg/dL)", "", "A,3.4", " , ", "B,high", "")
    assert found(problems_of(data)) == [
        ("reader.cell.not_a_number", 5, "UA (mg/dL)"),
        ("reader.row.no_value", 5, ""),
    ]


@pytest.mark.parametrize("data", [b"", b" ", b"\n\r\n \t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refusal_of(data).key == "reader.file.empty"


@pytest.mark.parametrize("first", [",,", "", "\n\n"])
def test_blank_rows_above_the_header_are_passed_over(first: str) -> None:
    assert ids(csv_of(first, *GOOD)) == ["A"]
    assert problems_of(csv_of(first, *GOOD)) == []


def test_titles_above_the_header_are_passed_over_and_told() -> None:
    data = csv_of("Laboratory report of 2 October,,", "", "Ward 3,,", *GOOD)
    assert [panel.patient.id for panel in read_panels(data, "panels.csv").panels] == ["A"]
    assert found(problems_of(data)) == [("reader.file.title", 4, "")]


@pytest.mark.parametrize(("magic", "kind"), MAGIC_NUMBERS.items(), ids=MAGIC_NUMBERS.values())
def test_a_binary_file_renamed_to_csv_is_refused_by_its_kind(magic: bytes, kind: str) -> None:
    problem = refusal_of(magic + b"\x00\x01 and more")
    assert (problem.key, problem.details) == ("reader.file.binary", {"kind": kind})


def test_a_workbook_renamed_to_csv_is_refused_by_its_kind() -> None:
    assert refusal_of(xlsx_of(["id", "UA (mg/dL)"])).details == {"kind": "XLSX / ZIP"}


@pytest.mark.parametrize("data", [b"id,UA (mg/dL)\nA\x00,3.4", bytes(1000), b"id\x00,\x00U\x00"])
def test_bytes_that_are_not_in_text_are_refused(data: bytes) -> None:
    assert refusal_of(data).key == "reader.file.not_text"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_header_of_a_million_columns_is_refused_in_little_memory(separator: str) -> None:
    data = separator.join(f"c{i}" for i in range(1_000_000)).encode()
    tracemalloc.start()
    problem = refusal_of(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem.key == "reader.file.too_many_columns"
    assert peak < 20_000_000


def test_as_many_columns_as_allowed_are_read_however_long_their_names() -> None:
    more = [f"{'c' * 100}{i}" for i in range(LIMIT_COLUMNS - 2)]
    data = csv_of(",".join(["id", "UA (mg/dL)", *more]), ",".join(["A", "3.4", *more]))
    assert len(read_panels(data, "panels.csv").panels) == 1


def test_a_line_without_an_end_is_refused() -> None:
    data = csv_of("id,UA (mg/dL)", "A," + "9" * LIMIT_LINE)
    assert refusal_of(data).key == "reader.file.line_too_long"


def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_row() -> None:
    data = csv_of("id,UA (mg/dL)", "A,3.4", 'B,"3.5', *["C,3.6"] * 100_000)
    problem = refusal_of(data)
    assert (problem.key, problem.place) == ("reader.file.cell_too_long", Place("panels.csv", 3))


@pytest.mark.parametrize("rest", [b"\nA,3.4" * 300_000, b"x" * 200_000])
def test_a_quotation_mark_that_is_not_closed_in_the_header_is_refused(rest: bytes) -> None:
    assert refusal_of(b'id,"UA (mg/dL)' + rest).key in {
        "reader.file.line_too_long",
        "reader.file.cell_too_long",
        "reader.file.too_many_columns",
    }


def test_a_decimal_comma_breaks_the_row_and_is_said_to() -> None:
    assert found(problems_of(csv_of("id,UA (mg/dL)", "A,3,4"))) == [("reader.row.ragged", 2, "")]


def test_a_decimal_comma_is_read_where_a_cell_proves_it() -> None:
    data = csv_of("id;UA (mg/dL);CK (U/L)", "A;3,4;1.048,5", "B;2,345;90", "C;4,1;1.234")
    panels = {p.patient.id: p for p in read_panels(data, "panels.csv").panels}
    assert [m.value.low for m in panels["A"].measurements] == [3.4, 1048.5]
    assert [m.value.low for m in panels["B"].measurements] == [2.345, 90]
    assert found(problems_of(data)) == [("reader.cell.comma", 4, "CK (U/L)")]


def test_a_comma_that_nothing_proves_is_asked_about() -> None:
    data = csv_of("id;CK (U/L)", "A;1,234")
    assert found(problems_of(data))[0] == ("reader.cell.comma", 2, "CK (U/L)")
    for decimal, value in ((",", 1.234), (".", 1234)):
        (panel,) = read_panels(data, "panels.csv", Corrections(decimal=decimal)).panels
        assert panel.measurements[0].value.low == value


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(CELLS, max_size=5).map(",".join), max_size=6))
@example(['"', '"'])
@example(["A,\r,3.4"])
def test_any_text_under_a_good_header_is_read_or_refused(lines: list[str]) -> None:
    data = csv_of("id,sex,age,collected,UA (mg/dL)", *lines)
    read_or_refused(data)


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf\xff")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(data)
    read_or_refused(b"id,UA (mg/dL)\n" + data)
