"""Cohorts in forms other than a table of people: results, FHIR, HL7 v2, reports, pasted lines."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest

from benchmarks.mutation import HL7, LINES
from core.cohort import Cohort
from core.cohort.cohort import ABOVE, BELOW, EXACT
from core.errors import PanelError
from core.exports import bundle_bytes, long_bytes, wide_bytes
from core.markers import Sex
from core.panel import Panel, Patient, Specimen, Value
from core.readers.cohorts import CohortReading, Use, read_cohort
from tests.builders import measurement
from tests.readers.cohorts.reading import (
    ages_of,
    checked,
    column_of,
    keys_of,
    levels_of,
    reading_of,
    values_of,
)
from tests.readers.files import csv_of


def person(name: str, sex: Sex | None, age: float | None, **values: float | Value) -> Panel:
    return Panel(
        patient=Patient(id=name, sex=sex, age=age),
        specimen=Specimen(fasting=True if age else None),
        measurements=tuple(measurement(key, value) for key, value in values.items()),
    )


PANELS = (
    person("A", Sex.MALE, 24, ua=5.5, crp=Value.below(0.1)),
    person("B", Sex.FEMALE, 31, ua=Value.above(12)),
    person("C", None, None, crp=0.0),
)
LONG = ("id,項目,結果値,単位,群,性別,来院回", "A,CRP,0.1,mg/dL,患者,男,1", "A,UA,5,mg/dL,患者,男,2",
        "B,CRP,0.3,mg/dL,対照,女,1")  # fmt: skip


def cohort_in(reading: CohortReading) -> Cohort:
    checked(reading)
    assert reading.cohort is not None
    return reading.cohort


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (wide_bytes(PANELS), "clinic.csv"),
        (long_bytes(PANELS), "clinic.csv"),
        (bundle_bytes(PANELS), "clinic.json"),
    ],
)
def test_panels_of_every_form_become_the_same_people(data: bytes, name: str) -> None:
    cohort = cohort_in(read_cohort(data, name))
    assert np.array_equal(values_of(cohort, "ua"), [5.5, 12, np.nan], equal_nan=True)
    assert np.array_equal(values_of(cohort, "crp"), [0.1, np.nan, 0], equal_nan=True)
    limits = cohort.of_analytes(["ua", "crp"]).limits
    assert limits is not None
    assert limits.T.tolist() == [[EXACT, ABOVE, EXACT], [BELOW, EXACT, EXACT]]
    assert levels_of(cohort, "sex") == ["male", "female", None]
    assert levels_of(cohort, "fasting") == ["yes", "yes", None]


@pytest.mark.parametrize("write", [wide_bytes, long_bytes])
def test_ages_of_a_table_are_kept(write: partial[bytes]) -> None:
    cohort = cohort_in(read_cohort(write(PANELS), "clinic.csv"))
    assert ages_of(cohort) == [24, 31, None]


def test_a_column_that_says_one_thing_of_a_person_in_all_results_is_a_factor() -> None:
    reading = reading_of(*LONG)
    cohort = cohort_in(reading)
    assert levels_of(cohort, "群") == ["患者", "対照"]
    assert reading.suggested_group == "群"
    assert column_of(reading, "群").use is Use.FACTOR
    assert "reader.column.unknown" not in [
        p.key for p in reading.problems if "群" in p.place.column
    ]


@pytest.mark.parametrize("values", [range(300), ["", "x", ""]])
def test_a_column_of_very_many_texts_or_with_gaps_says_nothing_of_a_person(
    values: Sequence[object],
) -> None:
    rows = [f"P{i // 2},CRP,{i},mg/dL,{value}" for i, value in enumerate(values)]
    reading = reading_of("id,marker,value,unit,note", *rows)
    assert column_of(reading, "note").use is Use.UNUSED


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(PanelError) as caught:
        read_cohort(b"\x00\x01", "clinic.txt")
    assert caught.value.problem.key == "reader.file.not_text"


def test_a_column_that_says_two_things_of_a_person_is_about_the_result() -> None:
    reading = reading_of(*LONG)
    assert column_of(reading, "来院回").use is Use.UNUSED
    assert "来院回" not in cohort_in(reading).factors


def test_the_columns_of_results_are_shown_by_what_they_say_of_people() -> None:
    reading = reading_of(*LONG)
    shown = {(c.name, c.use, c.key, c.unit, c.stated) for c in reading.columns}
    assert shown == {
        ("id", Use.ID, "", "", 2),
        ("性別", Use.SEX, "sex", "", 2),
        ("来院回", Use.UNUSED, "", "", 0),
        ("CRP", Use.ANALYTE, "crp", "mg/dL", 2),
        ("UA", Use.ANALYTE, "ua", "mg/dL", 1),
        ("群", Use.FACTOR, "群", "", 2),
    }


def test_of_results_of_several_draws_the_first_draw_counts() -> None:
    reading = reading_of(
        "id,collected,marker,value,unit",
        "A,2026-10-03,CRP,0.3,mg/dL",
        "A,2026-10-02,CRP,0.1,mg/dL",
        "B,2026-10-02,CRP,0.2,mg/dL",
    )
    assert values_of(cohort_in(reading), "crp") == [0.1, 0.2]
    assert keys_of(reading.problems) == ["cohort_reader.later_draws"]


def test_results_that_name_nobody_are_not_used() -> None:
    reading = checked(read_cohort(csv_of("marker,value,unit", "CRP,0.1,mg/dL"), "clinic.csv"))
    assert reading.cohort is None
    assert {"cohort_reader.nameless", "cohort_reader.nobody"} <= set(keys_of(reading.problems))


def test_code_group_and_value_are_three_columns_of_people() -> None:
    cohort = cohort_in(
        reading_of("Code,Group,Value", *(f"A{i},g{i % 2},{i / 8}" for i in range(9)))
    )
    assert values_of(cohort, "Value")[:2] == [0, 0.125]
    assert cohort.factors["Group"].levels == ("g0", "g1")


def test_messages_become_people() -> None:
    cohort = cohort_in(read_cohort(HL7, "clinic.hl7"))
    assert values_of(cohort, "ua") == [3.4]
    assert levels_of(cohort, "sex") == ["male"]


def test_the_lines_of_a_report_are_one_person() -> None:
    cohort = cohort_in(read_cohort(LINES.encode(), ""))
    assert cohort.size == 1
    assert values_of(cohort, "ua") == [8.9]


def test_a_cumulative_report_with_an_id_is_a_person_by_the_first_day() -> None:
    data = csv_of("患者ID,項目,単位,2026/10/02,2026/10/09", "A,CRP,mg/dL,0.1,0.2", "A,UA,mg/dL,,5")
    cohort = cohort_in(read_cohort(data, "clinic.csv"))
    assert values_of(cohort, "crp") == [0.1]


def test_a_text_with_more_lines_than_a_report_is_read_as_a_table() -> None:
    lines = ["who\tM1", *(f"P{i}\t{i / 8}" for i in range(10_100))]
    cohort = cohort_in(read_cohort("\n".join(lines).encode(), "clinic.txt"))
    assert cohort.size == 10_100
