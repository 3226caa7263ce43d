import pytest

from core.figures.cohort_columns import (
    MOST_LEVELS_LISTED,
    MOST_LISTED,
    columns_left_out,
    columns_line,
    columns_table,
)
from core.figures.table import Table
from core.readers.cohorts import CohortReading, read_cohort
from core.text import Language, Text, text_in

EN, JA = text_in(Language.EN), text_in(Language.JA)
FILE = (
    b"id,group,sex,age,UA (mg/dL),Ratio,Idx\n"
    b"P-1,control,male,30,5.1,1.5,1\nP-2,case,female,31,4.1,2.5,2\n"
    b"P-3,case,male,32,,3.5,3\nP-4,control,female,33,6.1,4.5,4\n"
)


def column(table: Table, number: int) -> list[str]:
    """The cells of a column as texts."""
    return [str(cell) for cell in table.columns[number].cells]


@pytest.fixture(scope="module")
def reading() -> CohortReading:
    return read_cohort(FILE, "clinic.csv")


@pytest.mark.parametrize(
    ("text", "said"), [(EN, "analyte: Uric acid (urate)"), (JA, "検査項目：尿酸")]
)
def test_each_column_is_listed_with_what_it_was_taken_for(
    reading: CohortReading, text: Text, said: str
) -> None:
    table = columns_table(text, reading)
    assert column(table, 0)[:5] == ["id", "group", "sex", "age", "UA (mg/dL)"]
    assert column(table, 1)[4] == said
    assert column(table, 2)[4] == "mg/dL"
    assert column(table, 3)[4] == "3"


def test_the_levels_of_a_factor_are_listed(reading: CohortReading) -> None:
    assert column(columns_table(EN, reading), 1)[1] in {
        "group: case, control", "group: control, case"
    }  # fmt: skip


def test_of_many_levels_the_first_are_listed_and_the_rest_counted() -> None:
    rows = [f"P-{i},ward {i % 12:02},{4 + i % 5}" for i in range(60)]
    reading = read_cohort("\n".join(["id,ward,UA (mg/dL)", *rows]).encode(), "a.csv")
    said = column(columns_table(EN, reading), 1)[1]
    assert "ward 00" in said
    assert said.endswith(f"and {12 - MOST_LEVELS_LISTED} more")


def test_a_column_that_is_not_used_says_why(reading: CohortReading) -> None:
    table = columns_table(EN, reading)
    row = column(table, 0).index("Idx")
    assert column(table, 1)[row] == EN("cohort.use.unused")
    assert len(column(table, 4)[row]) > 20


def test_one_line_counts_people_and_columns(reading: CohortReading) -> None:
    assert columns_line(EN, reading) == EN(
        "cohort.column.line", people="4", analytes="2", factors="2", unused="1"
    )


def test_of_thousands_of_columns_the_first_are_listed_and_it_is_said() -> None:
    names = [f"M{i}" for i in range(MOST_LISTED + 20)]
    rows = [",".join([f"P-{p}", *(f"{p + i}.5" for i in range(len(names)))]) for p in range(4)]
    reading = read_cohort("\n".join([",".join(["id", *names]), *rows]).encode(), "a.csv")
    assert len(columns_table(EN, reading).columns[0].cells) == MOST_LISTED
    assert str(MOST_LISTED) in columns_left_out(EN, reading)


def test_of_few_columns_none_is_left_out(reading: CohortReading) -> None:
    assert columns_left_out(EN, reading) == ""
