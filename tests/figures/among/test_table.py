from core.cohort import Cohort
from core.figures.among import among_table
from core.markers import Sex
from core.panel import Panel
from core.text import number
from tests.builders import cohort, panel
from tests.figures.among.people import EN, JA, own, virtual

EXACT = cohort({"ua": [float(n) for n in range(101)]}, group=["a"] * 101)


def column(people: Cohort, title: str, patient: Panel | None = None, key: str = "ua") -> list[str]:
    table = among_table(EN, people, key, group="group", panel=patient, sex=Sex.MALE)
    return next([str(cell) for cell in c.cells] for c in table.columns if c.title == title)


def titles(people: Cohort, key: str) -> list[str]:
    table = among_table(EN, people, key, group="group", panel=None, sex=None)
    return [found.title for found in table.columns]


def test_percentiles_stand_in_the_unit() -> None:
    for title, value in {
        "5th percentile": 5.0,
        "25th percentile": 25.0,
        "Median": 50.0,
        "75th percentile": 75.0,
        "95th percentile": 95.0,
    }.items():
        assert column(EXACT, title) == [number(value)]


def test_the_patients_percentile_stands_with_its_interval_and_with_whom() -> None:
    patient = panel(ua=75.0)
    assert column(EXACT, "Patient lies above", patient) == ["75 %"]
    assert column(EXACT, "95 % interval", patient) == ["66 to 82 %"]
    assert column(EXACT, "Compared with", patient) == ["101"]


def test_without_a_place_there_are_dashes_and_the_groups_all_the_same() -> None:
    assert column(EXACT, "Patient lies above") == ["–"]
    assert column(EXACT, "Compared with") == ["101"]


def test_simulated_groups_have_no_interval() -> None:
    assert column(virtual(), "95 % interval", panel(ua=5.0)) == ["–", "–"]
    assert column(virtual(), "Group") == ["virtual controls", "virtual cases"]


def test_people_without_a_value_and_with_a_limit_only_are_counted() -> None:
    assert column(own(), "Without a value", key="t_bil") == ["0", "0"]
    assert "Limit only" in titles(own(), "t_bil")
    assert "Limit only" not in titles(own(), "ua")
    assert column(own(), "5th percentile", key="t_bil")[0] == "–"
    assert "–" not in column(own(), "Median", key="t_bil")


def test_the_title_names_the_analyte_its_unit_and_the_people() -> None:
    table = among_table(JA, virtual(), "ua", group="group", panel=panel(ua=5.0), sex=Sex.MALE)
    assert table.title == "尿酸（mg/dL）：仮想（シミュレーション）集団の数値"


def test_counts_of_a_shared_cohort_are_rounded() -> None:
    values = [float(n) for n in range(26)]
    people = cohort({"ua": values}, group=["a"] * 23 + ["b"] * 3, is_shared=True)
    assert column(people, "People") == ["about 25", "fewer than 5"]
    assert column(people, "Median") == ["11.0", "–"]
