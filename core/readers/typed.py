"""Reads a panel that was typed into a form."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from core.errors import PanelError, Place, Problem, Severity
from core.markers import CATALOGUE, Interval
from core.markers.units import Conversion, conversion
from core.panel import Measurement, Panel, Patient, Source, Specimen
from core.readers.context import PATIENT, SPECIMEN, parse_id
from core.readers.identity import Context
from core.readers.quantities import Stated, interval_between, parse_limit, parse_value
from core.readers.reading import Reading

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed about a marker; `low` and `high` end the laboratory's interval, in `unit`."""

    value: str
    unit: str
    low: str = ""
    high: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed; a unit is always chosen."""
        return not (self.value + self.low + self.high).strip()


def read_typed(context: Mapping[str, str], values: Mapping[str, Typed]) -> Reading:
    """Read the fields of the context, and what was typed by marker key.

    There is a panel if an id and a value are understood. The column of a problem's place is the
    key of its field. Raises KeyError for a field or marker that does not exist.
    """
    problems: list[Problem] = []
    parsers = {"id": parse_id, **PATIENT, **SPECIMEN}
    fields = {"id": "", **context}
    known = {name: _kept(parsers[name](text), name, problems) for name, text in fields.items()}
    read = [_measurement(key, typed, problems) for key, typed in values.items()]
    measurements = tuple(m for m in read if m is not None)
    if not measurements:
        problems.append(Problem("reader.typed.no_value"))
    if known["id"] is None or not measurements:
        return Reading((), tuple(problems))
    panel = Panel(
        patient=Patient(id=known["id"], **{n: v for n, v in known.items() if n in PATIENT}),
        specimen=Specimen(**{n: v for n, v in known.items() if n in SPECIMEN}),
        measurements=measurements,
        source=Source.TYPED,
        is_partly_read=any(p.severity is Severity.REFUSED for p in problems),
    )
    return Reading((panel,), tuple(problems))


def typed_context(texts: Mapping[str, str]) -> tuple[Context, tuple[Problem, ...]]:
    """Return what was typed of a patient and a draw beside a file; an empty text states nothing.

    The column of a problem's place is the key of its field. Raises KeyError for a field that does
    not exist.
    """
    problems: list[Problem] = []
    parsers = {"id": parse_id, **PATIENT, **SPECIMEN}
    stated = {name: text for name, text in texts.items() if text.strip()}
    known = {name: _kept(parsers[name](text), name, problems) for name, text in stated.items()}
    context = Context(
        known.get("id") or "",
        {name: value for name, value in known.items() if name in PATIENT},
        {name: value for name, value in known.items() if name in SPECIMEN},
    )
    return context, tuple(problems)


def _measurement(key: str, typed: Typed, problems: list[Problem]) -> Measurement | None:
    marker = CATALOGUE[key]
    if typed.is_empty:
        return None
    if not typed.value.strip():
        return _kept(Problem("reader.typed.interval_alone"), key, problems)
    try:
        known = conversion(marker, typed.unit)
    except PanelError as error:
        return _kept(error.problem, key, problems)
    parsed = parse_value(typed.value, marker, typed.unit, known)
    stated: Stated | None = _kept(parsed, key, problems)
    if stated is None:
        return None
    if stated.note is not None:
        problems.append(replace(stated.note, place=Place(column=key)))
    return Measurement(
        marker=marker,
        value=stated.value,
        text=stated.text,
        unit=stated.unit,
        interval=_interval(key, typed, known, problems),
        place=Place(column=key),
    )


def _interval(
    key: str, typed: Typed, known: Conversion, problems: list[Problem]
) -> Interval | None:
    """Return the laboratory's own interval, an empty end of which is open; None if none."""
    low = _end(typed.low, -math.inf, key, known, problems)
    high = _end(typed.high, math.inf, key, known, problems)
    if low is not None and high is not None and low >= high:
        problems.append(Problem("reader.row.interval", place=Place(column=key)))
    return interval_between(low, high)


def _end(
    text: str, open_end: float, key: str, known: Conversion, problems: list[Problem]
) -> float | None:
    """Return an end, or the open one where nothing is stated; None if it was refused."""
    end = parse_limit(text, known)
    return open_end if end is None else _kept(end, key, problems)


def _kept(parsed: T | Problem | None, column: str, problems: list[Problem]) -> T | None:
    """Return what was parsed; a problem goes to the others with its place."""
    if isinstance(parsed, Problem):
        problems.append(replace(parsed, place=Place(column=column)))
        return None
    return parsed
