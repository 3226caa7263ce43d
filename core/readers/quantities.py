"""Parses measured values: `3.4`, `<0.1`, `0.1未満`, `3.4 mg/dL`. Nothing is guessed or clamped."""

import math
import re
from dataclasses import dataclass

from core.errors import PanelError, Problem
from core.markers import Interval, Marker
from core.markers.plausibility import likelier_note
from core.markers.units import Conversion, canonical, conversion
from core.panel import Value
from core.readers.cells import fault, parse_cell
from core.readers.conventions import with_point

# In no unit of the catalogue does blood hold this much: the number or its unit is mistaken.
IMPOSSIBLE = 1e9

SIGNS = {
    "": "",
    **dict.fromkeys(("<", "<=", "≦", "≤", "⩽"), "<"),
    **dict.fromkeys((">", ">=", "≧", "≥", "⩾"), ">"),
}
WORDS = {"未満": "<", "以下": "<", "以上": ">", "超過": ">", "を超える": ">", "超": ">"}
NUMBER = re.compile(r"\+?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# A unit may follow at once or after a space.
QUANTITY = re.compile(
    rf"(?P<sign><=|>=|[<>≦≤⩽≧≥⩾])?\s*(?P<number>{NUMBER.pattern})(?P<unit>[^0-9.].*)?"
)
# That a value is high or low, which its interval says too; an asterisk may mean anything.
FLAG = re.compile(
    r"^(?:HH?|LL?|↑|↓|高|低)\s*(?=[<>≦≤⩽≧≥⩾]?=?\s*[0-9.])"
    r"|(?<=[0-9.満下上])\s*(?:\((?:HH?|LL?|↑|↓|高|低)\)|(?:HH?|LL?|↑|↓|高|低))$"
)
NOT_DETECTED = re.compile(
    r"n\.?d\.?|not detected|検出せず|(?:検出|測定|定量)?(?:限界|感度)(?:値)?(?:以下|未満)",
    re.IGNORECASE,
)
# What is wrong with a text that is no quantity: the first of these that it begins with.
FAULTS = (
    (re.compile(r"[<>≦≤≧≥]?=?\s*-\s*[0-9.]"), "reader.cell.negative"),
    (re.compile(r"[<>≦≤≧≥]?=?\s*[+-]?[0-9]+(?:,[0-9]+)+"), "reader.cell.comma"),
    (re.compile(r"[<>≦≤≧≥]?=?\s*[+-]?(?:nan\b|inf|∞)", re.IGNORECASE), "reader.cell.not_finite"),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written; `sign` is "<", ">" or empty, `unit` as written beside it or empty."""

    number: float
    sign: str
    unit: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A value in its marker's unit, with the text and the unit that stated it.

    `note` says what is to be thought about before the value is used, if anything is.
    """

    value: Value
    text: str
    unit: str
    note: Problem | None = None


def parse_quantity(text: str, decimal: str = "") -> Quantity | Problem | None:
    """Parse a number with its limit sign and unit, if any; None if the cell states nothing."""
    return parse_cell(text, lambda cell: _quantity(cell, with_point(cell, decimal)))


def parse_value(
    text: str, marker: Marker, unit: str, known: Conversion, decimal: str = ""
) -> Stated | Problem | None:
    """Parse a value of a marker: in the unit written in the cell, else in the known one.

    `decimal` is the decimal mark of the file, and empty where nothing proves it: a point then is
    one, and a comma is refused.
    """
    quantity = parse_quantity(text, decimal)
    if not isinstance(quantity, Quantity):
        return quantity
    try:
        used = conversion(marker, quantity.unit) if quantity.unit else known
    except PanelError as error:
        return error.problem
    value = _value(used.into(quantity.number), quantity.sign)
    if value is None:
        return fault("reader.cell.not_possible", text)
    note = None if quantity.sign else likelier_note(marker, quantity.number, used.unit)
    return Stated(value, text.strip(), quantity.unit or unit, note)


def parse_limit(text: str, known: Conversion, decimal: str = "") -> float | Problem | None:
    """Parse an end of the laboratory's interval: a plain number, in the unit of its column."""
    quantity = parse_quantity(text, decimal)
    if not isinstance(quantity, Quantity):
        return quantity
    end = known.into(quantity.number)
    if quantity.sign or quantity.unit or not 0 <= end < math.inf:
        return fault("reader.cell.limit", text)
    return end


def interval_between(low: float | None, high: float | None) -> Interval | None:
    """Return the interval of two ends, infinite where open; None if refused, upside down or open.

    An end that was refused is None: half an interval would judge by less than was stated.
    """
    if low is None or high is None or low >= high or (math.isinf(low) and math.isinf(high)):
        return None
    return Interval(None if math.isinf(low) else low, None if math.isinf(high) else high)


def _quantity(text: str, pointed: str | None) -> Quantity | Problem:
    if pointed is None:
        return fault("reader.cell.comma", text)
    body, word = FLAG.sub("", pointed), ""
    for ending, sign in WORDS.items():
        if body.endswith(ending):
            body, word = body[: -len(ending)].rstrip(), sign
            break
    found = QUANTITY.fullmatch(body)
    if found is None:
        return _not_a_quantity(text)
    sign, unit = SIGNS[found["sign"] or ""], (found["unit"] or "").strip()
    if (unit and canonical(unit) is None) or (sign and word):
        return _not_a_quantity(text)
    return Quantity(float(found["number"]), sign or word, unit)


def _not_a_quantity(text: str) -> Problem:
    if NOT_DETECTED.fullmatch(text):
        return fault("reader.cell.not_detected", text)
    key = next((key for pattern, key in FAULTS if pattern.match(text)), "reader.cell.not_a_number")
    return fault(key, text)


def _value(number: float, sign: str) -> Value | None:
    """Return the value, or None where no blood can have it: below 0, or beyond any unit's sense."""
    if not 0 <= number < IMPOSSIBLE or (sign == "<" and number == 0):
        return None
    if sign:
        return Value.below(number) if sign == "<" else Value.above(number)
    return Value.exactly(number)
