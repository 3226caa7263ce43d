"""Makes a measurement of a result: which marker it is, its value and interval in our unit."""

import math
from dataclasses import replace

from core.errors import PanelError, Problem, Severity
from core.markers import CATALOGUE, Interval, Marker
from core.markers.units import Conversion, conversion
from core.panel import Measurement
from core.readers.cells import shown
from core.readers.corrections import Corrections
from core.readers.materials import other_in_codes
from core.readers.names import System, marker_coded, marker_named
from core.readers.quantities import interval_between, parse_limit, parse_value
from core.readers.result import Result, Status


def measured(
    result: Result, corrections: Corrections
) -> tuple[Measurement | None, tuple[Problem, ...]]:
    """Return the measurement that a result states, if it is one, and the problems with it.

    An interval that is not understood is left out; the value is then still used.
    """
    marker = marker_of(result, corrections)
    if isinstance(marker, Problem):
        return None, (replace(marker, place=result.place),)
    meant = corrections.meaning(result.label)
    unit = meant.unit_of(result.unit) if meant else result.unit
    try:
        known = conversion(marker, unit, is_coded=result.is_coded and unit == result.unit)
    except PanelError as error:
        return None, (replace(error.problem, place=result.place),)
    stated = parse_value(result.text, marker, unit, known, result.decimal)
    if stated is None:
        stated = Problem("reader.result.no_value", {"name": shown(result.label)})
    if isinstance(stated, Problem):
        return None, (replace(stated, place=result.place),)
    interval = interval_of(result, known, result.decimal)
    measurement = Measurement(
        marker=marker,
        value=stated.value,
        text=stated.text,
        unit=stated.unit,
        interval=None if isinstance(interval, Problem) else interval,
        place=result.place,
        is_preliminary=result.status is Status.PRELIMINARY,
    )
    told = (stated.note, interval if isinstance(interval, Problem) else None)
    return measurement, tuple(replace(p, place=result.place) for p in told if p is not None)


def marker_of(result: Result, corrections: Corrections) -> Marker | Problem:
    """Return the marker that a result is of.

    What the clinician said counts first, then a code of LOINC or JLAC10, and a name only where no
    such code is there: "PROTEIN" beside the code for urine is not the protein of serum. A code that
    names another material than blood is refused.
    """
    meant = corrections.meaning(result.label)
    if meant is not None:
        return CATALOGUE[meant.marker] if meant.marker else _unknown(result)
    if material := other_in_codes(result.codes):
        return not_blood(result.label, material)
    coded = [code for code in result.codes if code.system is not System.LOCAL and code.code]
    if coded:
        found = [marker_coded(code) for code in coded]
    else:
        names = (result.name, *(n for c in result.codes for n in (c.code, c.display)))
        found = [marker_named(name) for name in names if name.strip()]
    markers = {marker.key: marker for marker in found if marker is not None}
    if len(markers) > 1:
        both = ", ".join(marker.symbol for marker in markers.values())
        details = {"name": shown(result.label), "markers": both}
        return Problem("reader.result.two_markers", details)
    marker = next(iter(markers.values()), None)
    return marker if marker is not None and not marker.derived else _unknown(result)


def not_blood(name: str, material: str) -> Problem:
    """Return the problem with a result that was measured in another material."""
    details = {"name": shown(name), "material": shown(material)}
    return Problem("reader.result.not_blood", details, severity=Severity.NOTE)


def _unknown(result: Result) -> Problem:
    codes = ", ".join(code.code for code in result.codes if code.code)
    details = {"name": shown(result.label), "code": shown(codes) or "–"}
    return Problem("reader.result.unknown", details, severity=Severity.NOTE)


def interval_of(result: Result, known: Conversion, decimal: str = "") -> Interval | Problem | None:
    """Return the laboratory's own interval, an empty end of which is open; None if none."""
    low, high = (parse_limit(end, known, decimal) for end in (result.low, result.high))
    if isinstance(low, Problem):
        return low
    if isinstance(high, Problem):
        return high
    ends = -math.inf if low is None else low, math.inf if high is None else high
    interval = interval_between(*ends)
    if interval is None and not all(map(math.isinf, ends)):
        return Problem("reader.row.interval")
    return interval
