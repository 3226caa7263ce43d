"""Reads the header row of a wide table: which columns are used, and why the others are not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.errors import PanelError, Place, Problem, Severity
from core.markers import Marker
from core.markers.units import Conversion, conversion
from core.readers.cells import shown
from core.readers.corrections import Role
from core.readers.reading import ProblemLog
from core.readers.tables.headers import Heading, has_marker, heading_of

HEADER_ROW = 1
LIMIT_COLUMNS = 2_000
SHOWN_HEADERS = 5


@dataclass(frozen=True, slots=True)
class LimitColumn:
    """A column with one end of the laboratory's own interval."""

    heading: Heading
    known: Conversion


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column with a marker's values, and those with the laboratory's interval for them."""

    heading: Heading
    marker: Marker
    known: Conversion
    low: LimitColumn | None
    high: LimitColumn | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that are used; the id is among the fields."""

    fields: Mapping[str, Heading]
    values: tuple[ValueColumn, ...]


def columns_of(header: Sequence[str], file: str, log: ProblemLog) -> Columns:
    """Return the columns that are used; why others are not goes to the log.

    Raises PanelError if no marker is named, or not exactly one column for the id.
    """
    _refuse_unknown(header, file)
    headings = _without_duplicates(_known(header, log), file, log)
    fields = {h.field: h for h in headings if h.field}
    if "id" not in fields:
        raise PanelError("reader.file.no_id", Place(file, HEADER_ROW))
    return Columns(fields, tuple(_value_columns(headings, log)))


def refuse_too_many(columns: int, file: str) -> None:
    """Raise PanelError for more columns than a table of blood panels can have."""
    if columns > LIMIT_COLUMNS:
        raise PanelError("reader.file.too_many_columns", Place(file), limit=LIMIT_COLUMNS)


def _refuse_unknown(header: Sequence[str], file: str) -> None:
    refuse_too_many(len(header), file)
    if not any(map(str.strip, header)):
        raise PanelError("reader.file.blank_header", Place(file, HEADER_ROW))
    if not has_marker(header):
        first = ", ".join(f'"{shown(text)}"' for text in header[:SHOWN_HEADERS])
        raise PanelError("reader.file.no_marker", Place(file, HEADER_ROW), headers=first)


def _known(header: Sequence[str], log: ProblemLog) -> list[Heading]:
    """Return the headers that name what can be used; each other one is noted."""
    known = []
    for index, text in enumerate(header):
        heading = heading_of(index, text)
        if heading and not (heading.marker and heading.marker.derived):
            known.append(heading)
        else:
            log.add(_note_of_unused(index, text, heading), column=text)
    return known


def _note_of_unused(index: int, text: str, heading: Heading | None) -> Problem:
    if not text.strip():
        return Problem("reader.column.unnamed", {"column": letters(index)}, severity=Severity.NOTE)
    if text.startswith("="):
        return Problem("reader.cell.formula")
    key = "reader.column.derived" if heading else "reader.column.unknown"
    return Problem(key, severity=Severity.NOTE)


def _without_duplicates(headings: list[Heading], file: str, log: ProblemLog) -> list[Heading]:
    """Return the headers that no other one shares its meaning with; neither of two is used.

    An interval of which one end is there twice is left out whole.
    """
    by_meaning = defaultdict(list)
    for heading in headings:
        by_meaning[heading.field, heading.marker and heading.marker.key, heading.role].append(
            heading
        )
    twice = {meaning: group for meaning, group in by_meaning.items() if len(group) > 1}
    for (field, _, _), group in twice.items():
        for heading, other in zip(group, [*group[1:], group[0]], strict=True):
            problem = Problem("reader.column.duplicate", {"other": shown(other.text)})
            if field == "id":
                raise PanelError(problem.key, Place(file, column=heading.text), **problem.details)
            log.add(problem, column=heading.text)
    broken = {key for _, key, role in twice if role is not Role.VALUE}
    return [
        group[0]
        for (_, key, role), group in by_meaning.items()
        if len(group) == 1 and (role is Role.VALUE or key not in broken)
    ]


def _value_columns(headings: list[Heading], log: ProblemLog) -> Iterable[ValueColumn]:
    """Yield each marker's column with its conversion and the columns of its interval."""
    limits = {(h.marker.key, h.role): h for h in headings if h.marker and h.role is not Role.VALUE}
    for heading in headings:
        if heading.marker is None or heading.role is not Role.VALUE:
            continue
        try:
            known = conversion(heading.marker, heading.unit)
        except PanelError as error:
            log.add(error.problem, column=heading.text)
            continue
        ends = [limits.pop((heading.marker.key, role), None) for role in (Role.LOW, Role.HIGH)]
        low, high = _limit_columns(ends, known, log)
        yield ValueColumn(heading, heading.marker, known, low, high)
    for heading in limits.values():
        note = Problem("reader.column.limit_alone", severity=Severity.NOTE)
        log.add(note, column=heading.text)


def _limit_columns(
    ends: Sequence[Heading | None], known: Conversion, log: ProblemLog
) -> list[LimitColumn | None]:
    """Return the columns of an interval, in their own unit if they state one; both or none."""
    columns: list[LimitColumn | None] = []
    for heading in ends:
        if heading is None or heading.marker is None:
            columns.append(None)
            continue
        try:
            own = conversion(heading.marker, heading.unit) if heading.unit else known
        except PanelError as error:
            log.add(error.problem, column=heading.text)
            return [None, None]
        columns.append(LimitColumn(heading, own))
    return columns


def letters(index: int) -> str:
    """Name a column as a spreadsheet does: 0 -> A, 26 -> AA."""
    name = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
