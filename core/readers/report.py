"""Reads the lines of a laboratory report about one draw: what each line says is in `lines`.

What a line of its own says of the patient, of the draw or of how far the results stand holds for
all of them, and what it says of the material for those below it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeGuard

from core.errors import PanelError, Place, Problem, Severity
from core.panel import Patient, Specimen
from core.readers.ages import completed_years, is_possible
from core.readers.cells import fault, shown
from core.readers.context import PATIENT, SPECIMEN, parse_id, parse_preliminary
from core.readers.conventions import Conventions, date_order, decimal_mark
from core.readers.corrections import Corrections, Meaning
from core.readers.draws import assembled
from core.readers.lines import Line, Reported, lines_of, reported
from core.readers.measuring import marker_of, not_blood
from core.readers.names import RESULT_NAMES, folded
from core.readers.reading import Reading
from core.readers.result import Result, Status
from core.readers.tables.analytes import STATUSES
from core.readers.tables.births import MOMENTS
from core.readers.tables.wide import field_parsers
from core.readers.understanding import Item, Shape, Understanding, signature_of

# A report on one draw; what is longer is something else.
LIMIT_LINES = 10_000
# What tells one draw from another.
ONE_DRAW = ("id", "collected")
# Fields of one result, which a line of its own cannot say of all.
NOT_SAID_OF_ALL = frozenset(RESULT_NAMES) - {"status", "material"}


def read_lines(text: str, name: str, corrections: Corrections) -> Reading:
    """Read the lines of a report about one draw. Raises PanelError for too many of them."""
    if text.count("\n") > LIMIT_LINES:
        raise PanelError("reader.line.too_many", Place(name), limit=LIMIT_LINES)
    told: list[Problem] = []
    found = [(line, line if isinstance(line, int) else line.row) for line in lines_of(text)]
    lines = [line for line, _ in found if _is_used(line)]
    unknown = [row for line, row in found if not _is_used(line)]
    conventions = _conventions(lines, corrections)
    about = [line for line in lines if line.about]
    patient, specimen = _context(about, name, conventions, told)
    of_results = [line for line in lines if not line.about]
    results = []
    for line in () if _are_several(of_results, told) else of_results:
        place = Place(name, line.row)
        read = (
            not_blood(line.name, line.material)
            if line.material
            else reported(line, conventions.decimal)
        )
        if isinstance(read, Problem):
            told.append(replace(read, place=place))
        else:
            results.append(_result(read, patient, specimen, conventions, place))
    if unknown:
        details = {"count": len(unknown)}
        told.append(Problem("reader.line.unknown", details, Place(name, unknown[0]), Severity.NOTE))
    if not results:
        told.append(Problem("reader.line.no_result", place=Place(name)))
    results = _with_status(results, about, name, corrections, told)
    reading = assembled(results, corrections, told)
    return replace(reading, understanding=_understood(results, conventions))


def _is_used(line: Line | int) -> TypeGuard[Line]:
    return isinstance(line, Line) and line.about not in NOT_SAID_OF_ALL


def _are_several(of_results: Sequence[Line], told: Sequence[Problem]) -> bool:
    """Say whether another patient or time is stated below a result: then whose it is, is not sure.

    Several numbers or dates in the head of one report are of one draw.
    """
    first = min((line.row for line in of_results), default=0)
    conflicts = [p for p in told if p.key == "reader.draw.conflict"]
    return any(p.details["field"] in ONE_DRAW and (p.place.row or 0) > first for p in conflicts)


def _with_status(
    results: list[Result],
    about: Sequence[Line],
    name: str,
    corrections: Corrections,
    told: list[Problem],
) -> list[Result]:
    """Return results with how far they stand, as a line of its own says it of all or some."""
    for line in about:
        said = " ".join(line.words)
        if line.about == "status":
            status = STATUSES.get(folded(said))
            if status is None:
                details = {"name": shown(line.name), "status": shown(said)}
                told.append(Problem("reader.result.status", details, Place(name, line.row)))
                return []
            results = [replace(result, status=status) for result in results]
        elif line.about == "preliminary":
            named = parse_preliminary(said)
            early = None if isinstance(named, Problem) else named
            results = [_preliminary(result, early, corrections) for result in results]
    return results


def _preliminary(result: Result, early: frozenset[str] | None, corrections: Corrections) -> Result:
    """Return a result as preliminary if its marker is among those named; all are if none is."""
    marker = marker_of(result, corrections)
    is_final = early is not None and not isinstance(marker, Problem) and marker.key not in early
    return result if is_final else replace(result, status=Status.PRELIMINARY)


def _conventions(lines: Sequence[Line], corrections: Corrections) -> Conventions:
    """Return how numbers and dates are written: an ID proves nothing of either."""
    numbers = [word for line in lines if not line.about for word in line.words]
    moments = [line.words[0] for line in lines if line.about in MOMENTS and line.words]
    return Conventions(
        corrections.decimal or decimal_mark(numbers),
        corrections.dates or date_order(moments),
        corrections,
    )


def _result(
    found: Reported, patient: Patient, specimen: Specimen, conventions: Conventions, place: Place
) -> Result:
    return Result(
        patient=patient,
        specimen=specimen,
        name=found.name,
        text=found.text,
        unit=found.unit,
        low=found.low,
        high=found.high,
        decimal=conventions.decimal,
        place=place,
    )


def _context(
    lines: list[Line], name: str, conventions: Conventions, told: list[Problem]
) -> tuple[Patient, Specimen]:
    """Return what lines such as `性別 男` say of the patient and the draw."""
    parsers = {"id": parse_id, **field_parsers(conventions)}
    stated: dict[str, Any] = {}
    for line in lines:
        said = " ".join(line.words)
        if line.about not in parsers or line.about == "preliminary":
            continue
        parsed = parsers[line.about](said)
        if line.about == "id" and len(line.words) > 1:
            parsed = fault("reader.line.not_certain", f"{line.name} {said}")
        if line.about in stated and stated[line.about] != parsed:
            parsed = Problem("reader.draw.conflict", {"field": line.about})
        if isinstance(parsed, Problem):
            told.append(replace(parsed, place=Place(name, line.row)))
            parsed = None
        stated[line.about] = parsed
    birth, day = stated.get("birth"), stated.get("collected")
    if birth and day and stated.get("age") is None and is_possible(completed_years(birth, day)):
        stated["age"] = float(completed_years(birth, day))
    return (
        Patient(id=stated.get("id") or "", **{f: v for f, v in stated.items() if f in PATIENT}),
        Specimen(**{f: v for f, v in stated.items() if f in SPECIMEN}),
    )


def _understood(results: list[Result], conventions: Conventions) -> Understanding:
    items = {}
    for result in results:
        marker = marker_of(result, conventions.corrections)
        known = None if isinstance(marker, Problem) else Meaning(marker=marker.key)
        said = conventions.corrections.meaning(result.label)
        is_corrected = said is not None
        items[result.label] = Item(result.label, said or known, result.unit, is_corrected)
    return Understanding(
        shape=Shape.LINES,
        signature=signature_of(Shape.LINES, []),
        items=tuple(items.values()),
        decimal=conventions.decimal or ".",
    )
