import csv
import io
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.exports.long import long_bytes
from core.exports.wide import wide_bytes
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Panel, Patient, Value
from core.readers import read_panels
from core.readers.corrections import NONE, Meaning
from core.readers.reading import Reading
from core.readers.tables import grid
from tests.readers.files import csv_of, found, problems_of
from tests.strategies import panels

HEADER = "id,collected,item,value,unit"


def read(*rows: str, header: str = HEADER) -> Reading:
    return read_panels(csv_of(header, *rows), "results.csv")


def content(some: tuple[Panel, ...]) -> dict[object, object]:
    """All that panels state, but in which order and where it stands."""
    return {
        (panel.patient, panel.specimen): {
            m.marker.key: (m.value, m.interval, m.is_preliminary) for m in panel.measurements
        }
        for panel in some
    }


def test_rows_of_one_patient_and_time_are_a_panel_wherever_they_stand() -> None:
    reading = read(
        "A,2026-10-02,UA,3.4,mg/dL",
        "B,2026-10-02,UA,5,mg/dL",
        "A,2026-10-03,UA,3.5,mg/dL",
        "A,2026-10-02,T-Bil,8.55,umol/L",
    )
    assert reading.problems == ()
    assert [(p.patient.id, len(p.measurements)) for p in reading.panels] == [
        ("A", 2),
        ("B", 1),
        ("A", 1),
    ]
    bilirubin = reading.panels[0].get("t_bil")
    assert bilirubin is not None
    assert (bilirubin.value, bilirubin.unit) == (Value.exactly(0.5), "umol/L")
    assert (bilirubin.place.row, bilirubin.place.column) == (5, "value")


def test_a_japanese_export_is_read_with_codes_intervals_and_materials() -> None:
    header = "患者ID,採取日時,項目コード(JLAC10),項目名,結果値,単位,基準値下限,基準値上限,判定,検体"
    reading = read(
        "甲-14,2026/10/02 09:10,3J010000002327101,総ビリルビン,０．４,mg/dL,0.4,1.5,,血清",
        "甲-14,2026/10/02 09:10,3C020000002327101,尿酸,<2.0,mg/dL,3.7,7.8,L,血清",
        "甲-14,令和8年10月2日 9時10分,5C070000002306201,CRP,0.05未満,mg/dL,,0.14,,血清",
        "甲-14,R8.10.2 9:10,1A010000000190111,尿蛋白,(-),,,,,尿",
        header=header,
    )
    (panel,) = reading.panels
    assert panel.specimen.collected == datetime(2026, 10, 2, 9, 10)  # noqa: DTZ001 - local time
    assert [(m.marker.key, m.value, m.interval) for m in panel.measurements] == [
        ("t_bil", Value.exactly(0.4), Interval(0.4, 1.5)),
        ("ua", Value.below(2), Interval(3.7, 7.8)),
        ("crp", Value.below(0.05), Interval(None, 0.14)),
    ]
    assert found(reading.problems) == [("reader.result.not_blood", 5, "項目名")]


def test_an_english_export_is_read_with_flags_ranges_and_statuses() -> None:
    reading = read(
        "77,2026-10-02T09:10,Bilirubin total,0.4,mg/dL,0.4 - 1.5,L,Final",
        "77,2026-10-02T09:10,Uric acid,5.1,mg/dL,3.7 - 7.8,,Preliminary",
        "77,2026-10-02T09:10,CRP,0.4,mg/dL,< 0.14,H,Cancelled",
        "77,2026-10-02T09:10,Albumin,3.4 L,g/dL,4.1 - 5.1,L,Final",
        header="MRN,Collection Date,Test Name,Result,Units,Reference Range,Flag,Status",
    )
    (panel,) = reading.panels
    assert [(m.marker.key, m.interval, m.is_preliminary) for m in panel.measurements] == [
        ("t_bil", Interval(0.4, 1.5), False),
        ("ua", Interval(3.7, 7.8), True),
        ("alb", Interval(4.1, 5.1), False),
    ]
    assert found(reading.problems) == [("reader.result.withdrawn", 4, "Test Name")]


def test_what_is_wrong_with_an_analyte_is_told_once_and_its_rows_counted() -> None:
    rows = [f"P-{i},2026-10-02,UA,5,furlong" for i in range(50)]
    problems = problems_of(csv_of(HEADER, *rows))
    assert [(p.key, p.place.row) for p in problems] == [
        ("reader.long.no_panel", None),
        ("unit.unknown", 2),
        ("reader.long.repeated", 2),
    ]
    assert [p.details["count"] for p in (problems[0], problems[2])] == [50, 49]


def test_each_analyte_that_was_met_can_be_corrected() -> None:
    data = csv_of(HEADER, "A,2026-10-02,Harnsäure,3.4,mg/dL")
    understanding = read_panels(data, "results.csv").understanding
    assert understanding is not None
    (item,) = (item for item in understanding.items if item.name == "Harnsäure")
    assert (item.meaning, item.unit) == (None, "mg/dL")
    said = NONE.with_meaning(item.key, Meaning(marker="ua"))
    (panel,) = read_panels(data, "results.csv", said).panels
    assert panel.measurements[0].marker is CATALOGUE["ua"]


