"""Reads who a message is about from PID: identifier, sex, date of birth. A name is never read."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from core.errors import Place, Problem, Severity
from core.markers import Sex
from core.panel import Patient
from core.readers.ages import completed_years, is_possible
from core.readers.cells import fault
from core.readers.context import parse_id
from core.readers.corrections import Corrections
from core.readers.hl7.moments import parse_moment
from core.readers.hl7.segments import Segment, Syntax, component_of

SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
# Table 0001: ambiguous, unknown, not applicable, other.
NO_SEX_STATED = ("", "A", "U", "N", "O")
# CX.5 of table 0203: medical record number, the facility's own patient number.
PREFERRED_TYPES = ("MR", "PI")


@dataclass(frozen=True, slots=True)
class Person:
    """The patient of a message, with the date of birth; `id` is empty where none is stated.

    `authority` is who gave the patient that id.
    """

    row: int
    id: str = ""
    authority: str = ""
    sex: Sex | None = None
    born: date | None = None


def read_person(
    segment: Segment, file: str, corrections: Corrections
) -> tuple[Person, tuple[Problem, ...]]:
    """Read a PID segment; what of it is not understood is told and not used.

    Any other segment names nobody.
    """
    if segment.name != "PID":
        return Person(segment.row), ()
    identifier = _identifier(segment)
    known = parse_id(component_of(identifier, 1))
    sex = _sex(segment.text(8), corrections)
    born = parse_moment(segment.text(7))
    stated = {"PID-3": known, "PID-8": sex, "PID-7": born}
    told = tuple(
        replace(problem, place=Place(file, segment.row, path=path))
        for path, problem in stated.items()
        if isinstance(problem, Problem) and problem.key != "reader.cell.no_id"
    )
    day = born.date() if isinstance(born, datetime) else born
    person = Person(
        segment.row,
        "" if isinstance(known, Problem) else known,
        _authority(identifier, segment.syntax),
        None if isinstance(sex, Problem) else sex,
        None if isinstance(day, Problem) else day,
    )
    return person, told


def patient_at(person: Person, collected: date | None) -> Patient | Problem:
    """Return the patient at the age of a draw, in completed [years]; a Problem if impossible."""
    age = None
    if person.born is not None and collected is not None:
        age = float(completed_years(person.born, collected))
        if not is_possible(age):
            return Problem("hl7.patient.birth", severity=Severity.NOTE)
    return Patient(id=person.id, sex=person.sex, age=age)


def _identifier(segment: Segment) -> list[str]:
    """Return the parts of the first identifier, of several the first of a preferred type."""
    found = [parts for parts in segment.repetitions(3) if parts[0]]
    for wanted in PREFERRED_TYPES:
        for parts in found:
            if component_of(parts, 5).upper() == wanted:
                return parts
    return found[0] if found else []


def _authority(identifier: list[str], syntax: Syntax) -> str:
    """Return CX.4: the name of who gave the identifier, or else all that is said of them."""
    stated = component_of(identifier, 4)
    name = syntax.split(stated, syntax.subcomponent)[0]
    return (name or stated).casefold()


def _sex(text: str, corrections: Corrections) -> Sex | Problem | None:
    code = text.upper()
    sex = SEXES.get(code) or corrections.sex(text)
    if sex is not None or code in NO_SEX_STATED:
        return sex
    written = fault("hl7.patient.sex", text)
    return Problem(written.key, written.details, severity=Severity.NOTE)
