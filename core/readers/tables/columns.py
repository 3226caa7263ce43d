"""Reads the header of a table: which columns are used, and why the others are not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import PanelError, Place, Problem, Severity
from core.markers import Marker
from core.markers.spelling import readings
from core.markers.units import Conversion, conversion
from core.readers.cells import shown
from core.readers.corrections import Corrections, Role
from core.readers.names import FIELD_NAMES
from core.readers.reading import ProblemLog
from core.readers.tables.headers import Heading, heading_of

LIMIT_COLUMNS = 2_000
# What a row of a table of panels was measured in.
MATERIAL = "material"


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

    @property
    def parts(self) -> tuple[Heading, ...]:
        """Return the headers of the columns that hold numbers of this marker."""
        return (self.heading, *(end.heading for end in (self.low, self.high) if end))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a wide table that are used; the id is among the fields."""

    fields: Mapping[str, Heading]
    values: tuple[ValueColumn, ...]


def wide_columns(
    header: Sequence[str], units: Mapping[int, str], log: ProblemLog, corrections: Corrections
) -> Columns:
    """Return the columns of a table of panels that are used; why others are not goes to the log.

    `units` are those of a row of units, by column; a header that states another is not used.
    Raises PanelError for two columns of ids.
    """
    known = _known(header, log, corrections, {*FIELD_NAMES, MATERIAL}, has_markers=True)
    headings = _without_duplicates(list(_with_units(known, units, log)), log)
    fields = {h.field: h for h in headings if h.field}
    return Columns(fields, tuple(_value_columns(headings, log)))


def _with_units(
    headings: Iterable[Heading], units: Mapping[int, str], log: ProblemLog
) -> Iterable[Heading]:
    """Yield the headers with their units; of those that state two, the problem is logged."""
    for heading in headings:
        below = units.get(heading.index, "") if heading.marker else ""
        stated = heading.unit or below
        meant = heading.said.unit_of(stated) if heading.said else stated
        if meant != stated:
            yield replace(heading, unit=meant)
        elif conflict := two_units(heading.unit, below):
            log.add(conflict, column=heading.text)
        else:
            yield replace(heading, unit=stated)


def two_units(one: str, other: str) -> Problem | None:
    """Return the problem with two units that are stated of the same values, if they differ."""
    if not one or not other or one == other or readings(one) == readings(other) != ():
        return None
    return Problem("unit.two", {"one": shown(one), "other": shown(other)})


def long_columns(
    header: Sequence[str], log: ProblemLog, corrections: Corrections, fields: Iterable[str]
) -> Mapping[str, Heading]:
    """Return the columns of a table of results that are used, by field.

    Raises PanelError for two columns of ids.
    """
    known = _known(header, log, corrections, fields)
    return {h.field: h for h in _without_duplicates(known, log)}


def refuse_too_many(columns: int, file: str) -> None:
    """Raise PanelError for more columns than a table of blood panels can have."""
    if columns > LIMIT_COLUMNS:
        raise PanelError("reader.file.too_many_columns", Place(file), limit=LIMIT_COLUMNS)


def _known(
    header: Sequence[str],
    log: ProblemLog,
    corrections: Corrections,
    fields: Iterable[str],
    *,
    has_markers: bool = False,
) -> list[Heading]:
    """Return the headers that name what can be used; each other one is noted."""
    usable = set(fields)
    known = []
    for index, text in enumerate(header):
        heading = heading_of(index, text, corrections)
        is_value = has_markers and heading and heading.marker and not heading.marker.derived
        if heading and (heading.field in usable or is_value):
            known.append(heading)
        elif heading or corrections.meaning(text) is None:
            log.add(_note_of_unused(index, text, heading), column=text)
    return known


def _note_of_unused(index: int, text: str, heading: Heading | None) -> Problem:
    if not text.strip():
        return Problem("reader.column.unnamed", {"column": letters(index)}, severity=Severity.NOTE)
    if text.startswith("="):
        return Problem("reader.cell.formula")
    is_derived = heading and heading.marker and heading.marker.derived
    key = "reader.column.derived" if is_derived else "reader.column.unknown"
    return Problem(key, severity=Severity.NOTE)


def _without_duplicates(headings: list[Heading], log: ProblemLog) -> list[Heading]:
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
                raise PanelError(
                    problem.key, Place(log.file, column=heading.text), **problem.details
                )
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
