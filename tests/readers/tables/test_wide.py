from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Place, Problem, Severity
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Measurement, Panel, Patient, Source, Specimen, Value
from core.readers import read_panels
from core.readers.tables.grid import HEAD_ROWS, Grid, block_of
from core.readers.tables.table import read_table
from tests.readers.files import csv_of, found, problems_of, refusal_of
from tests.strategies import panels


def only_panel(*lines: str) -> Panel:
    reading = read_panels(csv_of(*lines), "panels.csv")
    assert reading.problems == ()
    (panel,) = reading.panels
    return panel


def test_a_row_becomes_a_panel_with_all_it_states() -> None:
    panel = only_panel(
        "患者ID,性別,年齢,採血日時,空腹,服薬,溶血,分離までの分,妊娠,"
        "ビリルビン（μmol/L）,UA (mg/dL)",
        "A-014,女,24,2026/10/02 09:10,はい,無,なし,90,いいえ,8.55,<2.0",
    )
    assert panel.patient == Patient(
        id="A-014", sex=Sex.FEMALE, age=24, medication=False, pregnant=False
    )
    assert panel.specimen == Specimen(
        collected=datetime(2026, 10, 2, 9, 10),  # noqa: DTZ001 - local time
        fasting=True,
        haemolysed=False,
        minutes_to_separation=90,
    )
    assert panel.source is Source.FILE
    assert panel.measurements[0] == Measurement(
        marker=CATALOGUE["t_bil"],
        value=Value.exactly(0.5),
        text="8.55",
        unit="μmol/L",
        place=Place("panels.csv", 2, "ビリルビン（μmol/L）"),
    )
    assert panel.measurements[1].value == Value.below(2.0)


def test_what_the_table_does_not_state_stays_unknown() -> None:
    panel = only_panel("id,UA (mg/dL)", "A,3.4")
    assert panel.patient == Patient(id="A")
    assert panel.specimen == Specimen()


@pytest.mark.parametrize(
    ("low", "high", "interval"),
    [
        ("0.05", "0.12", Interval(0.05, 0.12)),
        ("0.05", "", Interval(0.05, None)),
        ("", "0.12", Interval(None, 0.12)),
        ("0", "0.12", Interval(0, 0.12)),
        ("", "-", None),
    ],
)
def test_the_laboratorys_interval_goes_with_its_value(
    low: str, high: str, interval: Interval | None
) -> None:
    panel = only_panel("id,C16 (nmol/mL),C16 low,C16 high", f"A,0.1,{low},{high}")
    assert panel.measurements[0].interval == interval


def test_the_laboratorys_interval_is_converted_as_its_values_are() -> None:
    panel = only_panel("id,UA (umol/L),UA low,UA high", "A,118.96,59.48,297.4")
    assert panel.measurements[0].value == Value.exactly(2)
    assert panel.measurements[0].interval == Interval(1, 5)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0.12", "0.05", ("reader.row.interval", 2, "C16 (nmol/mL)")),
        ("0.12", "0.12", ("reader.row.interval", 2, "C16 (nmol/mL)")),
        ("<0.05", "0.12", ("reader.cell.limit", 2, "C16 low")),
        ("0.05", "-0.12", ("reader.cell.negative", 2, "C16 high")),
        ("0.05", "0,12", None),
    ],
)
def test_a_broken_interval_is_left_out_and_its_value_is_read(
    low: str, high: str, expected: tuple[str, int, str] | None
) -> None:
    data = csv_of("id;C16 (nmol/mL);C16 low;C16 high", f"A;0.1;{low};{high}")
    (panel,) = read_panels(data, "panels.csv").panels
    assert panel.measurements[0].interval is None
    assert found(problems_of(data)) == [expected or ("reader.cell.comma", 2, "C16 high")]


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("high", "reader.cell.not_a_number"),
        ("-3.4", "reader.cell.negative"),
        ("=A1+1", "reader.cell.formula"),
        ("ND", "reader.cell.not_detected"),
        ("nan", "reader.cell.not_finite"),
        ("5.6%", "unit.not_accepted"),
        ("9" * 1000, "reader.cell.too_long"),
    ],
)
def test_a_refused_value_is_named_by_row_and_column_and_the_rest_is_read(
    cell: str, key: str
) -> None:
    data = csv_of("id,UA (mg/dL),T-Bil (mg/dL)", "A,3.4,0.5", f"B,{cell},0.6")
    reading = read_panels(data, "panels.csv")
    assert [len(p.measurements) for p in reading.panels] == [2, 1]
    assert found(problems_of(data)) == [(key, 3, "UA (mg/dL)")]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("sex", "1"), ("age", "old"), ("fasting", "1"), ("collected", "02/10/2026"), ("妊娠", "?")],
)
def test_a_refused_statement_is_unknown_and_the_panel_is_read(column: str, cell: str) -> None:
    data = csv_of(f"id,{column},UA (mg/dL)", f"A,{cell},3.4")
    (panel,) = read_panels(data, "panels.csv").panels
    assert (panel.patient, panel.specimen) == (Patient(id="A"), Specimen())
    (problem,) = problems_of(data)
    assert (problem.place, problem.severity) == (Place("panels.csv", 2, column), Severity.REFUSED)


def test_a_row_without_an_id_is_refused() -> None:
    data = csv_of("id,UA (mg/dL)", ",3.4", "B,3.5")
    assert [p.patient.id for p in read_panels(data, "panels.csv").panels] == ["B"]
    assert found(problems_of(data)) == [("reader.cell.no_id", 2, "id")]


