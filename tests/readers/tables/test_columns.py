import pytest

from core.errors import PanelError, Severity
from core.markers import CATALOGUE
from core.readers.corrections import NONE, Meaning, key_of
from core.readers.reading import ProblemLog
from core.readers.tables.columns import Columns, letters, wide_columns
from tests.readers.files import check_sentences, found


def read(*header: str) -> tuple[Columns, list[tuple[str, int | None, str]]]:
    log = ProblemLog("panels.csv")
    columns = wide_columns(header, {}, log, NONE)
    problems = log.take()
    for problem in problems:
        check_sentences(problem)
    return columns, found(problems)


def keys(columns: Columns) -> list[str]:
    return [column.marker.key for column in columns.values]


def refusal(*header: str) -> PanelError:
    with pytest.raises(PanelError) as caught:
        read(*header)
    check_sentences(caught.value.problem)
    return caught.value


def test_columns_are_found_by_their_headers_in_any_order() -> None:
    columns, problems = read("UA (mg/dL)", "性別", "患者ID", "T-Bil (umol/L)")
    assert keys(columns) == ["ua", "t_bil"]
    assert {name: h.index for name, h in columns.fields.items()} == {"sex": 1, "id": 2}
    assert problems == []


def test_an_unknown_column_is_noted_and_not_used() -> None:
    log = ProblemLog("panels.csv")
    columns = wide_columns(["id", "氏名", "UA (mg/dL)"], {}, log, NONE)
    (note,) = log.take()
    assert (note.key, note.severity) == ("reader.column.unknown", Severity.NOTE)
    assert note.place.column == "氏名"
    assert keys(columns) == ["ua"]


def test_a_column_without_a_name_is_noted_by_its_letter() -> None:
    log = ProblemLog("panels.csv")
    wide_columns(["id", "", "UA (mg/dL)"], {}, log, NONE)
    (note,) = log.take()
    assert (note.key, note.details) == ("reader.column.unnamed", {"column": "B"})


def test_a_header_that_is_a_formula_is_refused() -> None:
    _, problems = read("id", "=A1", "UA (mg/dL)")
    assert problems == [("reader.cell.formula", None, "=A1")]


def test_a_figure_that_is_computed_from_others_is_not_read() -> None:
    columns, problems = read("id", "Arg/(Arg+Orn)", "Arg (umol/L)")
    assert keys(columns) == ["arginine"]
    assert problems == [("reader.column.derived", None, "Arg/(Arg+Orn)")]


def test_a_missing_unit_is_refused_and_the_rest_is_read() -> None:
    columns, problems = read("id", "Bilirubin", "UA (mg/dL)")
    assert keys(columns) == ["ua"]
    assert problems == [("unit.missing", None, "Bilirubin")]


@pytest.mark.parametrize(
    ("header", "key"), [("AST (mg/dL)", "unit.not_accepted"), ("AST (furlong)", "unit.unknown")]
)
def test_an_impossible_unit_is_refused_and_the_rest_is_read(header: str, key: str) -> None:
    columns, problems = read("id", header, "UA (mg/dL)")
    assert keys(columns) == ["ua"]
    assert problems == [(key, None, header)]


def test_two_columns_of_one_marker_are_both_refused_and_each_names_the_other() -> None:
    log = ProblemLog("panels.csv")
    header = ["id", "UA (mg/dL)", "T-Bil (mg/dL)", "尿酸 (umol/L)"]
    columns = wide_columns(header, {}, log, NONE)
    problems = log.take()
    assert keys(columns) == ["t_bil"]
    assert [(p.key, p.place.column, p.details["other"]) for p in problems] == [
        ("reader.column.duplicate", "UA (mg/dL)", "尿酸 (umol/L)"),
        ("reader.column.duplicate", "尿酸 (umol/L)", "UA (mg/dL)"),
    ]


def test_two_columns_of_one_field_are_both_refused() -> None:
    columns, problems = read("id", "sex", "性別", "UA (mg/dL)")
    assert "sex" not in columns.fields
    assert problems == [
        ("reader.column.duplicate", None, "sex"),
        ("reader.column.duplicate", None, "性別"),
    ]


def test_two_columns_of_ids_are_no_ids() -> None:
    error = refusal("id", "患者ID", "UA (mg/dL)")
    assert error.problem.key == "reader.column.duplicate"
    assert error.problem.details == {"other": "患者ID"}


