import pytest

from core.readers import read_panels
from core.readers.identity import Context
from core.readers.pasted import read_pasted
from core.readers.tables.crosstab import MOST_DAYS, MOST_ROWS
from tests.readers.files import csv_of, refusal_of, xlsx_of

REPORT = (
    ("検査項目", "単位", "基準値", "2026/10/02", "2026/11/02 09:10"),
    ("尿酸", "mg/dL", "3.7-7.8", "5.1", "<4.0"),
    ("T-Bil", "mg/dL", "0.4～1.5", "", "0.8"),
)
NAMED = Context(id="A-014")


def values(reading_of: bytes, name: str) -> list[tuple[str, dict[str, tuple[float, float]]]]:
    panels = read_panels(reading_of, name, context=NAMED).panels
    return [
        (
            str(panel.specimen.collected),
            {m.marker.key: (m.value.low, m.value.high) for m in panel.measurements},
        )
        for panel in panels
    ]


EXPECTED = [
    ("2026-10-02", {"ua": (5.1, 5.1)}),
    ("2026-11-02 09:10:00", {"ua": (0.0, 4.0), "t_bil": (0.8, 0.8)}),
]


def test_a_cumulative_report_is_a_panel_a_day() -> None:
    assert values(csv_of(*map(",".join, REPORT)), "a.csv") == EXPECTED
    assert values(xlsx_of(*REPORT), "a.xlsx") == EXPECTED


@pytest.mark.parametrize("row", ["CRP,mg/dL,,,", "CRP,mg/dL,0.0-0.14,,陰性", "尿酸,,,,"])
def test_a_row_without_a_number_is_not_taken_for_a_header(row: str) -> None:
    data = csv_of(*map(",".join, REPORT), row)
    assert values(data, "a.csv") == EXPECTED


@pytest.mark.parametrize("gap", ["\t", "   ", " | "])
def test_a_cumulative_report_may_be_pasted(gap: str) -> None:
    # An empty cell cannot be told from a gap of spaces.
    rows = [row for row in REPORT if "" not in row]
    (first, second) = read_pasted("\n".join(map(gap.join, rows)), context=NAMED).panels
    assert (first.measurements[0].value.low, second.measurements[0].value.high) == (5.1, 4.0)


def test_the_interval_beside_the_name_is_that_of_every_day() -> None:
    panels = read_panels(csv_of(*map(",".join, REPORT)), "a.csv", context=NAMED).panels
    assert {(m.interval.low, m.interval.high) for p in panels for m in p.measurements
            if m.interval and m.marker.key == "ua"} == {(3.7, 7.8)}  # fmt: skip


def test_a_day_without_its_year_is_no_day() -> None:
    reading = read_panels(csv_of("検査項目,単位,10/02", "尿酸,mg/dL,5.1"), "a.csv", context=NAMED)
    assert reading.panels == ()
    assert [problem.key for problem in reading.problems] == ["reader.file.no_marker"]


@pytest.mark.parametrize(("days", "rows"), [(MOST_DAYS + 1, 1), (1, MOST_ROWS + 1)])
def test_a_cumulative_report_beyond_what_one_person_has_is_refused(days: int, rows: int) -> None:
    dates = [f"{2000 + i // 12}-{1 + i % 12:02}-01" for i in range(days)]
    lines = [",".join(["検査項目", "単位", *dates]), *["尿酸,mg/dL" + ",5" * days] * rows]
    assert refusal_of(csv_of(*lines)).key == "reader.file.crosstab"
