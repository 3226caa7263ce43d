"""What was typed beside a file about its patient and draw: it fills gaps, and never overrules.

A laboratory's file may leave out who the blood is from. Where it says so, and says otherwise than
what was typed, one of the two is about somebody else: then nothing is read at all.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar

from core.errors import PanelError, Place, Problem, Severity
from core.panel import Panel, Patient, Specimen
from core.readers.reading import Reading

T = TypeVar("T", Patient, Specimen)


@dataclass(frozen=True, slots=True)
class Context:
    """What was typed of a patient and a specimen beside a file, by the names of their fields."""

    id: str = ""
    patient: Mapping[str, Any] = field(default_factory=dict)
    specimen: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_typed(self) -> bool:
        """Say whether anything was typed."""
        stated = (*self.patient.values(), *self.specimen.values())
        return bool(self.id) or any(value is not None for value in stated)


NOTHING_TYPED = Context()
NO_ID = "reader.context.no_id"
# What holds only of an id that was typed for several panels of a file that names nobody.
OF_TYPED_ID = frozenset(("reader.context.all_of_one", "reader.context.several_people"))


def identified(reading: Reading, context: Context, file: str) -> Reading:
    """Return a reading with its gaps filled by what was typed.

    One id cannot be that of a man and of a woman: then no panel is left. Raises PanelError where
    the file says otherwise, and where neither names the patient.
    """
    place = Place(file)
    if not context.is_typed:
        for panel in reading.panels:
            one_id(panel.patient.id, "", place)
        return reading
    nameless = [panel.patient for panel in reading.panels if not panel.patient.id]
    panels = tuple(_identified(panel, context, place) for panel in reading.panels)
    if not nameless[1:]:
        return replace(reading, panels=panels)
    if len({patient.sex for patient in nameless} - {None}) > 1:
        panels, told = (), Problem("reader.context.several_people", place=place)
    else:
        details = {"count": len(nameless)}
        told = Problem("reader.context.all_of_one", details, place, Severity.NOTE)
    return replace(reading, panels=panels, problems=(told, *reading.problems))


def one_id(read: str, typed: str, place: Place) -> str:
    """Return the pseudonym that a file or a person states.

    Raises PanelError where both do and they differ, and where neither does.
    """
    if not (read or typed):
        raise PanelError(NO_ID, place)
    if read and typed and read != typed:
        raise PanelError("reader.context.other_patient", place, read=read, typed=typed)
    return read or typed


def _identified(panel: Panel, context: Context, place: Place) -> Panel:
    patient = replace(panel.patient, id=one_id(panel.patient.id, context.id, place))
    return replace(
        panel,
        patient=_filled(patient, context.patient, place),
        specimen=_filled(panel.specimen, context.specimen, place),
    )


def _filled(record: T, typed: Mapping[str, Any], place: Place) -> T:
    """Return a patient or a specimen with what is not known of it taken from what was typed."""
    gaps = {}
    for name, wanted in typed.items():
        if wanted is None:
            continue
        read = getattr(record, name)
        if read is None:
            gaps[name] = wanted
        elif not agree(name, read, wanted):
            raise PanelError(
                "reader.context.differs", place, field=name, read=str(read), typed=str(wanted)
            )
    return replace(record, **gaps)


def agree(name: str, read: Any, typed: Any) -> bool:  # noqa: ANN401 - of any field
    """Say whether what a file states of a field and what was typed can both hold.

    An age in completed years agrees with one that was worked out from a date of birth, a date with
    a time on that day, and a wall clock with the same one in a zone.
    """
    if name == "age":
        return math.floor(float(read)) == math.floor(float(typed))
    if not isinstance(read, date) or not isinstance(typed, date):
        return bool(read == typed)
    if not isinstance(read, datetime) or not isinstance(typed, datetime):
        return read.isoformat()[:10] == typed.isoformat()[:10]
    if read.tzinfo is None or typed.tzinfo is None:
        return read.replace(tzinfo=None) == typed.replace(tzinfo=None)
    return read == typed
