"""The laboratory's own interval: the one that holds for this patient, in the unit of the value.

Where more than one may hold, none is used. Ends in another unit than the value are converted; ends
of a unit that cannot be are not used.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import PanelError, Problem, Severity
from core.markers import Marker, Sex
from core.markers.units import canonical, conversion
from core.panel import Patient
from core.readers.cells import NARROW, shown
from core.readers.context import SEXES
from core.readers.fhir.resources import Concept, Quantity, Range, ReferenceRange, number_in
from core.readers.fhir.values import unit_of

NORMAL = ("normal", "")
SNOMED_SEXES = {"248153007": Sex.MALE, "248152002": Sex.FEMALE}
YEARS = ("a", "a_j", "a_g", "a_t", "year", "years", "yr", "yrs", "y", "歳")
NUMBER = r"[0-9]+(?:\.[0-9]+)?"
BETWEEN = re.compile(rf"({NUMBER})\s*(?:-|_|to|~|〜)\s*({NUMBER})\s*([^0-9\s].*)?")
ONE_SIDED = re.compile(rf"(<=|>=|[<>≦≤≧≥])\s*({NUMBER})\s*([^0-9\s].*)?")


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of an interval as texts, an open one empty, in the unit of the value."""

    low: str = ""
    high: str = ""


NO_ENDS = Ends()


def ends_for(
    ranges: Sequence[ReferenceRange], patient: Patient, marker: Marker, units: Sequence[str]
) -> Ends | Problem:
    """Return the ends of the one interval that holds for a patient, or why there is none.

    `units` are that of the value, and the one that was said to stand for it, if any.
    """
    if not ranges:
        return NO_ENDS
    normal = [r for r in ranges if _is_normal(r.type)]
    fitting = [r for r in normal if _fits(r, patient)]
    found = [_ends(r, marker, units) for r in fitting]
    problems = [one for one in found if isinstance(one, Problem)]
    if problems:
        return problems[0]
    different = {one for one in found if isinstance(one, Ends) and one != NO_ENDS}
    if len(different) > 1 or (normal and not fitting):
        key = "fhir.range.several" if different else "fhir.range.nobody"
        return Problem(key, {"marker": marker.symbol}, severity=Severity.NOTE)
    return next(iter(different), NO_ENDS)


def _is_normal(kind: Concept) -> bool:
    return not kind.coding or any(coding.code in NORMAL for coding in kind.coding)


def _fits(one: ReferenceRange, patient: Patient) -> bool:
    """Say whether an interval surely holds for a patient: for all that it is said to apply to."""
    for group in one.applies_to:
        sex = _sex(group)
        if sex is None or sex is not patient.sex:
            return False
    return one.age is None or (patient.age is not None and _is_of_age(one.age, patient.age))


def _sex(group: Concept) -> Sex | None:
    words = [group.text, *(text for c in group.coding for text in (c.code, c.display))]
    named = {SNOMED_SEXES.get(word) or SEXES.get(word.strip().casefold()) for word in words}
    named.discard(None)
    return named.pop() if len(named) == 1 else None


def _is_of_age(ages: Range, age: float) -> bool:
    """Say whether an age in [years] lies in a range, which holds for the whole of its last."""
    ends = []
    for quantity, open_end in ((ages.low, -math.inf), (ages.high, math.inf)):
        number = None if quantity is None else number_in(quantity.value)
        if quantity is not None and (number is None or unit_of(quantity).casefold() not in YEARS):
            return False
        ends.append(open_end if number is None else float(number))
    return ends[0] <= age and math.floor(age) <= ends[1]


def _ends(one: ReferenceRange, marker: Marker, units: Sequence[str]) -> Ends | Problem:
    if one.low is None and one.high is None:
        return _from_text(one.text, marker, units) if one.text.strip() else NO_ENDS
    low = _end(one.low, marker, units)
    if isinstance(low, Problem):
        return low
    high = _end(one.high, marker, units)
    return high if isinstance(high, Problem) else Ends(low, high)


def _end(quantity: Quantity | None, marker: Marker, units: Sequence[str]) -> str | Problem:
    if quantity is None:
        return ""
    number = number_in(quantity.value)
    if number is None or quantity.comparator:
        return Problem("fhir.range.end", {"marker": marker.symbol}, severity=Severity.NOTE)
    return _in_unit(number, unit_of(quantity), marker, units)


def _in_unit(number: str, own: str, marker: Marker, units: Sequence[str]) -> str | Problem:
    """Return an end in the unit of the value; one without a unit, or misnamed alike, is in it."""
    if not own or own in units or (canonical(own) and canonical(own) in map(canonical, units)):
        return number
    try:
        end = conversion(marker, units[0]).out_of(conversion(marker, own).into(float(number)))
    except PanelError:
        details = {"marker": marker.symbol, "unit": shown(own)}
        return Problem("fhir.range.unit", details, severity=Severity.NOTE)
    return f"{end:.15g}"


def _from_text(text: str, marker: Marker, units: Sequence[str]) -> Ends | Problem:
    """Return the ends that a text surely states: `70-80`, `13 to 18`, `<5.0`."""
    narrow = text.translate(NARROW).strip()
    between, one_sided = BETWEEN.fullmatch(narrow), ONE_SIDED.fullmatch(narrow)
    if between:
        low, high, own = between[1], between[2], between[3]
    elif one_sided:
        is_upper = one_sided[1][0] in "<≦≤"
        low, high = ("", one_sided[2]) if is_upper else (one_sided[2], "")
        own = one_sided[3]
    else:
        low = high = own = ""
    if not (low or high) or (own and canonical(own) is None):
        details = {"marker": marker.symbol, "text": shown(text)}
        return Problem("fhir.range.text", details, severity=Severity.NOTE)
    ends = [_in_unit(end, (own or "").strip(), marker, units) if end else "" for end in (low, high)]
    problem = next((end for end in ends if isinstance(end, Problem)), None)
    return problem or Ends(str(ends[0]), str(ends[1]))
