"""How a file writes numbers and dates, where its own texts prove it or a clinician has said it.

`1,5` can only be one and a half, and 23/10/2026 can only begin with a day; one such text settles it
for the whole file. `1,500` and 02/10/2026 settle nothing, and are asked about.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.readers.cells import NARROW
from core.readers.corrections import Corrections, DateOrder

# With a sign or a unit beside it; a comma is a decimal mark unless just three digits follow it.
DECIMAL_COMMA = re.compile(
    r"(?:^|[^0-9.,])(?:0+,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{4,},[0-9]+"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+)(?:[^0-9.,]|$)"
)
DECIMAL_POINT = re.compile(
    r"(?:^|[^0-9.,])(?:0*\.[0-9]+|0+\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})"
    r"|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+)(?:[^0-9.,]|$)"
)
GROUPED_BY_POINTS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{3})+(?=,[0-9])")
GROUPED_BY_COMMAS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
POINT_IN_NUMBER = re.compile(r"[0-9]\.[0-9]|(?<![0-9])\.[0-9]")
COMMA_IN_NUMBER = re.compile(r"(?<=[0-9]),(?=[0-9])")
ORDERED_DATE = re.compile(r"\s*([0-9]{1,2})([-/.])([0-9]{1,2})\2[0-9]{4}\b")
MONTHS = 12
MARKS = ",.，．"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the texts of one file are to be parsed; `decimal` is "" where nothing proves the mark."""

    decimal: str = ""
    dates: DateOrder | None = None
    corrections: Corrections = field(default_factory=Corrections)


def decimal_mark(texts: Iterable[str]) -> str:
    """Return "," or "." where the texts prove that this is the decimal mark, and else ""."""
    marked = (text for text in texts if any(mark in text for mark in MARKS))
    narrow = [text.translate(NARROW).strip() for text in marked]
    has_comma = any(map(DECIMAL_COMMA.search, narrow))
    has_point = any(map(DECIMAL_POINT.search, narrow))
    if has_comma is has_point:
        return ""
    return "," if has_comma else "."


def date_order(texts: Iterable[str]) -> DateOrder | None:
    """Return whether dates begin with the day or the month, where one of the texts proves it."""
    found = [match for text in texts if (match := ORDERED_DATE.match(text.translate(NARROW)))]
    has_day_first = any(int(match[1]) > MONTHS for match in found)
    has_month_first = any(int(match[3]) > MONTHS for match in found)
    if has_day_first is has_month_first:
        return None
    return DateOrder.DAY_FIRST if has_day_first else DateOrder.MONTH_FIRST


def with_point(text: str, decimal: str) -> str | None:
    """Return a text whose numbers are written with a decimal point and no mark for thousands.

    Where nobody knows what a comma is ("" for the mark), the text is left as it stands. None where
    the decimal mark is the comma and a point stands where no mark for thousands can.
    """
    if decimal == ",":
        ungrouped = GROUPED_BY_POINTS.sub(lambda m: m[0].replace(".", ""), text)
        if POINT_IN_NUMBER.search(ungrouped):
            return None
        return COMMA_IN_NUMBER.sub(".", ungrouped)
    if decimal == ".":
        return GROUPED_BY_COMMAS.sub(lambda m: m[0].replace(",", ""), text)
    return text
