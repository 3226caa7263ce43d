"""What an observation states as its value, unit and interval, as the texts of a result."""

from core.errors import Problem, Severity
from core.markers.units import canonical
from core.readers.cells import shown
from core.readers.hl7.observations import Obx
from core.readers.quantities import NUMBER
from core.readers.ranges import parse_range

AS_TEXT = ("NM", "ST", "TX", "FT")
COMPARATORS = ("", "=", "<", "<=", ">", ">=")
HIGH, LOW, NORMAL = ("H", "HH", ">"), ("L", "LL", "<"), ("N",)


def text_of(obx: Obx, label: str) -> str | Problem:
    """Return the value of an observation as a text such as `<0.1`; empty if it states none."""
    if len(obx.values) > 1:
        values = shown(", ".join(" ".join(parts) for parts in obx.values))
        return Problem("hl7.value.repeated", {"name": shown(label), "values": values})
    if not obx.values:
        return ""
    parts = obx.values[0]
    if obx.type in AS_TEXT:
        return "^".join(parts).rstrip("^")
    if obx.type == "SN":
        return _structured(parts, shown(label))
    return Problem("hl7.value.type", {"name": shown(label), "type": shown(obx.type) or "–"})


def _structured(parts: tuple[str, ...], name: str) -> str | Problem:
    """Return the text of comparator, number, separator and second number (a range or a ratio)."""
    comparator, number, *second = (*parts, "")[: max(len(parts), 2)]
    if comparator not in COMPARATORS or any(second):
        return Problem("hl7.value.structured", {"name": name, "text": shown(" ".join(parts))})
    return comparator.removeprefix("=") + number if number else ""


def unit_of(obx: Obx, label: str) -> str | Problem:
    """Return the unit: its code, or its text where the code is not known; both must be the same."""
    if not obx.unit or not obx.unit_text or obx.unit == obx.unit_text:
        return obx.unit or obx.unit_text
    first, second = canonical(obx.unit), canonical(obx.unit_text)
    if first and second and first != second:
        details = {"name": shown(label), "first": shown(obx.unit), "second": shown(obx.unit_text)}
        return Problem("hl7.value.two_units", details)
    return obx.unit_text if second and not first else obx.unit


def ends_of(obx: Obx, unit: str) -> tuple[str, str] | Problem:
    """Return the ends of the laboratory's interval, in the unit; empty ones if none is stated."""
    return parse_range(obx.range, unit) or ("", "")


def flag_problem(obx: Obx, text: str, low: str, high: str) -> Problem | None:
    """Return a note if a flag contradicts the value and the interval that were sent with it."""
    if not obx.flags or not (low or high):
        return None
    value, lower, upper = _number(text), _number(low), _number(high)
    if value is None:
        return None
    is_above, is_under_top = (
        upper is not None and value > upper,
        upper is not None and value < upper,
    )
    is_below, is_over_bottom = (
        lower is not None and value < lower,
        lower is not None and value > lower,
    )
    for flag in obx.flags:
        if (
            (flag in HIGH and is_under_top)
            or (flag in LOW and is_over_bottom)
            or (flag in NORMAL and (is_above or is_below))
        ):
            details = {"flag": flag, "text": shown(text), "range": shown(obx.range)}
            return Problem("hl7.flag", details, severity=Severity.NOTE)
    return None


def _number(text: str) -> float | None:
    return float(text) if NUMBER.fullmatch(text) else None
