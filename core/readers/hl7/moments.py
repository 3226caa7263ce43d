"""Parses a time of HL7 v2: `20261002`, `202610020910`, `20261002091030.5+0900`."""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo

from core.errors import Problem, Severity
from core.readers.cells import fault

MOMENT = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:(?P<month>[0-9]{2})(?:(?P<day>[0-9]{2})(?:(?P<hour>[0-9]{2})"
    r"(?:(?P<minute>[0-9]{2})(?:(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,6}))?)?)?)?)?)?"
    r"(?P<zone>[+-][0-9]{4})?"
)


def parse_moment(text: str, zone: tzinfo | None = None) -> date | Problem | None:
    """Parse a time, with its zone or else the message's; a date where no minute is stated.

    None where nothing is stated. What is coarser than a day, or no time at all, is a Problem.
    """
    if not text:
        return None
    found = MOMENT.fullmatch(text)
    if found is None:
        return _told("hl7.moment.not_a_time", text)
    if found["day"] is None:
        return _told("hl7.moment.coarse", text)
    day = int(found["year"]), int(found["month"]), int(found["day"])
    try:
        if found["minute"] is None:
            return date(*day)
        time = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
        fraction = int((found["fraction"] or "").ljust(6, "0"))
        return datetime(*day, *time, fraction, tzinfo=zone_of(text) or zone)
    except ValueError:
        return _told("hl7.moment.not_a_time", text)


def zone_of(text: str) -> tzinfo | None:
    """Return the zone that a time states, if any. Raises ValueError for one a day or more off."""
    found = MOMENT.fullmatch(text)
    if found is None or not found["zone"]:
        return None
    sign, hours, minutes = found["zone"][0], int(found["zone"][1:3]), int(found["zone"][3:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)


def _told(key: str, text: str) -> Problem:
    written = fault(key, text)
    return Problem(written.key, written.details, severity=Severity.NOTE)
