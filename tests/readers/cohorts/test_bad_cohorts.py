"""Every bad cohort: a sentence for what is wrong, and the rest still there."""

import numpy as np
import pytest

from core.errors import PanelError, Severity
from core.readers.cohorts import Use, read_cohort
from tests.readers.cohorts.reading import (
    cohort_of,
    column_of,
    keys_of,
    reading_of,
    values_of,
)
from tests.readers.files import found


def test_one_group_only_is_read() -> None:
    reading = reading_of("id,group,M1", "A,case,1.5", "B,case,2.5")
    assert reading.cohort is not None
    assert reading.cohort.factors["group"].levels == ("case",)
    assert reading.suggested_group == "group"


def test_a_group_of_one_is_read() -> None:
    cohort = cohort_of("id,group,M1", "A,case,1.5", "B,control,2.5", "C,control,3.5")
    assert cohort.factors["group"].sizes() == (1, 2)


def test_a_constant_marker_is_read() -> None:
    cohort = cohort_of("id,UA (mg/dL),M1,M2", "A,5,5,5", "B,5,5,6.5", "C,5,5,7")
    assert values_of(cohort, "ua") == [5, 5, 5]
    assert values_of(cohort, "M1") == [5, 5, 5]


def test_a_marker_that_nobody_has_is_read_and_another_column_is_left_out() -> None:
    reading = reading_of("id,UA (mg/dL),M1,M2", "A,,NA,1.5", "B,-,,2.5")
    assert reading.cohort is not None
    assert np.isnan(values_of(reading.cohort, "ua")).all()
    assert values_of(reading.cohort, "M2") == [1.5, 2.5]
    assert column_of(reading, "M1").use is Use.UNUSED
    assert keys_of(reading.problems) == ["cohort_reader.column.empty"]


@pytest.mark.parametrize("text", ["inf", "-Inf", "1e999", "∞"])
@pytest.mark.parametrize("name", ["UA (mg/dL)", "M1"])
def test_infinite_values_are_refused_and_the_rest_is_read(text: str, name: str) -> None:
    reading = reading_of(f"id,{name},M2", f"A,{text},1.5", "B,5.5,2.5", "C,6,3.5")
    assert reading.cohort is not None
    assert np.isfinite(reading.cohort.values).sum() == 5
    (problem,) = reading.problems
    assert (problem.place.row, problem.place.column) == (2, name)


def test_a_group_column_with_40_levels_is_read() -> None:
    rows = [f"P{i},g{i % 40},{i / 8}" for i in range(80)]
    cohort = cohort_of("id,group,M1", *rows)
    assert len(cohort.factors["group"].levels) == 40


def test_duplicate_ids_are_refused_and_the_first_is_kept() -> None:
    reading = reading_of("id,group,M1", "A,case,1.5", "B,control,2.5", "A,control,9.5")
    assert reading.cohort is not None
    assert values_of(reading.cohort, "M1") == [1.5, 2.5]
    assert found(reading.problems) == [("cohort_reader.row.twice", 4, "")]
    assert reading.problems[0].severity is Severity.REFUSED


def test_of_several_draws_of_a_person_the_first_is_kept_and_the_others_are_counted() -> None:
    reading = reading_of(
        "id,collected,M1",
        "A,2026-10-03,9.5",
        "B,,2.5",
        "A,2026-10-02,1.5",
        "A,2026-10-04,8.5",
        "B,2026-10-02,3.5",
    )
    assert reading.cohort is not None
    assert values_of(reading.cohort, "M1") == [1.5, 3.5]
    (problem,) = reading.problems
    assert problem.details == {"people": 2, "draws": 3}


@pytest.mark.parametrize("gap", ["", "-", "NA", "#N/A", " nan "])
def test_a_row_without_an_id_is_refused_where_there_is_a_column_of_ids(gap: str) -> None:
    reading = reading_of("id,M1", "A,1.5", f"{gap},2.5", f"{gap},3.5")
    assert reading.cohort is not None
    assert values_of(reading.cohort, "M1") == [1.5]
    assert [p.place.row for p in reading.problems] == [3, 4]
    assert set(keys_of(reading.problems)) == {"cohort_reader.row.no_id"}


