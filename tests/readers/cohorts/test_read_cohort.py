"""A clinic's own table as a cohort, and every bad cohort: a sentence each, the rest still there."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort import Cohort, Origin
from core.cohort.cohort import ABOVE, BELOW, EXACT
from core.markers import CATALOGUE, Scale, Sex
from core.readers.cohorts import Use, read_cohort
from core.readers.corrections import NONE, key_of
from tests.readers.cohorts.reading import (
    ages_of,
    cohort_of,
    column_of,
    keys_of,
    levels_of,
    reading_of,
    values_of,
)
from tests.readers.files import csv_of, found, xlsx_of

HEADER = "id,Group,Sex,Age,UA (umol/L),CRP (mg/dL),M1"
PEOPLE = (
    "A,case,male,24,297.4,<0.1,-1.25",
    "B,control,女,31.5,356.88,0.3,14.98474",
    "C,case,F,,>713.76,NA,2",
)


def same(one: Cohort, other: Cohort) -> bool:
    """Say whether two cohorts hold the same people, but for their names."""
    return (
        one.analytes == other.analytes
        and np.array_equal(one.values, other.values, equal_nan=True)
        and (one.limits is None) == (other.limits is None)
        and {n: levels_of(one, n) for n in one.factors}
        == {n: levels_of(other, n) for n in other.factors}
        and repr(one.ages) == repr(other.ages)
    )


def test_a_table_of_people_becomes_a_cohort_with_all_it_states() -> None:
    reading = reading_of(HEADER, *PEOPLE)
    cohort = reading.cohort
    assert cohort is not None
    assert (cohort.name, cohort.origin, cohort.is_shared) == ("clinic", Origin.OWN, False)
    assert values_of(cohort, "ua") == [5.0, 6.0, 12.0]
    assert np.array_equal(values_of(cohort, "crp"), [0.1, 0.3, math.nan], equal_nan=True)
    assert values_of(cohort, "M1") == [-1.25, 14.98474, 2.0]
    assert cohort.limits is not None
    assert cohort.limits.T.tolist() == [[EXACT, EXACT, ABOVE], [BELOW, EXACT, EXACT], [EXACT] * 3]
    assert levels_of(cohort, "sex") == ["male", "female", "female"]
    assert cohort.sex is not None
    assert set(cohort.sex.levels) <= set(Sex)
    assert levels_of(cohort, "Group") == ["case", "control", "case"]
    assert ages_of(cohort) == [24, 31.5, None]
    assert (reading.problems, reading.suggested_group) == ((), "Group")


def test_an_analyte_is_a_marker_or_has_the_name_in_the_file() -> None:
    cohort = cohort_of("id,UA (umol/L),IL6 (pg/mL)", "A,297,1.5", "B,300,2")
    ua, il6 = cohort.analytes
    assert (ua.marker, ua.unit, ua.scale) == (CATALOGUE["ua"], "mg/dL", CATALOGUE["ua"].scale)
    assert (il6.key, il6.title, il6.unit, il6.marker) == ("IL6 (pg/mL)", "IL6", "pg/mL", None)
    assert (il6.scale, il6.is_standardised) == (Scale.LINEAR, False)


def test_what_each_column_was_taken_for_is_shown_in_their_order() -> None:
    reading = reading_of("Idx,collected,name," + HEADER, *(f"{i},2026-10-0{i},Taro,{row}"
                         for i, row in enumerate(PEOPLE, 1)))  # fmt: skip
    shown = [(column.name, column.use, column.key, column.stated) for column in reading.columns]
    assert shown == [
        ("Idx", Use.UNUSED, "", 0),
        ("collected", Use.COLLECTED, "", 3),
        ("name", Use.UNUSED, "", 0),
        ("id", Use.ID, "", 3),
        ("Group", Use.FACTOR, "Group", 3),
        ("Sex", Use.SEX, "sex", 3),
        ("Age", Use.AGE, "", 2),
        ("UA (umol/L)", Use.ANALYTE, "ua", 3),
        ("CRP (mg/dL)", Use.ANALYTE, "crp", 2),
        ("M1", Use.ANALYTE, "M1", 3),
    ]
    assert column_of(reading, "Group").levels == ("case", "control")
    reason = column_of(reading, "Idx").reason
    assert reason is not None
    assert reason.key == "cohort_reader.column.running"


def test_nothing_of_an_id_is_kept() -> None:
    rows = ["MRN-77,1,3.5", "MRN-77,2,4.5", f"{'MRN-88' * 20},3,5.5", ",4,5", "MRN-99,x,1.5"]
    reading = reading_of("id,M1,M2", *rows)
    assert "MRN" not in repr(reading)
    assert all("MRN" not in str(dict(problem.details)) for problem in reading.problems)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(csv_of(HEADER, *PEOPLE, encoding="cp932"), id="Shift_JIS"),
        pytest.param(csv_of(HEADER, *PEOPLE, encoding="utf-16"), id="UTF-16"),
        pytest.param(csv_of("Ward 3", "", HEADER, *PEOPLE), id="titles"),
        pytest.param(csv_of(HEADER, *PEOPLE).replace(b",", b"\t"), id="tabs"),
        pytest.param(csv_of(HEADER, *PEOPLE).replace(b",", b'","').replace(b"\n", b'"\n"')
                     .join([b'"', b'"']), id="quoted"),
        pytest.param(csv_of(HEADER, *PEOPLE).replace(b",", b";").replace(b".", b","),
                     id="decimal comma"),
        pytest.param(csv_of("id,Group,Sex,Age,UA,CRP,M1", ",,,,umol/L,mg/dL,", *PEOPLE),
                     id="a row of units"),
    ],
)  # fmt: skip
def test_another_way_of_writing_gives_the_same_cohort(data: bytes) -> None:
    reading = read_cohort(data, "clinic.csv")
    assert reading.cohort is not None
    assert same(reading.cohort, cohort_of(HEADER, *PEOPLE))


@pytest.mark.parametrize("name", ["", "clinic.txt"])
@pytest.mark.parametrize("gap", ["\t", "   ", " | ", ","])
def test_pasted_text_gives_the_same_cohort(name: str, gap: str) -> None:
    text = "\n".join([HEADER, *PEOPLE]).replace(",,", ",-,").replace(",", gap)
    cohort = read_cohort(text.encode(), name).cohort
    assert cohort is not None
    assert same(cohort, cohort_of(HEADER, *PEOPLE))


@given(st.permutations(range(7)), st.permutations(PEOPLE))
def test_the_order_of_columns_and_rows_makes_no_other_cohort(
    columns: list[int], rows: list[str]
) -> None:
    table = [line.split(",") for line in (HEADER, *rows)]
    cohort = cohort_of(*(",".join(cells[i] for i in columns) for cells in table))
    expected = cohort_of(HEADER, *rows)
    assert same(cohort.of_analytes([a.key for a in expected.analytes]), expected)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=2))
def test_every_number_is_read_to_the_last_bit(numbers: list[float]) -> None:
    reading = reading_of("id,M1 [a.u.]", *(f"P{i},{x!r}" for i, x in enumerate(numbers)))
    assert reading.cohort is not None
    assert values_of(reading.cohort, "M1 [a.u.]") == numbers


def test_a_workbook_gives_the_same_cohort() -> None:
    rows = [line.split(",") for line in (HEADER, *PEOPLE)]
    cohort = read_cohort(xlsx_of(*rows), "clinic.xlsx").cohort
    assert cohort is not None
    assert same(cohort, cohort_of(HEADER, *PEOPLE))


def test_yes_and_no_are_one_factor_however_they_are_written() -> None:
    cohort = cohort_of("id,空腹,M1", "A,はい,1.5", "B,no,2.5", "C,,3.5")
    assert levels_of(cohort, "fasting") == ["yes", "no", None]


def test_codes_for_yes_and_no_are_not_guessed_and_still_tell_groups_apart() -> None:
    cohort = cohort_of("id,Pregnant,M1", "A,1,1.5", "B,0,2.5", "C,0,3.5")
    assert levels_of(cohort, "Pregnant") == ["1", "0", "0"]


def test_codes_for_a_sex_are_asked_about_once_each() -> None:
    reading = reading_of("id,sex,M1", *(f"P{i},{1 + i % 2},{i / 8}" for i in range(9)))
    assert found(p for p in reading.problems if p.key == "reader.cell.sex") == [
        ("reader.cell.sex", 2, "sex"),
        ("reader.cell.sex", 3, "sex"),
    ]
    assert [p.details["count"] for p in reading.problems if "repeated" in p.key] == [4, 3]
    assert reading.cohort is not None
    assert reading.cohort.sex is None


def test_codes_for_a_sex_are_read_once_a_clinician_says_what_they_are() -> None:
    said = NONE.with_sex(key_of("1"), Sex.MALE).with_sex(key_of("2"), Sex.FEMALE)
    reading = reading_of("id,sex,M1", "A,2,1.5", "B,1,2.5", corrections=said)
    assert reading.cohort is not None
    assert levels_of(reading.cohort, "sex") == ["female", "male"]


def test_an_age_follows_from_a_date_of_birth_which_is_not_kept() -> None:
    reading = reading_of("id,DOB,collected,M1", "A,2002-04-01,2026-10-02,1.5", "B,,2026-10-02,2")
    assert reading.cohort is not None
    assert ages_of(reading.cohort) == [24, None]
    assert "2002" not in repr(reading)


def test_markers_are_of_blood_and_other_analytes_of_whatever_they_are() -> None:
    reading = reading_of("id,material,UA (mg/dL),M1", "A,serum,5,1.5", "B,urine,50,2.5")
    assert reading.cohort is not None
    assert np.array_equal(values_of(reading.cohort, "ua"), [5, math.nan], equal_nan=True)
    assert values_of(reading.cohort, "M1") == [1.5, 2.5]
    assert keys_of(reading.problems) == ["cohort_reader.not_blood"]


@pytest.mark.parametrize(
    ("header", "suggested"),
    [
        ("Site,Class", "Class"),
        ("Site,Sex", "Site"),
        ("Sex,fasting", "sex"),
        ("Batch,Arm", "Arm"),
    ],
)
def test_the_factor_that_most_likely_tells_groups_apart_is_suggested(
    header: str, suggested: str
) -> None:
    sexes = {"Sex": ("m", "f"), "fasting": ("yes", "no")}
    first, second = (sexes.get(name, ("a", "b")) for name in header.split(","))
    rows = (f"P{i},{first[i % 2]},{second[i % 2]},{i / 8}" for i in range(8))
    assert reading_of(f"id,{header},M1", *rows).suggested_group == suggested


def test_without_a_factor_none_is_suggested() -> None:
    assert reading_of("id,M1", "A,1.5", "B,2.5").suggested_group == ""


def test_where_very_many_values_would_be_usual_in_another_unit_the_column_is_asked_about() -> None:
    reading = reading_of("id,UA (mg/dL)", *(f"P{i},{300 + i / 1000}" for i in range(800)))
    assert reading.cohort is not None
    assert values_of(reading.cohort, "ua")[-1] == 300.799
    assert keys_of(reading.problems).count("unit.likelier_own") == 199
    assert "cohort_reader.column.unit" in keys_of(reading.problems)


def test_a_material_that_nobody_states_is_shown_for_what_it_is() -> None:
    reading = reading_of("id,material,M1", "A,,1.5", "B,NA,2.5")
    assert column_of(reading, "material").use is Use.MATERIAL
    assert reading.problems == ()


def test_every_draw_of_a_person_is_read_where_it_is_wanted() -> None:
    header = "id,Group,Collected,UA (mg/dL)"
    lines = ("A,case,2026-10-01,5", "B,control,2026-10-01,6", "A,case,2026-11-01,7")
    one, every = (
        read_cohort(csv_of(header, *lines), "clinic.csv", every_draw=wanted).cohort
        for wanted in (False, True)
    )
    assert one is not None
    assert every is not None
    assert (values_of(one, "ua"), one.persons) == ([5.0, 6.0], None)
    assert values_of(every, "ua") == [5.0, 6.0, 7.0]
    assert every.persons is not None
    assert every.persons.tolist() == [0, 1, 0]
    assert every.of_people(np.array([2])).persons == [0]


def test_a_second_table_states_the_group_of_each_draw_of_a_person() -> None:
    values = csv_of("id,Collected,UA (mg/dL)", "A,2026-10-01,5", "A,2026-11-01,7", "B,2026-10-01,6")
    groups = csv_of("id,Group", "A,case", "B,control")
    reading = read_cohort(values, "clinic.csv", groups=(groups, "groups.csv"), every_draw=True)
    assert reading.cohort is not None
    assert levels_of(reading.cohort, "Group") == ["case", "case", "control"]
    assert not [p for p in reading.problems if p.key.startswith("cohort_reader.groups")]