def test_the_laboratorys_interval_is_in_the_unit_of_the_values_unless_it_says_otherwise() -> None:
    columns, problems = read("id", "C16 (nmol/mL)", "C16 low", "C16 high (nmol/L)")
    (column,) = columns.values
    assert column.low is not None
    assert column.high is not None
    assert (column.low.known.unit, column.high.known.unit) == ("nmol/mL", "nmol/L")
    assert problems == []


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            ("C16 low", "C16 lower", "C16 high"),
            [
                ("reader.column.duplicate", None, "C16 low"),
                ("reader.column.duplicate", None, "C16 lower"),
            ],
        ),
        (("C16 low", "C16 high (furlong)"), [("unit.unknown", None, "C16 high (furlong)")]),
    ],
)
def test_of_an_interval_with_a_broken_end_neither_end_is_used(
    headers: tuple[str, ...], expected: list[tuple[str, None, str]]
) -> None:
    columns, problems = read("id", "C16 (nmol/mL)", *headers)
    (column,) = columns.values
    assert (column.low, column.high) == (None, None)
    assert problems == expected


def test_an_interval_without_usable_values_is_noted() -> None:
    columns, problems = read("id", "UA (mg/dL)", "C16", "C16 low")
    assert keys(columns) == ["ua"]
    assert problems == [
        ("unit.missing", None, "C16"),
        ("reader.column.limit_alone", None, "C16 low"),
    ]


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_columns_are_named_as_in_a_spreadsheet(index: int, name: str) -> None:
    assert letters(index) == name


def test_every_marker_can_stand_in_one_table() -> None:
    header = [f"{m.symbol} ({m.unit})" for m in CATALOGUE.values() if not m.derived]
    columns, problems = read("id", *header)
    assert keys(columns) == [m.key for m in CATALOGUE.values() if not m.derived]
    assert problems == []


def test_a_row_of_units_speaks_where_the_header_does_not() -> None:
    log = ProblemLog("panels.csv")
    columns = wide_columns(["id", "UA", "T-Bil (umol/L)"], {1: "mg/dL", 2: "µmol/L"}, log, NONE)
    assert [column.known.unit for column in columns.values] == ["mg/dL", "umol/L"]
    assert log.take() == ()


def test_two_units_of_one_column_are_refused_unless_a_clinician_says_which() -> None:
    log = ProblemLog("panels.csv")
    header, units = ["id", "UA (umol/L)", "AST (U/L)"], {1: "mg/dL", 2: "U/L"}
    columns = wide_columns(header, units, log, NONE)
    assert keys(columns) == ["ast"]
    assert found(log.take()) == [("unit.two", None, "UA (umol/L)")]
    said = NONE.with_meaning(
        key_of(header[1]), Meaning(marker="ua", unit="mg/dL", unit_for=key_of("umol/L"))
    )
    columns = wide_columns(header, units, log, said)
    assert [column.known.unit for column in columns.values] == ["mg/dL", "U/L"]
    assert log.take() == ()


def test_a_column_that_is_said_to_be_what_no_wide_table_has_is_noted() -> None:
    log = ProblemLog("panels.csv")
    said = NONE.with_meaning(key_of("Status"), Meaning(field="status"))
    wide_columns(["id", "UA (mg/dL)", "Status"], {}, log, said)
    assert found(log.take()) == [("reader.column.unknown", None, "Status")]


def test_fields_of_a_table_of_results_are_no_columns_of_a_wide_one() -> None:
    columns, problems = read("id", "UA (mg/dL)", "low", "単位")
    assert (keys(columns), columns.values[0].low) == (["ua"], None)
    assert problems == [
        ("reader.column.unknown", None, "low"),
        ("reader.column.unknown", None, "単位"),
    ]


def test_a_corrected_column_is_used_as_it_was_said_to_be() -> None:
    log = ProblemLog("panels.csv")
    said = NONE.with_meaning(key_of("Harnsäure"), Meaning(marker="ua", unit="umol/L"))
    columns = wide_columns(["id", "Harnsäure", "UA (mg/dL)"], {}, log, said)
    assert found(log.take()) == [
        ("reader.column.duplicate", None, "Harnsäure"),
        ("reader.column.duplicate", None, "UA (mg/dL)"),
    ]
    unused = said.with_meaning(key_of("ua (MG/dl)"), Meaning())
    columns = wide_columns(["id", "Harnsäure", "UA (mg/dL)"], {}, log, unused)
    assert [(c.heading.text, c.known.unit) for c in columns.values] == [("Harnsäure", "umol/L")]
    assert log.take() == ()
