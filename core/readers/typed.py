"""Reads a panel that was typed into a form."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from core.errors import PanelError, Place, Problem
from core.markers import CATALOGUE
from core.markers.units import conversion
from core.panel import Measurement, Panel, Patient, Source, Specimen
from core.readers.context import PATIENT, SPECIMEN, parse_id
from core.readers.quantities import Stated, parse_value
from core.readers.reading import Reading

T = TypeVar("T")


def read_typed(context: Mapping[str, str], values: Mapping[str, tuple[str, str]]) -> Reading:
    """Read the fields of the context, and (value, unit) by marker key, all as typed.

    There is a panel if an id and a value are understood. The column of a problem's place is the
    key of its field. Raises KeyError for a field or marker that does not exist.
    """
    problems: list[Problem] = []
    parsers = {"id": parse_id, **PATIENT, **SPECIMEN}
    fields = {"id": "", **context}
    known = {name: _kept(parsers[name](text), name, problems) for name, text in fields.items()}
    read = [_measurement(key, *value, problems) for key, value in values.items()]
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
    )
    return Reading((panel,), tuple(problems))


def _measurement(key: str, text: str, unit: str, problems: list[Problem]) -> Measurement | None:
    marker = CATALOGUE[key]
    if not text.strip():
        return None
    try:
        known = conversion(marker, unit)
    except PanelError as error:
        return _kept(error.problem, key, problems)
    stated: Stated | None = _kept(parse_value(text, marker, unit, known), key, problems)
    if stated is None:
        return None
    return Measurement(
        marker=marker,
        value=stated.value,
        text=stated.text,
        unit=stated.unit,
        place=Place(column=key),
    )


def _kept(parsed: T | Problem | None, column: str, problems: list[Problem]) -> T | None:
    """Return what was parsed; a problem goes to the others with its place."""
    if isinstance(parsed, Problem):
        problems.append(replace(parsed, place=Place(column=column)))
        return None
    return parsed
