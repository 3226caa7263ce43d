"""Wide tables, one row a panel: from rows of text to panels, in chunks and column by column.

Laboratory values repeat, so each distinct text of a column is parsed once a chunk; and only what
is refused costs more than a look-up.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, repeat
from typing import Any, TypeVar

from core.errors import PanelError, Place, Problem, Severity
from core.markers import Interval
from core.panel import Measurement, Panel, Patient, Specimen
from core.readers.context import PATIENT, SPECIMEN, Parser, parse_id
from core.readers.quantities import interval_between, parse_limit, parse_value
from core.readers.reading import ProblemLog, Reading
from core.readers.tables.columns import Columns, LimitColumn, ValueColumn, columns_of
from core.readers.tables.headers import Heading
from core.readers.tables.seen import Seen

T = TypeVar("T")

# Small enough for the garbage collector to find a chunk young.
CHUNK_ROWS = 2_000

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text: `rows` are (number as a spreadsheet counts, cells), none of them blank.

    `notes` are on how the file was read.
    """

    file: str
    header: Sequence[str]
    rows: Iterator[Row]
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a table, each with as many cells as the header."""

    file: str
    numbers: Sequence[int]
    cells: Sequence[Sequence[str]]
    log: ProblemLog

    def parsed(
        self, heading: Heading, parse: Callable[[str], T | Problem | None]
    ) -> list[T | None]:
        """Return a column parsed; None where a cell states nothing or is refused."""
        texts = [row[heading.index] for row in self.cells]
        known = {text: parse(text) for text in set(texts)}
        refused = {text: p for text, p in known.items() if isinstance(p, Problem)}
        if refused:
            for number, text in zip(self.numbers, texts, strict=True):
                if text in refused:
                    self.log.add(refused[text], row=number, column=heading.text)
        read = {text: None if isinstance(p, Problem) else p for text, p in known.items()}
        return [read[text] for text in texts]


def read_wide(table: Table) -> Iterator[Reading]:
    """Yield the panels of a table, some thousand rows at a time, with the problems met.

    Raises PanelError if its header cannot be used or no row follows it.
    """
    log = ProblemLog(table.file)
    for note in table.notes:
        log.add(note)
    columns = columns_of(table.header, table.file, log)
    seen = Seen()
    rows = list(islice(table.rows, CHUNK_ROWS))
    if not rows:
        raise PanelError("reader.file.no_rows", Place(table.file))
    while rows and columns.values:
        panels = _panels(_chunk(table, rows, log), columns, seen)
        yield Reading(panels, log.take())
        rows = list(islice(table.rows, CHUNK_ROWS))
    if left := log.take():
        yield Reading((), left)


def _chunk(table: Table, rows: list[Row], log: ProblemLog) -> Chunk:
    """Set aside the rows whose cells cannot be told to stand under their headers."""
    width = len(table.header)
    whole = []
    for number, cells in rows:
        if len(cells) == width or (len(cells) > width and not any(cells[width:])):
            whole.append((number, cells))
        else:
            details = {"cells": len(cells), "columns": width}
            log.add(Problem("reader.row.ragged", details), row=number)
    return Chunk(table.file, [n for n, _ in whole], [cells for _, cells in whole], log)


def _panels(chunk: Chunk, columns: Columns, seen: Seen) -> tuple[Panel, ...]:
    """Make a panel of each row that has an id, a value, and a time of its own."""
    patients, specimens = _patients(columns, chunk), _specimens(columns, chunk)
    measured = [_measurements(column, chunk) for column in columns.values]
    found = [tuple(filter(None, row)) for row in zip(*measured, strict=True)]
    rows = [
        (number, Panel(patient=patient, specimen=specimen, measurements=measurements))
        for number, patient, specimen, measurements in zip(
            chunk.numbers, patients, specimens, found, strict=True
        )
        if patient is not None and _has_value(number, measurements, chunk.log)
    ]
    is_first = seen.add([(panel.patient.id, panel.specimen.collected) for _, panel in rows])
    for (number, _), first in zip(rows, is_first, strict=True):
        if not first:
            chunk.log.add(Problem("reader.row.twice"), row=number)
    return tuple(panel for (_, panel), first in zip(rows, is_first, strict=True) if first)


def _patients(columns: Columns, chunk: Chunk) -> list[Patient | None]:
    """Return the patient of each row; None where the id is refused."""
    ids = chunk.parsed(columns.fields["id"], parse_id)
    stated = _stated(PATIENT, columns, chunk)
    return [
        None if i is None else Patient(id=i, **fields)
        for i, fields in zip(ids, stated, strict=True)
    ]


def _specimens(columns: Columns, chunk: Chunk) -> list[Specimen]:
    return [Specimen(**fields) for fields in _stated(SPECIMEN, columns, chunk)]


def _stated(parsers: Mapping[str, Parser], columns: Columns, chunk: Chunk) -> list[dict[str, Any]]:
    """Return the parsed fields of each row, of those that the table has."""
    headings = {name: columns.fields[name] for name in parsers if name in columns.fields}
    parsed = [chunk.parsed(heading, parsers[name]) for name, heading in headings.items()]
    # The numbers see to it that there is a row even where there is no column.
    return [
        dict(zip(headings, row, strict=False)) for row in zip(*parsed, chunk.numbers, strict=True)
    ]


def _has_value(number: int, measurements: tuple[Measurement, ...], log: ProblemLog) -> bool:
    if not measurements:
        log.add(Problem("reader.row.no_value", severity=Severity.NOTE), row=number)
    return bool(measurements)


def _measurements(column: ValueColumn, chunk: Chunk) -> list[Measurement | None]:
    """Return what a column holds of its marker, row by row."""
    heading, marker = column.heading, column.marker
    parse = partial(parse_value, marker=marker, unit=heading.unit, known=column.known)
    stated = chunk.parsed(heading, parse)
    return [
        None
        if s is None
        else Measurement(
            marker=marker,
            value=s.value,
            text=s.text,
            unit=s.unit,
            interval=interval,
            place=Place(chunk.file, number, heading.text),
        )
        for s, number, interval in zip(
            stated, chunk.numbers, _intervals(column, chunk), strict=False
        )
    ]


def _intervals(column: ValueColumn, chunk: Chunk) -> Iterable[Interval | None]:
    """Return the laboratory's own interval of each row; None where it states none."""
    if column.low is None and column.high is None:
        return repeat(None)
    lows = _ends(column.low, -math.inf, chunk)
    highs = _ends(column.high, math.inf, chunk)
    rows = list(zip(chunk.numbers, lows, highs, strict=False))
    made = {ends: interval_between(*ends) for ends in {(low, high) for _, low, high in rows}}
    for number, low, high in rows:
        if low is not None and high is not None and low >= high:
            chunk.log.add(Problem("reader.row.interval"), row=number, column=column.heading.text)
    return [made[low, high] for _, low, high in rows]


def _ends(limit: LimitColumn | None, open_end: float, chunk: Chunk) -> Iterable[float | None]:
    """Return an end of the interval of each row, infinite where it is open, None if refused."""
    if limit is None:
        return repeat(open_end)

    def parse(text: str) -> float | Problem:
        end = parse_limit(text, limit.known)
        return open_end if end is None else end

    return chunk.parsed(limit.heading, parse)
