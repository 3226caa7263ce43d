"""Parses a laboratory's reference interval written as one text: `3.7-7.8`, `<5.0`, `13 to 18`.

A text that holds anything else (an interval for each sex, a word, a negative end) is a Problem:
which part of it is meant is not certain.
"""

import re

from core.errors import Problem
from core.markers.units import canonical
from core.readers.cells import fault, parse_cell

WAVES = str.maketrans("\u301c\u02dc\u223c", "~~~")
NUMBER = r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
UPTO = "<=?|[≦≤⩽]"
FROM = ">=?|[≧≥⩾]"
# Either end may bear its sign before it, or its word after it; a dash alone is no sign of an end,
# since it may as well be a minus.
FORMS = tuple(
    re.compile(rf"{form}(?P<unit>[^0-9.].*)?", re.IGNORECASE)
    for form in (
        rf"(?P<low>{NUMBER})\s*(?:-|~|_|\bto\b)\s*(?P<high>{NUMBER})",
        rf"(?P<low>{NUMBER})\s*以上\s*[-~、,]?\s*(?P<high>{NUMBER})\s*(?:以下|未満)",
        rf"(?:{FROM})\s*(?P<low>{NUMBER})\s*[-~,]?\s*(?:{UPTO})\s*(?P<high>{NUMBER})",
        rf"(?:{UPTO}|~)\s*(?P<high>{NUMBER})",
        rf"(?P<high>{NUMBER})\s*(?:以下|未満)",
        rf"(?:{FROM})\s*(?P<low>{NUMBER})",
        rf"(?P<low>{NUMBER})\s*(?:以上|超|~)",
    )
)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


def parse_range(text: str, unit: str = "") -> tuple[str, str] | Problem | None:
    """Parse an interval into the texts of its lower and upper end, an open one empty.

    None if nothing is stated. A unit written in the text must be the one given, in any spelling.
    """
    return parse_cell(text, lambda cell: _ends(cell, unit))


def _ends(cell: str, unit: str) -> tuple[str, str] | Problem:
    plain = cell.translate(WAVES)
    if bracketed := BRACKETS.fullmatch(plain):
        plain = (bracketed[1] or bracketed[2] or "").strip()
    found = next((m for form in FORMS if (m := form.fullmatch(plain))), None)
    if found is None:
        return fault("range.not_certain", cell)
    ends = found.groupdict(default="")
    written = ends["unit"].strip()
    if written and canonical(written) is None:
        return fault("range.not_certain", cell)
    if written and canonical(written) != canonical(unit):
        return fault("range.other_unit", cell)
    return ends.get("low", ""), ends.get("high", "")
