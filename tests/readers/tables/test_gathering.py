"""What becomes of several rows of one patient, time and marker: the rule of `draws`, in a table."""

import pytest

from core.markers import Interval
from core.panel import Panel, Value
from core.readers import read_panels
from tests.readers.files import csv_of, found, problems_of


def table(*rows: str) -> bytes:
    return csv_of("id,item,value,unit,range,status", *rows)


def panel_of(*rows: str) -> Panel:
    (panel,) = read_panels(table(*rows), "results.csv").panels
    return panel


def told(*rows: str) -> list[tuple[str, int | None, str]]:
    return found(problems_of(table(*rows), "results.csv"))


def test_different_values_of_one_draw_are_all_refused_and_the_rest_is_read() -> None:
    rows = ("A,UA,3.4,mg/dL,,", "A,AST,20,U/L,,", "A,UA,3.5,mg/dL,,")
    panel = panel_of(*rows)
    assert [m.marker.key for m in panel.measurements] == ["ast"]
    assert panel.is_partly_read
    assert told(*rows) == [("reader.draw.replicates", 2, "value")]


def test_the_same_value_twice_is_one_in_whatever_unit() -> None:
    rows = ("A,UA,5,mg/dL,,", "A,尿酸,297.4,umol/L,,")
    assert [m.value for m in panel_of(*rows).measurements] == [Value.exactly(5)]
    assert told(*rows) == [("reader.draw.same", 3, "value")]


@pytest.mark.parametrize(
    ("one", "other", "chosen"),
    [
        ("preliminary", "final", "3.5"),
        ("final", "corrected", "3.5"),
        ("preliminary", "corrected", "3.5"),
        ("corrected", "final", "3.4"),
        ("final", "preliminary", "3.4"),
    ],
)
def test_a_higher_status_stands_before_a_lower_one(one: str, other: str, chosen: str) -> None:
    rows = (f"A,UA,3.4,mg/dL,,{one}", f"A,UA,3.5,mg/dL,,{other}")
    assert [m.text for m in panel_of(*rows).measurements] == [chosen]
    assert [key for key, _, _ in told(*rows)] == ["reader.draw.superseded"]


def test_an_interval_of_one_of_two_equal_results_counts() -> None:
    for rows in (("", "1-9"), ("1-9", "")):
        panel = panel_of(*(f"A,UA,5,mg/dL,{written}," for written in rows))
        assert panel.measurements[0].interval == Interval(1, 9)


def test_two_intervals_of_equal_results_are_none_and_told() -> None:
    rows = ("A,UA,5,mg/dL,1-9,", "A,UA,5.0,mg/dL,2-8,", "A,AST,20,U/L,1-30,")
    panel = panel_of(*rows)
    assert [m.interval for m in panel.measurements] == [None, Interval(1, 30)]
    assert told(*rows) == [
        ("reader.draw.intervals", 2, "value"),
        ("reader.draw.same", 3, "value"),
    ]


def test_a_draw_without_a_usable_result_is_no_panel_and_counted() -> None:
    rows = ("A,UA,5,mg/dL,,", "B,UA,high,mg/dL,,", "C,sodium chloride,5,mg/dL,,")
    assert [p.patient.id for p in read_panels(table(*rows), "results.csv").panels] == ["A"]
    problems = problems_of(table(*rows), "results.csv")
    (no_panel,) = (p for p in problems if p.key == "reader.long.no_panel")
    assert no_panel.details == {"count": 2}


def test_panels_come_in_the_order_in_which_their_draws_are_met() -> None:
    rows = ("B,UA,5,mg/dL,,", "A,UA,5,mg/dL,,", "B,AST,20,U/L,,", "C,UA,5,mg/dL,,")
    reading = read_panels(table(*rows), "results.csv")
    assert [p.patient.id for p in reading.panels] == ["B", "A", "C"]


def test_only_the_panel_of_a_refused_row_is_partly_read() -> None:
    rows = ("A,UA,5,mg/dL,,", "B,UA,5,mg/dL,,", "B,AST,high,U/L,,", "A,x,1,,,")
    reading = read_panels(table(*rows), "results.csv")
    assert [(p.patient.id, p.is_partly_read) for p in reading.panels] == [("A", False), ("B", True)]


def test_every_panel_of_a_refused_analyte_is_partly_read() -> None:
    rows = [f"{i},{item}" for i in "ABC" for item in ("UA,5,mg/dL,,", "AST,20,furlong,,")]
    reading = read_panels(table(*rows), "results.csv")
    assert [p.is_partly_read for p in reading.panels] == [True, True, True]
