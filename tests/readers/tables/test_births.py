import pytest

from core.readers import read_panels
from core.readers.pasted import read_pasted
from tests.readers.files import csv_of, found, problems_of

WIDE = (
    "患者ID,生年月日,採血日,UA (mg/dL)",
    "A,2002-10-02,2026-10-02,3.4",
    "B,2002-10-03,2026-10-02,5",
)
LONG = (
    "id,birth date,collected,item,value,unit",
    "A,2002-10-02,2026-10-02,UA,3.4,mg/dL",
    "A,2002-10-02,2026-10-02,AST,20,U/L",
    "B,2002-10-03,2026-10-02,UA,5,mg/dL",
)


@pytest.mark.parametrize("lines", [WIDE, LONG], ids=["wide", "long"])
def test_an_age_follows_from_the_date_of_birth_and_the_draw(lines: tuple[str, ...]) -> None:
    reading = read_panels(csv_of(*lines), "a.csv")
    assert [panel.patient.age for panel in reading.panels] == [24.0, 23.0]
    assert reading.problems == ()


def test_a_pasted_report_may_state_the_date_of_birth() -> None:
    report = "ID: A\n生年月日 2002/10/03\n採血日 2026/10/02\nUA 3.4 mg/dL"
    (panel,) = read_pasted(report).panels
    assert panel.patient.age == 23


def test_a_stated_age_counts_before_one_that_is_worked_out() -> None:
    data = csv_of(
        "id,age,birth date,collected,UA (mg/dL)",
        "A,30,2002-10-02,2026-10-02,3",
        "B,,2002-10-02,2026-10-02,4",
        "C,,2002-10-02,,5",
    )
    assert [p.patient.age for p in read_panels(data, "a.csv").panels] == [30, 24, None]


def test_a_birth_after_the_draw_is_told_and_gives_no_age() -> None:
    data = csv_of("id,birth date,collected,UA (mg/dL)", "A,2030-10-02,2026-10-02,3")
    (panel,) = read_panels(data, "a.csv").panels
    assert panel.patient.age is None
    assert found(problems_of(data)) == [("reader.row.birth", 2, "")]


def test_a_date_of_birth_that_could_be_two_is_refused_and_the_panel_read() -> None:
    data = csv_of("id,birth date,collected,UA (mg/dL)", "A,02/03/2002,2026-10-02,3")
    assert read_panels(data, "a.csv").panels[0].patient.age is None
    assert found(problems_of(data)) == [("reader.cell.birth", 2, "birth date")]
