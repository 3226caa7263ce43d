from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.readers.ages import completed_years, is_possible, parse_birth
from core.readers.corrections import DateOrder


@pytest.mark.parametrize(
    ("day", "years"),
    [("2026-03-31", 23), ("2026-04-01", 24), ("2002-04-01", 0), ("2002-03-31", -1)],
)
def test_a_year_is_completed_on_the_birthday(day: str, years: int) -> None:
    assert completed_years(date(2002, 4, 1), date.fromisoformat(day)) == years


def test_who_is_born_on_the_29th_of_february_completes_a_year_on_the_first_of_march() -> None:
    assert completed_years(date(2004, 2, 29), date(2025, 2, 28)) == 20
    assert completed_years(date(2004, 2, 29), date(2025, 3, 1)) == 21


@given(st.dates(), st.dates())
def test_years_are_never_off_by_more_than_one_from_the_days_between(born: date, day: date) -> None:
    assert abs(completed_years(born, day) - (day - born).days / 365.2425) <= 1.01


def test_only_an_age_of_a_person_is_possible() -> None:
    assert [is_possible(years) for years in (-1, 0, 130, 131)] == [False, True, True, False]


def test_a_date_of_birth_is_read_as_any_date_is() -> None:
    assert parse_birth("平成14年4月1日") == date(2002, 4, 1)
    assert parse_birth("01/04/2002", DateOrder.DAY_FIRST) == date(2002, 4, 1)
    assert parse_birth("2002-04-01 00:00:00") == date(2002, 4, 1)
    assert parse_birth("") is None
    problem = parse_birth("01/04/2002")
    assert isinstance(problem, Problem)
    assert problem.key == "reader.cell.birth"
