"""Conversion: from a unit, in any spelling, to the one a marker uses throughout, and back.

`si = factor * value + offset` of the catalogue ties the conventional unit to the SI one, by the
molar mass or, for HbA1c, by a line that does not pass through 0; `core.markers.dimensions` adds
the units that differ from either by a power of ten. Nothing else is converted: a unit that is not
accepted is refused with those that are.

Which sizes are accepted is one rule for all: up to 1000 times the marker's own unit or its SI
unit. So haemoglobin may come in g/mL (0.14), which is 100 g/dL, and uric acid in ug/mL, but not
in g/mL; whether the number fits its unit is the question of `core.markers.plausibility`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.errors import PanelError
from core.markers.dimensions import relatives
from core.markers.marker import Marker
from core.markers.rounding import rounded
from core.markers.spelling import canonical, readings

__all__ = [
    "Conversion",
    "accepted_units",
    "canonical",
    "conversion",
    "conversions",
    "convert",
    "to_unit",
]

# For an ion with one charge, and only for it, a milliequivalent is a millimole.
MONOVALENT = frozenset({"na", "k", "cl"})

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

    @property
    def is_identity(self) -> bool:
        """Say whether a value stays as it is."""
        return self.multiplier == self.divisor and not self.zero

    def into(self, value: float) -> float:
        """Return a value in [unit] in the marker's unit."""
        if self.is_identity:
            return value
        return float(f"{(value - self.zero) * self.multiplier / self.divisor:.15g}")

    def into_all(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return values in [unit] in the marker's unit, to the last bit as `into` returns each."""
        if self.is_identity:
            return values
        # A number too large becomes infinite, as it does for `into`.
        with np.errstate(over="ignore", invalid="ignore"):
            return rounded((values - self.zero) * self.multiplier / self.divisor)

    def out_of(self, value: float) -> float:
        """Return a value in the marker's unit in [unit]."""
        if self.is_identity:
            return value
        return float(f"{value * self.divisor / self.multiplier + self.zero:.15g}")


def accepted_units(marker: Marker) -> tuple[str, ...]:
    """Return the UCUM codes a marker may come in, its own first, the SI one second."""
    return tuple(conversions(marker))


def conversion(marker: Marker, unit: str, *, is_coded: bool = False) -> Conversion:
    """Return how a marker's values come from a unit, in any spelling.

    `is_coded` says that the source declares the unit to be a code of UCUM, which counts to the
    letter. Raises PanelError for a unit that is missing, not known, or not one of this marker's.
    """
    known = conversions(marker)
    codes = readings(unit, is_coded=is_coded)
    for code in codes:
        if code in known:
            return known[code]
    if not unit.strip():
        raise PanelError("unit.missing", example=f"{marker.symbol} ({marker.unit})")
    key = "unit.not_accepted" if codes else "unit.unknown"
    shown = unit.strip()[:SHOWN_CHARACTERS]
    raise PanelError(key, unit=shown, marker=marker.symbol, accepted=", ".join(known))


def convert(marker: Marker, value: float, unit: str) -> float:
    """Return a value in the marker's unit. Raises PanelError as `conversion` does."""
    return conversion(marker, unit).into(value)


def to_unit(marker: Marker, value: float, unit: str) -> float:
    """Return a value of the marker's unit in another. Raises PanelError as `conversion` does."""
    return conversion(marker, unit).out_of(value)


def conversions(marker: Marker) -> Mapping[str, Conversion]:
    """Return how a marker's values come from every unit it may come in, by UCUM code."""
    is_monovalent = marker.key in MONOVALENT
    return _known_conversions(
        marker.unit, marker.si_unit, marker.factor, marker.offset, is_monovalent=is_monovalent
    )


@cache
def _known_conversions(
    unit: str, si_unit: str, factor: float | None, offset: float, *, is_monovalent: bool
) -> Mapping[str, Conversion]:
    """Tie the units to the marker's own: itself, the SI one, and the relatives of both."""
    slopes = {unit: Fraction(1)}
    if factor is not None:
        slopes.setdefault(si_unit, 1 / Fraction(str(factor)))
    for anchor, slope in list(slopes.items()):
        for relative, ratio in relatives(anchor).items():
            slopes.setdefault(relative, slope * ratio)
    if is_monovalent:
        slopes["meq/L"] = slopes["mmol/L"]
    lines = {
        code: Conversion(code, 0.0, float(slope.numerator), float(slope.denominator))
        for code, slope in slopes.items()
    }
    if offset:
        lines[si_unit] = replace(lines[si_unit], zero=offset)
    return lines