def test_a_row_without_any_value_is_noted() -> None:
    data = csv_of("id,UA (mg/dL)", "A,", "B,3.5")
    (note,) = problems_of(data)
    assert (note.key, note.place.row, note.severity) == ("reader.row.no_value", 2, Severity.NOTE)


def test_a_second_panel_of_one_id_and_time_is_refused() -> None:
    data = csv_of(
        "id,collected,UA (mg/dL)", "A,2026-10-02,3.4", "A,2026-10-03,3.5", "A,2026/10/2,3.6"
    )
    assert [p.measurements[0].text for p in read_panels(data, "panels.csv").panels] == [
        "3.4",
        "3.5",
    ]
    assert found(problems_of(data)) == [("reader.row.twice", 4, "")]


@pytest.mark.parametrize("row", ["A", "A,3.4,0.5,7", "A,3,4,0.5"])
def test_a_row_with_other_cells_than_the_header_is_refused(row: str) -> None:
    data = csv_of("id,UA (mg/dL),T-Bil (mg/dL)", row, "B,3.5,0.6")
    assert [p.patient.id for p in read_panels(data, "panels.csv").panels] == ["B"]
    assert found(problems_of(data)) == [("reader.row.ragged", 2, "")]


def test_empty_cells_beyond_the_header_do_no_harm() -> None:
    assert only_panel("id,UA (mg/dL),,", "A,3.4,,").measurements[0].text == "3.4"


@pytest.mark.parametrize("lines", [("id,UA (mg/dL)",), ("id,UA (mg/dL)", "", " , ", ",")])
def test_a_header_without_panels_is_refused(lines: tuple[str, ...]) -> None:
    assert refusal_of(csv_of(*lines)).key == "reader.file.no_rows"


def test_without_a_usable_marker_column_only_the_columns_are_reported() -> None:
    data = csv_of("id,UA,AST (mg/dL)", *["A,1,2"] * 1000)
    assert read_panels(data, "panels.csv").panels == ()
    assert found(problems_of(data)) == [
        ("unit.missing", None, "UA"),
        ("unit.not_accepted", None, "AST (mg/dL)"),
    ]


def grid_of(*rows: list[str], size: int = 1000, notes: tuple[Problem, ...] = ()) -> Grid:
    """A table that comes in blocks of so many rows."""
    numbered = list(enumerate(rows, 1))
    below = [numbered[i : i + size] for i in range(1, len(numbered), size)]
    return Grid(
        file="panels.csv",
        head=numbered[:HEAD_ROWS],
        blocks=lambda _, width: (block_of(some, width) for some in below),
        notes=notes,
    )


def test_a_table_in_several_blocks_is_read_in_blocks_that_know_of_each_other() -> None:
    rows = [[f"P-{i % 11}", "3.4"] for i in range(12)]
    readings = list(read_table(grid_of(["id", "UA (mg/dL)"], *rows, size=10)))
    assert [len(r.panels) for r in readings] == [10, 1]
    assert [p.key for r in readings for p in r.problems] == ["reader.row.twice"]


def test_notes_on_how_the_file_was_read_come_first() -> None:
    note = Problem("reader.file.as_cp932", severity=Severity.NOTE)
    (reading,) = read_table(grid_of(["id", "UA (mg/dL)"], ["A", "high"], notes=(note,)))
    assert [p.key for p in reading.problems] == [
        note.key,
        "reader.cell.not_a_number",
        "reader.row.no_value",
    ]


def written(value: Value) -> str:
    if value.is_exact:
        return repr(value.low)
    return f"<{value.high!r}" if value.low == 0 else f">{value.low!r}"


def as_lines(panel: Panel) -> list[str]:
    """A panel as a clinic might write it: one line of headers, one of cells."""
    patient, specimen = panel.patient, panel.specimen
    cells = {
        "id": patient.id,
        "sex": patient.sex or "",
        "age": "" if patient.age is None else repr(patient.age),
        "collected": specimen.collected and specimen.collected.isoformat(),
    }
    minutes = specimen.minutes_to_separation
    cells["minutes_to_separation"] = "" if minutes is None else repr(minutes)
    answers = {None: "", True: "yes", False: "no"}
    cells |= {"medication": answers[patient.medication], "pregnant": answers[patient.pregnant]}
    cells |= {"fasting": answers[specimen.fasting], "haemolysed": answers[specimen.haemolysed]}
    for measurement in panel.measurements:
        symbol, own = measurement.marker.symbol, measurement.interval
        cells[f"{symbol} ({measurement.unit})"] = written(measurement.value)
        if own:
            cells[f"{symbol} low"] = "" if own.low is None else repr(own.low)
            cells[f"{symbol} high"] = "" if own.high is None else repr(own.high)
    return [",".join(cells), ",".join(cell or "" for cell in cells.values())]


@given(panel=panels(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_panel_that_is_written_as_a_table_is_read_back(panel: Panel, encoding: str) -> None:
    reading = read_panels("\r\n".join(as_lines(panel)).encode(encoding), "panels.csv")
    assert [p for p in reading.problems if not p.key.startswith("unit.likelier")] == []
    (read,) = reading.panels
    assert (read.patient, read.specimen) == (panel.patient, panel.specimen)
    assert [(m.marker, m.value, m.interval) for m in read.measurements] == [
        (m.marker, m.value, m.interval) for m in panel.measurements
    ]


def test_a_row_of_another_material_is_no_panel() -> None:
    reading = read_panels(
        csv_of("id,検体,UA (mg/dL)", "A,随時尿,50", "B,血清,5", "C,,5"), "panels.csv"
    )
    assert [panel.patient.id for panel in reading.panels] == ["B", "C"]
    assert ("reader.row.not_blood", 2, "検体") in found(reading.problems)
