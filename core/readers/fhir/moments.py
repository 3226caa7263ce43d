"""Parses times as FHIR writes them, with their zone where they state one.

A year or a month alone is no date: which day it was is not known, and none is made up.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from core.readers.fhir.resources import Extension

DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    rf"{DATE.pattern}T[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{1,9}})?)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
WALL_CLOCK = "urn:engawa:local-time"


def parse_moment(text: str) -> date | None:
    """Return a date, or a datetime where a time is stated; None for anything else."""
    try:
        if DATE.fullmatch(text):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text) if MOMENT.fullmatch(text) else None
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """Return a date with its day, and nothing else."""
    return parse_moment(text) if DATE.fullmatch(text) else None


def on_wall_clock(moment: date | None, beside: Sequence[Extension]) -> date | None:
    """Return a date with the time on the laboratory's own clock that may stand beside it.

    FHIR itself cannot state a time without its zone.
    """
    if moment is None or isinstance(moment, datetime):
        return moment
    stated = next((e.value_time for e in beside if e.url == WALL_CLOCK), "")
    try:
        return datetime.combine(moment, time.fromisoformat(stated)) if stated else moment
    except ValueError:
        return moment
