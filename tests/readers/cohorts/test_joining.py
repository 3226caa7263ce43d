import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readers.cohorts import CohortReading, Use, read_cohort
from core.readers.cohorts.joining import NOBODY, places_among
from core.readers.cohorts.people import Keys
from tests.readers.cohorts.reading import ages_of, checked, column_of, keys_of, levels_of, values_of
from tests.readers.files import csv_of, xlsx_of

PANELS = (
    "id,collected,項目,結果値,単位",
    "A,2026-10-02,CRP,0.1,mg/dL",
    "B,2026-10-02,CRP,0.2,mg/dL",
    "A,2026-10-02,UA,5,mg/dL",
    "C,2026-10-02,CRP,0.3,mg/dL",
)
TABLE = ("id,CRP (mg/dL)", "A,0.1", "B,0.2", "C,0.3")
GROUPS = ("ID,group,Sex,Age,BMI", "C,case,f,31,20.5", "A,control,m,24,22.5", "Z,case,f,9,30.5")
KEYS = st.lists(st.integers(-5, 5), unique=True).map(lambda keys: np.array(keys, dtype=np.int64))


def joined(*groups: str, panels: tuple[str, ...] = TABLE) -> CohortReading:
    reading = read_cohort(csv_of(*panels), "clinic.csv", groups=(csv_of(*groups), "groups.csv"))
    return checked(reading)


@given(KEYS, KEYS)
def test_a_key_is_found_where_it_stands(mine: Keys, theirs: Keys) -> None:
    places = places_among(mine, theirs).tolist()
    others = theirs.tolist()
    assert places == [others.index(k) if k in others else NOBODY for k in mine.tolist()]


@pytest.mark.parametrize("panels", [TABLE, PANELS])
def test_what_a_second_table_states_is_joined_by_the_id(panels: tuple[str, ...]) -> None:
    reading = joined(*GROUPS, panels=panels)
    cohort = reading.cohort
    assert cohort is not None
    assert values_of(cohort, "crp") == [0.1, 0.2, 0.3]
    assert levels_of(cohort, "group") == ["control", None, "case"]
    assert levels_of(cohort, "sex") == ["male", None, "female"]
    assert ages_of(cohort) == [24, None, 31]
    assert np.array_equal(values_of(cohort, "BMI"), [22.5, np.nan, 20.5], equal_nan=True)
    assert reading.suggested_group == "group"


def test_how_many_find_no_partner_is_told() -> None:
    problems = joined(*GROUPS).problems
    assert {p.key: p.details["count"] for p in problems} == {
        "cohort_reader.groups.missing": 1,
        "cohort_reader.groups.unknown": 1,
    }


def test_where_everybody_finds_a_partner_nothing_is_told() -> None:
    assert joined("id,group", "A,x", "B,y", "C,x").problems == ()


def test_columns_of_both_tables_are_shown_each_once() -> None:
    reading = joined(*GROUPS)
    assert [(column.name, column.use, column.stated) for column in reading.columns] == [
        ("id", Use.ID, 3),
        ("CRP (mg/dL)", Use.ANALYTE, 3),
        ("group", Use.FACTOR, 2),
        ("Sex", Use.SEX, 2),
        ("Age", Use.AGE, 2),
        ("BMI", Use.ANALYTE, 2),
    ]


def test_a_factor_of_both_is_that_of_the_second_table_and_an_age_that_of_the_first() -> None:
    table = ("id,group,Age,M1", "A,old,50,1.5", "B,old,60,2.5")
    reading = joined("id,group,Age", "A,new,1", "B,newer,2", panels=table)
    assert reading.cohort is not None
    assert levels_of(reading.cohort, "group") == ["new", "newer"]
    assert ages_of(reading.cohort) == [50, 60]
    assert column_of(reading, "group").levels == ("new", "newer")
    assert column_of(reading, "Age").use is Use.AGE


@pytest.mark.parametrize("second", [("1.75", "2.75"), ("case", "control")])
def test_an_analyte_of_both_is_that_of_the_first_table(second: tuple[str, str]) -> None:
    table = ("id,M1,M2", "A,1.5,2.5", "B,3.5,4.5")
    reading = joined("id,M1", f"A,{second[0]}", f"B,{second[1]}", panels=table)
    assert reading.cohort is not None
    assert values_of(reading.cohort, "M1") == [1.5, 3.5]
    assert not reading.cohort.factors
    assert keys_of(reading.problems) == ["cohort_reader.groups.both"]
    assert column_of(reading, "M1").use is Use.ANALYTE


@pytest.mark.parametrize(
    ("panels", "groups"),
    [
        (TABLE, ("group,site", "case,x", "control,y")),
        (("M1,M2", "1.5,2.5", "3.5,4.5"), ("id,group", "A,case", "B,control")),
    ],
)
def test_tables_without_ids_cannot_be_joined(
    panels: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    reading = joined(*groups, panels=panels)
    assert reading.cohort is not None
    assert "group" not in reading.cohort.factors
    assert "cohort_reader.groups.no_id" in keys_of(reading.problems)


def test_what_is_wrong_with_the_second_table_is_told_with_its_name() -> None:
    reading = joined("id,group,group2", "A,x,1", "A,y,2", "B,y,3")
    assert reading.cohort is not None
    assert levels_of(reading.cohort, "group") == ["x", "y", None]
    places = [p.place for p in reading.problems if p.key == "cohort_reader.row.twice"]
    assert [(place.file, place.row) for place in places] == [("groups.csv", 3)]


def test_the_second_table_may_be_of_another_format() -> None:
    rows = [line.split(",") for line in GROUPS]
    groups = (xlsx_of(*rows), "groups.xlsx")
    cohort = read_cohort(csv_of(*TABLE), "clinic.csv", groups=groups).cohort
    assert cohort is not None
    assert levels_of(cohort, "group") == ["control", None, "case"]


def test_a_second_table_of_nobody_joins_nothing() -> None:
    reading = joined("id,group", ",case")
    assert reading.cohort is not None
    assert not reading.cohort.factors
    assert reading.cohort.size == 3
