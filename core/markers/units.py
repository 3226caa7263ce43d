"""Units: from the spelling in a file to the UCUM code, and from a unit to the one a marker uses.

`si = factor * value + offset` of the catalogue ties the conventional unit to the SI one; DIMENSIONS
adds the units that differ from either by a power of ten only. Nothing else is converted: a unit
that is not accepted is refused with those that are. UCUM codes are case-sensitive; spellings are
not, since no two units accepted here differ by case alone.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from core.errors import PanelError
from core.markers.marker import Marker

# Sizes within a dimension. Enzyme activities in U and in kat are two dimensions, as the catalogue
# states the factor between them; [IU] is written for U where the quantity is an enzyme.
DIMENSIONS: tuple[Mapping[str, str], ...] = (
    {
        "g/dL": "10",
        "g/L": "1",
        "mg/dL": "0.01",
        "mg/L": "0.001",
        "ug/mL": "0.001",
        "ug/dL": "0.00001",
        "ug/L": "0.000001",
        "ng/mL": "0.000001",
    },
    {"mmol/L": "1000", "umol/L": "1", "nmol/mL": "1", "nmol/L": "0.001"},
    {"U/L": "1", "[IU]/L": "1", "mU/mL": "1", "U/mL": "1000"},
    {"ukat/L": "1", "nkat/L": "0.001"},
    {
        "10*12/L": "1000000",
        "10*9/L": "1000",
        "10*6/uL": "1000000",
        "10*4/uL": "10000",
        "10*3/uL": "1000",
        "10*2/uL": "100",
        "/uL": "1",
    },
)
# No laboratory states uric acid in ng/mL: a unit further off than this is more likely a mistake.
FURTHEST_RELATIVE = 1000
ALONE = ("%", "1", "L/L", "mmol/mol", "fL", "pg", "{arb}", "meq/L")
# For an ion with one charge, and only for it, a milliequivalent is a millimole.
MONOVALENT = frozenset({"na", "k", "cl"})

OTHER_SPELLINGS: Mapping[str, str] = {
    "iu/l": "[IU]/L",
    "mg/100ml": "mg/dL",
    "g/100ml": "g/dL",
    "k/ul": "10*3/uL",
    "m/ul": "10*6/uL",
    "千/ul": "10*3/uL",
    "万/ul": "10*4/uL",
    "百万/ul": "10*6/uL",
    "個/ul": "/uL",
    "cells/ul": "/uL",
    "arb": "{arb}",
    "arb.unit": "{arb}",
    "任意単位": "{arb}",
}

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SHOWN_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Conversion:
    """From a unit to a marker's own: `(value - zero) * multiplier / divisor`.

    What is converted is rounded to 15 significant figures, far beyond any assay, so that
    297.4 umol/L of uric acid is 5 mg/dL and not 4.999999999999999.
    """

    unit: str
    zero: float
    multiplier: float
    divisor: float

    def into(self, value: float) -> float:
        """Return a value in [unit] in the marker's unit."""
        if self.multiplier == self.divisor and not self.zero:
            return value
        return float(f"{(value - self.zero) * self.multiplier / self.divisor:.15g}")

    def out_of(self, value: float) -> float:
        """Return a value in the marker's unit in [unit]."""
        if self.multiplier == self.divisor and not self.zero:
            return value
        return float(f"{value * self.divisor / self.multiplier + self.zero:.15g}")


def canonical(text: str) -> str | None:
    """Return the UCUM code of a unit as people write it, or None for one not known here."""
    return _spellings().get(_folded(text))


def accepted_units(marker: Marker) -> tuple[str, ...]:
    """Return the UCUM codes a marker may come in, its own first, the SI one second."""
    return tuple(_conversions(marker))


def conversion(marker: Marker, unit: str) -> Conversion:
    """Return how a marker's values come from a unit, in any spelling.

    Raises PanelError for a unit that is missing, not known, or not one of this marker's.
    """
    code = canonical(unit)
    known = _conversions(marker)
    if code is not None and code in known:
        return known[code]
    if not unit.strip():
        raise PanelError("unit.missing", example=f"{marker.symbol} ({marker.unit})")
    key = "unit.unknown" if code is None else "unit.not_accepted"
    shown = unit.strip()[:SHOWN_CHARACTERS]
    raise PanelError(key, unit=shown, marker=marker.symbol, accepted=", ".join(known))


def convert(marker: Marker, value: float, unit: str) -> float:
    """Return a value in the marker's unit. Raises PanelError as `conversion` does."""
    return conversion(marker, unit).into(value)


def to_unit(marker: Marker, value: float, unit: str) -> float:
    """Return a value of the marker's unit in another. Raises PanelError as `conversion` does."""
    return conversion(marker, unit).out_of(value)


def _conversions(marker: Marker) -> Mapping[str, Conversion]:
    factor = None if marker.factor is None else str(marker.factor)
    is_monovalent = marker.key in MONOVALENT
    return _known_conversions(
        marker.unit, marker.si_unit, factor, str(marker.offset), is_monovalent=is_monovalent
    )


@cache
def _known_conversions(
    unit: str, si_unit: str, factor: str | None, offset: str, *, is_monovalent: bool
) -> Mapping[str, Conversion]:
    """Tie the units to the marker's own: itself, the SI one, and the relatives of both."""
    slopes = {unit: Fraction(1)}
    if factor is not None:
        slopes.setdefault(si_unit, 1 / Fraction(factor))
    for anchor, slope in list(slopes.items()):
        for relative, ratio in _relatives(anchor).items():
            slopes.setdefault(relative, slope * ratio)
    if is_monovalent:
        slopes["meq/L"] = slopes["mmol/L"]
    lines = {
        code: Conversion(code, 0.0, float(slope.numerator), float(slope.denominator))
        for code, slope in slopes.items()
    }
    if float(offset):
        lines[si_unit] = replace(lines[si_unit], zero=float(offset))
    return lines


def _relatives(unit: str) -> dict[str, Fraction]:
    """Return the units of the same dimension and a similar size, each in the given one."""
    for sizes in DIMENSIONS:
        if unit in sizes:
            ratios = {code: Fraction(size) / Fraction(sizes[unit]) for code, size in sizes.items()}
            return {c: r for c, r in ratios.items() if max(r, 1 / r) <= FURTHEST_RELATIVE}
    return {}


@cache
def _spellings() -> Mapping[str, str]:
    codes = [code for sizes in DIMENSIONS for code in sizes] + list(ALONE)
    return {_folded(code): code for code in codes} | dict(OTHER_SPELLINGS)


def _folded(text: str) -> str:
    """Bring the ways of writing a unit together: width, case, spaces, micro, powers of ten."""
    # Before NFKC, which would make 103 of 10³.
    powers = re.sub("[⁰¹²³⁴-⁹]+", lambda m: "^" + m[0].translate(SUPERSCRIPTS), text)
    if any(c.isdigit() and not c.isdecimal() for c in powers):
        return ""  # the same for ①
    narrow = "".join(unicodedata.normalize("NFKC", powers).casefold().split())
    # A lone mu is no unit: µ/L must not become U/L.
    micro = re.sub("μ(?=[a-z])", "u", narrow).replace("mcg", "ug")
    powered = re.sub(r"^[×x*]?10(?:\^|\*{1,2}|e)([0-9]+)", r"10*\1", micro)
    return re.sub(r"/(?:mm\^?3|cumm)$", "/ul", powered)
