"""Reads what was pasted, and files of plain text: a table as it was copied, or report lines."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from core.errors import PanelError, Place, Problem, Severity
from core.panel import Patient, Specimen
from core.readers.cells import fault
from core.readers.context import PATIENT, SPECIMEN, parse_id
from core.readers.conventions import Conventions, date_order, decimal_mark
from core.readers.corrections import NONE, Corrections, Meaning
from core.readers.draws import assembled
from core.readers.hl7 import read_hl7
from core.readers.identity import NOTHING_TYPED, Context, identified
from core.readers.lines import Line, Reported, lines_of, reported
from core.readers.measuring import marker_of, not_blood
from core.readers.reading import Reading, merged
from core.readers.result import Result
from core.readers.tables.crosstab import readable
from core.readers.tables.delimited import certain_encoding, delimited_grid
from core.readers.tables.grid import HEAD_ROWS, Grid, Row, block_of
from core.readers.tables.layout import layout_of
from core.readers.tables.table import read_table
from core.readers.tables.wide import field_parsers
from core.readers.understanding import Item, Shape, Understanding, signature_of

LIMIT_CHARACTERS = 1_000_000
# A report on one draw; what is longer is something else.
LIMIT_LINES = 10_000
HL7_START = re.compile(r"[\ufeff\x0b\s]*(?:MSH|FHS|BHS)\W")
GAP = re.compile(r"\t|[ \u3000]{2,}|[ \u3000]*\|[ \u3000]*")


def read_pasted(
    text: str, corrections: Corrections = NONE, context: Context = NOTHING_TYPED
) -> Reading:
    """Read a block of text as a table where it has a header, and else as lines of a report.

    Raises PanelError for an empty or very long text, and where it is about another patient or draw
    than the context says.
    """
    if len(text) > LIMIT_CHARACTERS:
        raise PanelError("reader.paste.too_long", limit=LIMIT_CHARACTERS)
    if not text.strip():
        raise PanelError("reader.paste.empty")
    file = io.BytesIO(text.encode("utf-8", "replace"))
    return identified(merged(read_text(file, "", corrections), ""), context, "")


def read_text(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a file of plain text: HL7 v2, a table, or lines of a report.

    Raises PanelError for a file that is empty, not text, or in an encoding that is not certain.
    """
    encoding = certain_encoding(file, name, corrections.encoding)
    file.seek(0)
    text = file.read().decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    file.seek(0)
    if HL7_START.match(text):
        yield from read_hl7(file, name, corrections)
        return
    grid = delimited_grid(file, name, corrections)
    for table in (grid, spaced_grid(text, name)):
        known = readable(table, corrections)
        layout = layout_of(known, corrections) if known else None
        if known is not None and layout is not None and not _is_of_report(layout.header):
            yield from read_table(known, corrections)
            return
    yield read_lines(text, name, corrections)


def _is_of_report(header: Sequence[str]) -> bool:
    """Say whether what might be the header of a table is a line of a report, a name alone too."""
    found = next(lines_of(" ".join(header)), None)
    if len(header) == 1 or not isinstance(found, Line):
        return len(header) == 1
    return not found.about and isinstance(reported(found), Reported)


def spaced_grid(text: str, name: str) -> Grid:
    """Return lines as a table whose cells are apart by tabs, bars, or two spaces and more."""
    rows: list[Row] = [
        (number, GAP.split(line.strip()))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    return Grid(
        file=name,
        head=rows[:HEAD_ROWS],
        blocks=lambda row, width: iter([block_of([r for r in rows if r[0] > row], width)]),
    )


def read_lines(text: str, name: str, corrections: Corrections) -> Reading:
    """Read the lines of a report about one draw. Raises PanelError for too many of them."""
    if text.count("\n") > LIMIT_LINES:
        raise PanelError("reader.line.too_many", Place(name), limit=LIMIT_LINES)
    told: list[Problem] = []
    lines: list[Line] = []
    unknown = []
    for line in lines_of(text):
        lines.append(line) if isinstance(line, Line) else unknown.append(line)
    conventions = _conventions(lines, corrections)
    patient, specimen = _context([line for line in lines if line.about], name, conventions, told)
    results = []
    for line in (line for line in lines if not line.about):
        place = Place(name, line.row)
        found = (
            not_blood(line.name, line.material)
            if line.material
            else reported(line, conventions.decimal)
        )
        if isinstance(found, Problem):
            told.append(replace(found, place=place))
        else:
            results.append(_result(found, patient, specimen, conventions, place))
    if unknown:
        details = {"count": len(unknown)}
        told.append(Problem("reader.line.unknown", details, Place(name, unknown[0]), Severity.NOTE))
    if not results:
        told.append(Problem("reader.line.no_result", place=Place(name)))
    reading = assembled(results, corrections, told)
    return replace(reading, understanding=_understood(results, conventions))


def _conventions(lines: Sequence[Line], corrections: Corrections) -> Conventions:
    """Return how numbers and dates are written: an ID proves nothing of either."""
    numbers = [word for line in lines if not line.about for word in line.words]
    moments = [line.words[0] for line in lines if line.about == "collected" and line.words]
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
        parsed = parsers[line.about](said) if line.about in parsers else None
        if line.about == "id" and len(line.words) > 1:
            parsed = fault("reader.line.not_certain", f"{line.name} {said}")
        if line.about in stated and stated[line.about] != parsed:
            parsed = Problem("reader.draw.conflict", {"field": line.about})
        if isinstance(parsed, Problem):
            told.append(replace(parsed, place=Place(name, line.row)))
            parsed = None
        stated[line.about] = parsed
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
