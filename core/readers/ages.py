"""An age from a date of birth and the day of the draw; the date itself is not kept."""

from datetime import date

from core.errors import Problem
from core.readers.cells import fault
from core.readers.context import OLDEST_AGE, parse_moment
from core.readers.corrections import DateOrder


def completed_years(birth: date, day: date) -> int:
    """Return the years completed from a birth to a day [years]."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_possible(years: float) -> bool:
    """Say whether a person can have an age in [years]."""
    return 0 <= years <= OLDEST_AGE


def parse_birth(text: str, order: DateOrder | None = None) -> date | Problem | None:
    """Parse a date of birth; a time beside it says nothing of an age."""
    moment = parse_moment(text, order)
    if isinstance(moment, date):
        return date(moment.year, moment.month, moment.day)
    return fault("reader.cell.birth", text) if isinstance(moment, Problem) else None