def test_the_values_of_one_text_are_parsed_for_each_analyte_apart() -> None:
    (panel,) = read("A,,UA,5,umol/L", "A,,T-Bil,5,umol/L", "A,,AST,5,U/L").panels
    assert {m.marker.key: m.value.low for m in panel.measurements}["ast"] == 5
    assert panel.measurements[0].value.low != panel.measurements[1].value.low


def test_a_number_far_from_its_unit_is_asked_about_at_its_cell() -> None:
    reading = read("A,,UA,8.5,umol/L", "B,,UA,300,umol/L")
    assert found(reading.problems) == [("unit.likelier", 2, "value")]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", ""]),
        st.sampled_from(["", "2026-10-02", "2026-10-03 09:10"]),
        st.sampled_from(["UA", "尿酸", "T-Bil", "AST", "nonsense"]),
        st.sampled_from(["3.4", "3.40", "5", "<2", "high", ""]),
        st.sampled_from(["mg/dL", "U/L", ""]),
        st.sampled_from(["", "1-9", "2-8"]),
        st.sampled_from(["final", "preliminary", "corrected"]),
        st.sampled_from(["", "m", "f"]),
    ),
    max_size=14,
).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows)))
SAME = ("A", "", "UA", "5", "mg/dL", "1-9", "final", ""), ("A", "", "UA", "5", "mg/dL", "2-8",
        "final", "")  # fmt: skip


@given(ROWS)
@example(([*SAME], [*reversed(SAME)]))
@example(([SAME[0], (*SAME[0][:5], "", *SAME[0][6:])], [(*SAME[0][:5], "", *SAME[0][6:]), SAME[0]]))
def test_rows_in_any_order_give_the_same_panels(
    orders: tuple[list[tuple[str, ...]], list[tuple[str, ...]]],
) -> None:
    header = "id,collected,item,value,unit,range,status,sex"
    first = ("Z", "", "UA", "5", "mg/dL", "", "", "")
    one, other = (read(*map(",".join, [first, *rows]), header=header).panels for rows in orders)
    assert content(one) == content(other)


@given(panels(may_be_preliminary=True), st.randoms())
def test_a_wide_table_written_as_a_long_one_gives_equal_panels(
    panel: Panel, chance: object
) -> None:
    wide = read_panels(wide_bytes([panel]), "wide.csv").panels
    header, *rows = csv.reader(io.StringIO(long_bytes([panel]).decode("utf-8-sig")))
    getattr(chance, "shuffle", sorted)(rows)
    output = io.StringIO()
    csv.writer(output).writerows([header, *rows])
    assert content(read_panels(output.getvalue().encode(), "long.csv").panels) == content(wide)


@given(ROWS, st.integers(1, 5))
def test_several_blocks_are_one_table(
    orders: tuple[list[tuple[str, ...]], object], size: int
) -> None:
    rows = [",".join(row[:5]) for row in orders[0]]
    # A quotation mark sends the rows through Python's parser, which cuts by their number.
    lines = ['"id",collected,item,value,unit', "Z,,UA,5,mg/dL", *rows]
    whole = read_panels(csv_of(*lines), "results.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "CHUNK_ROWS", size)
        cut = read_panels(csv_of(*lines), "results.csv")
    assert cut.panels == whole.panels
    assert sorted(map(repr, found(cut.problems))) == sorted(map(repr, found(whole.problems)))


def test_what_a_patient_is_said_to_be_in_any_row_is_known_of_the_panel() -> None:
    (panel,) = read(
        "A,,UA,5,mg/dL,,", "A,,AST,20,U/L,m,24", header="id,collected,item,value,unit,sex,age"
    ).panels
    assert panel.patient == Patient(id="A", sex=Sex.MALE, age=24)


def test_what_a_row_says_of_the_patient_counts_though_its_result_is_not_used() -> None:
    header = "id,item,value,unit,sex,age"
    reading = read("A,sodium chloride,1,,m,", "A,UA,5,mg/dL,,", "A,UA,5,mg/dL,,24", header=header)
    assert reading.panels[0].patient == Patient(id="A", sex=Sex.MALE, age=24)
    contrary = read("A,sodium chloride,1,,m,", "A,UA,5,mg/dL,f,", header=header)
    assert contrary.panels[0].patient.sex is None
    assert "reader.draw.conflict" in {p.key for p in contrary.problems}


def test_what_rows_say_differently_of_a_patient_is_not_known() -> None:
    reading = read("A,,UA,5,mg/dL,m", "A,,AST,20,U/L,f", header="id,collected,item,value,unit,sex")
    assert reading.panels[0].patient.sex is None
    assert [key for key, _, _ in found(reading.problems)] == ["reader.draw.conflict"]


def test_rows_of_two_times_that_are_not_read_are_two_panels() -> None:
    reading = read(
        "A,02/10/2026,UA,3.4,mg/dL",
        "A,03/10/2026,CRP,0.3,mg/dL",
        "A,03/10/2026,AST,20,U/L",
        "A,,K,4,mmol/L",
    )
    assert [[m.marker.key for m in panel.measurements] for panel in reading.panels] == [
        ["ua"],
        ["crp", "ast"],
        ["k"],
    ]
    assert all(panel.specimen.collected is None for panel in reading.panels)