def test_without_a_column_of_ids_every_row_is_a_person() -> None:
    cohort = cohort_of("group,M1", "case,1.5", "case,1.5", "control,2.5")
    assert cohort.size == 3


def test_columns_of_one_name_are_refused_and_the_rest_is_read() -> None:
    reading = reading_of("id,M1,M1,M2", "A,1.5,2.5,3.5", "B,1,2,3")
    assert reading.cohort is not None
    assert [analyte.key for analyte in reading.cohort.analytes] == ["M2"]
    assert keys_of(reading.problems) == ["reader.column.duplicate"] * 2


def test_a_text_in_a_column_of_numbers_is_refused_at_its_cell() -> None:
    reading = reading_of("id,M1,UA (mg/dL)", "A,1.5,5", "B,lost,haemolysed", "C,3,6.5")
    assert reading.cohort is not None
    assert np.isnan(reading.cohort.values).tolist() == [[False] * 2, [True] * 2, [False] * 2]
    assert found(reading.problems) == [
        ("reader.cell.not_a_number", 3, "M1"),
        ("reader.cell.not_a_number", 3, "UA (mg/dL)"),
    ]


def test_a_marker_of_which_most_cells_are_no_numbers_is_not_used_and_one_of_them_is_told() -> None:
    reading = reading_of("id,UA (mg/dL),M1", "A,x,1.5", "B,y,2", "C,5,3")
    assert column_of(reading, "UA (mg/dL)").use is Use.UNUSED
    assert keys_of(reading.problems) == [
        "cohort_reader.column.not_numbers",
        "reader.cell.not_a_number",
    ]


def test_where_the_decimal_mark_is_not_certain_it_is_asked_about() -> None:
    reading = reading_of("id;M1;M2", "A;1,500;1", "B;2,500;2", "C;3,500;1", "D;4,500;3")
    assert column_of(reading, "M1").use is Use.UNUSED
    assert "reader.cell.comma" in keys_of(reading.problems)


def test_so_many_problems_are_listed_and_the_rest_is_counted() -> None:
    rows = [f"P{i},{'x' if i % 3 else i / 8},{i / 8}" for i in range(3, 900, 3)]
    bad = [f"Q{i},x,{i / 8}" for i in range(250)]
    reading = reading_of("id,M1,M2", *rows, *bad)
    assert len(reading.problems) == 201
    assert reading.problems[-1].details == {"count": 50}


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["id,group", "A,case"], "cohort_reader.no_analyte"),
        (["id,M1", ",1.5"], "cohort_reader.nobody"),
    ],
)
def test_without_anything_or_anybody_to_compare_the_columns_are_still_shown(
    lines: list[str], key: str
) -> None:
    reading = reading_of(*lines)
    assert reading.cohort is None
    assert key in keys_of(reading.problems)
    assert len(reading.columns) == 2


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"", "clinic.csv", "reader.file.empty"),
        (b"id,M1", "clinic.csv", "cohort_reader.no_rows"),
        (b"id,M1\nA,1", "clinic.pdf", "reader.file.ending"),
        (b"%PDF-1.7", "clinic.csv", "reader.file.binary"),
        (b"PK", "clinic.xlsx", "reader.file.broken_workbook"),
        (b"SampleID,Patient ID,M1\nA,B,1", "clinic.csv", "reader.column.duplicate"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused(data: bytes, name: str, key: str) -> None:
    with pytest.raises(PanelError) as caught:
        read_cohort(data, name)
    assert caught.value.problem.key == key


def test_more_texts_than_sexes_are_no_sex() -> None:
    reading = reading_of("id,sex,M1", *(f"P{i},s{i},{i / 8}" for i in range(300)))
    assert column_of(reading, "sex").use is Use.UNUSED
    assert keys_of(reading.problems) == ["cohort_reader.column.too_many_levels"]
    assert reading.cohort is not None
    assert reading.cohort.size == 300
