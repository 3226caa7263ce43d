"""What stands beside the values of a table of results: which marker, in which unit, how sure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.errors import PanelError, Problem, Severity
from core.markers import Interval, Marker
from core.markers.units import Conversion, conversion
from core.panel import Patient
from core.readers.cells import shown
from core.readers.conventions import Conventions, with_point
from core.readers.materials import other_in_words
from core.readers.measuring import interval_of, marker_of, not_blood
from core.readers.names import Code, System, folded
from core.readers.ranges import parse_range
from core.readers.result import Result, Status
from core.readers.tables.columns import two_units
from core.readers.tables.headers import Heading, heading_of

LOINC = re.compile(r"[0-9]{1,5}-[0-9]")
# Analyte, circumstances, material, method, kind of result; the last of them may be left out.
JLAC10 = re.compile(
    r"[0-9][A-Z][0-9]{3}(?:-?[0-9A-Z]{4}(?:-?[0-9]{3}(?:-?[0-9A-Z]{3}(?:-?[0-9A-Z]{2})?)?)?)?"
)
STATUSES: Mapping[str, Status | None] = MappingProxyType(
    {
        **dict.fromkeys(("", "f", "final", "確定", "最終", "最終報告", "報告済"), Status.FINAL),
        **dict.fromkeys(
            ("p", "preliminary", "中間", "中間報告", "速報", "未確定", "暫定"), Status.PRELIMINARY
        ),
        **dict.fromkeys(
            ("c", "corrected", "amended", "訂正", "修正", "訂正報告", "修正報告"), Status.CORRECTED
        ),
        **dict.fromkeys(
            ("x", "d", "w", "cancelled", "canceled", "entered-in-error", "取消", "中止", "削除"),
            None,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Analyte:
    """What the values of some rows are of; they are not used where `known` is None.

    `unit` is the one that counts, `stated` the one as read. `problems` are told once for all rows
    that say the same.
    """

    label: str
    marker: Marker | None = None
    unit: str = ""
    known: Conversion | None = None
    interval: Interval | None = None
    status: Status = Status.FINAL
    problems: tuple[Problem, ...] = ()
    stated: str = ""


def analyte_of(cells: Mapping[str, str], conventions: Conventions) -> Analyte:
    """Return what the cells beside a value say, by the field of their column."""
    heading = heading_of(0, cells.get("item", "").strip())
    behind = heading if heading is not None and heading.marker and heading.unit else None
    result = _result(cells, behind)
    refused = _refusal(cells, result) or _two_units(cells, behind, result, conventions)
    marker = refused or marker_of(result, conventions.corrections)
    if isinstance(marker, Problem):
        return Analyte(result.label, problems=(marker,), stated=result.unit)
    meant = conventions.corrections.meaning(result.label)
    unit = meant.unit_of(result.unit) if meant else result.unit
    try:
        known = conversion(marker, unit)
    except PanelError as error:
        return Analyte(result.label, marker, unit, problems=(error.problem,), stated=result.unit)
    interval = _interval(cells, result, known, conventions.decimal)
    return Analyte(
        result.label,
        marker,
        unit,
        known,
        None if isinstance(interval, Problem) else interval,
        result.status,
        (interval,) if isinstance(interval, Problem) else (),
        result.unit,
    )


def _two_units(
    cells: Mapping[str, str], behind: Heading | None, result: Result, conventions: Conventions
) -> Problem | None:
    """Return the problem with a name that bears another unit than the column of units."""
    meant = conventions.corrections.meaning(result.label)
    if behind is None or (meant and meant.unit):
        return None
    return two_units(behind.unit, cells.get("unit", "").strip())


def _result(cells: Mapping[str, str], behind: Heading | None) -> Result:
    """Return the cells as a result without a value; a unit may stand `behind` the name."""
    name, code, unit = (cells.get(field, "").strip() for field in ("item", "code", "unit"))
    if behind is not None and behind.marker is not None:
        unit = unit or behind.unit
        name = behind.marker.key
    status = STATUSES.get(folded(cells.get("status", "")))
    result = Result(
        patient=Patient(id=""),
        text="",
        unit=unit,
        name=cells.get("item", "").strip(),
        codes=(Code(_system(code), code),) if code else (),
        low=cells.get("low", ""),
        high=cells.get("high", ""),
        # Not `or`: what is preliminary counts as 0.
        status=Status.FINAL if status is None else status,
    )
    return result if name == result.name else replace(result, name=name)


def _system(code: str) -> System:
    if LOINC.fullmatch(code):
        return System.LOINC
    return System.JLAC10 if JLAC10.fullmatch(code.upper()) else System.LOCAL


def _refusal(cells: Mapping[str, str], result: Result) -> Problem | None:
    """Return why no value beside these cells may be used, if that is so."""
    material, status = cells.get("material", ""), cells.get("status", "")
    name = shown(result.label)
    if material.strip() and other_in_words(material):
        return not_blood(result.label, material)
    if folded(status) not in STATUSES:
        return Problem("reader.result.status", {"name": name, "status": shown(status)})
    if STATUSES[folded(status)] is None:
        return Problem("reader.result.withdrawn", {"name": name, "status": shown(status)})
    return None


def _interval(
    cells: Mapping[str, str], result: Result, known: Conversion, decimal: str
) -> Interval | Problem | None:
    written = cells.get("range", "")
    if written.strip() and not (result.low + result.high).strip():
        ends = parse_range(with_point(written, decimal) or written, result.unit)
        if isinstance(ends, Problem):
            return replace(ends, severity=Severity.NOTE)
        if ends is not None:
            # The ends come back with a decimal point, whatever the file writes.
            return interval_of(replace(result, low=ends[0], high=ends[1]), known)
    return interval_of(result, known, decimal)
