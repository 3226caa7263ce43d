"""How a file writes numbers and dates, where its own texts prove it or a clinician has said it.

`1,5` can only be one and a half, and 23/10/2026 can only begin with a day; one such text settles it
for the whole file. `1,500` and 02/10/2026 settle nothing, and are asked about.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.markers.units import canonical
from core.readers.cells import NARROW
from core.readers.corrections import Corrections, DateOrder

# A comma is a decimal mark unless just three digits follow it, and so is a point.
DECIMAL = {
    ",": r"0+,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{4,},[0-9]+"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+",
    ".": r"0*\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+",
}
WHOLE = {mark: re.compile(pattern) for mark, pattern in DECIMAL.items()}
ANYWHERE = {
    mark: re.compile(f"(?:^|[^0-9.,])(?:{pattern})(?:[^0-9.,]|$)")
    for mark, pattern in DECIMAL.items()
}
# A value or an interval and nothing else: the 1,5 of 1,5-AG or of a remark proves nothing.
SIGN = r"(?:<=|>=|[<>≦≤⩽≧≥⩾~+])?\s*"
QUANTITY = re.compile(
    rf"[(\[]?{SIGN}([0-9.,]+)(?:\s*(?:[-~〜～_]|to)\s*([0-9.,]+))?\s*[)\]]?\s*(.*)", re.DOTALL
)
BEHIND = re.compile("[HLhl*↑↓)]|未満|以下|以上|超過?")
LONGEST_PROOF = 60
GROUPED_BY_POINTS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?=,[0-9])")
GROUPED_BY_COMMAS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
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
    """Return "," or "." where the texts prove that this is the decimal mark, and else "".

    A value or an interval proves a mark; against it speaks whatever any text holds.
    """
    marked = (text for text in texts if any(mark in text for mark in MARKS))
    narrow = [text.translate(NARROW).strip() for text in marked]
    numbers = [number for text in narrow for number in _numbers(text)]
    for mark, other in ((",", "."), (".", ",")):
        if any(map(WHOLE[mark].fullmatch, numbers)):
            return "" if any(map(ANYWHERE[other].search, narrow)) else mark
    return ""


def _numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a value or an interval; none of a text that says anything else."""
    found = QUANTITY.fullmatch(text) if len(text) <= LONGEST_PROOF else None
    if found is None or not (found[3] == "" or BEHIND.fullmatch(found[3]) or canonical(found[3])):
        return ()
    return tuple(number for number in found.groups()[:2] if number)


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
