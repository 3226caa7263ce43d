"""Whether a number fits its unit: 8.5 umol/L of uric acid would be 0.143 mg/dL; 8.5 mg/dL is usual.

The rule, on the logarithm of the interval that spans the catalogue's closed intervals of both
sexes, whose ends are read as 1.96 SD from its middle: another unit is likelier where the value in
the stated one lies more than FAR [SD] from the middle, and in units of exactly one other size no
more than NEAR; of several sizes, one of the marker's own and SI units counts before any other.
Both thresholds are assumptions of our own. They were chosen so that of the blood of 55,081 people
(NHANES 1999-2018), stated in any true unit, not one value in 1000 of any analyte is asked about;
how many mistaken units are noticed is measured in `tests/markers/test_plausibility.py`. A marker
without a closed interval is never asked about, and no value is changed.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core.errors import Problem, Severity
from core.markers.marker import STANDARD_NORMAL_97_5, Marker
from core.markers.units import Conversion, conversion, conversions

FAR = 7.5
NEAR = 3.0

Band = tuple[float, float]
EVERYTHING: Band = (-math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class _Bands:
    """By unit, what is not FAR; and by one unit of each size, what is NEAR: the own one first."""

    far: Mapping[str, Band]
    near: Mapping[str, Band]


@dataclass(frozen=True, slots=True)
class Likelier:
    """A number, the unit it was read in, and the unit in which it would be usual.

    `as_used` is the value in the marker's own unit, as it is used nevertheless.
    """

    number: float
    unit: str
    as_used: float
    own_unit: str
    likelier: str


def likelier_unit(marker: Marker, value: float, unit: str) -> Likelier | None:
    """Return the unit in which a number would be usual that is far from it in the stated one.

    `value` is the number as read, in [unit]. Raises PanelError as `conversion` does.
    """
    stated = conversion(marker, unit)
    bands = _bands_of(marker)
    low, high = bands.far.get(stated.unit, EVERYTHING)
    if low <= value <= high:
        return None
    fitting = [code for code, (low, high) in bands.near.items() if low <= value <= high]
    usual = [code for code in fitting if code in (marker.unit, marker.si_unit)]
    likelier = usual or fitting
    if len(likelier) != 1:
        return None
    return Likelier(value, stated.unit, stated.into(value), marker.unit, likelier[0])


def likelier_note(marker: Marker, number: float, unit: str) -> Problem | None:
    """Return the note that asks whether another unit was meant; None where nothing speaks for it.

    Raises PanelError as `conversion` does.
    """
    found = likelier_unit(marker, number, unit)
    if found is None:
        return None
    key = "unit.likelier_own" if found.unit == found.own_unit else "unit.likelier"
    details: dict[str, str | int | float] = {
        "value": f"{found.number:.15g}",
        "unit": found.unit,
        "as_used": found.as_used,
        "own_unit": found.own_unit,
        "likelier": found.likelier,
    }
    return Problem(key, details, severity=Severity.NOTE)


def usual_band(marker: Marker, unit: str) -> Band | None:
    """Return (low, high) in [unit], a UCUM code, within which no number is asked about.

    None where none ever is: the marker has no closed interval, or its units are all of one size.
    """
    return _bands_of(marker).far.get(unit)


def _bands_of(marker: Marker) -> _Bands:
    known = _known_bands().get(marker.key)
    if known is None or known[0] is not marker:
        known = _known_bands()[marker.key] = marker, _made_bands(marker, _hull(marker))
    return known[1]


@cache
def _known_bands() -> dict[str, tuple[Marker, _Bands]]:
    """Return the bands made so far, each with the very marker it was made for."""
    return {}


def _made_bands(marker: Marker, hull: Band | None) -> _Bands:
    """Make the far band of every unit and the near band of one unit of every size."""
    by_size = {(c.zero, c.multiplier / c.divisor): c for c in reversed(_lines(marker))}
    if hull is None or len(by_size) == 1:
        return _Bands({}, {})
    return _Bands(
        {line.unit: _band(line, hull, FAR) for line in _lines(marker)},
        {line.unit: _band(line, hull, NEAR) for line in by_size.values()},
    )


def _lines(marker: Marker) -> tuple[Conversion, ...]:
    return tuple(conversions(marker).values())


def _hull(marker: Marker) -> Band | None:
    """Return the interval that spans those of both sexes, if each is closed and above 0."""
    lows = [interval.low for interval in marker.intervals.values() if interval.low]
    highs = [interval.high for interval in marker.intervals.values() if interval.high]
    is_closed = marker.intervals and len(lows) == len(highs) == len(marker.intervals)
    return (min(lows), max(highs)) if is_closed else None


def _band(line: Conversion, hull: Band, distance: float) -> Band:
    """Return in the unit of a line how far from the middle `distance` [SD] reach either way."""
    low, high = map(math.log, hull)
    middle, reach = (low + high) / 2, distance * (high - low) / (2 * STANDARD_NORMAL_97_5)
    return line.out_of(math.exp(middle - reach)), line.out_of(math.exp(middle + reach))
