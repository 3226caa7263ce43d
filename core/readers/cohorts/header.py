"""Finds the header of a table of people, of whom any analyte may be stated, known here or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import CohortError, Place
from core.markers.units import canonical
from core.readers.cells import NARROW, NOT_STATED
from core.readers.corrections import Corrections
from core.readers.names import folded
from core.readers.tables.columns import refuse_too_many
from core.readers.tables.grid import Grid, Row
from core.readers.tables.headers import headings_of
from core.readers.tables.layout import is_number, without_brackets, without_empty_end

UNIT_WORDS = frozenset(("unit", "units", "単位"))


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table of people; `units` are those of a row below it, by column."""

    cells: Sequence[str]
    row: int
    unit_row: int | None
    units: Mapping[int, str]

    @property
    def last_row(self) -> int:
        """Return the last row above the people."""
        return self.unit_row or self.row


def header_of(grid: Grid, corrections: Corrections) -> Header:
    """Return the header: of the rows that are as wide as the table, the one with most known names.

    Where none is known it is the first of them. Raises CohortError where that is a row of numbers,
    and PanelError for too many columns.
    """
    rows = [(number, without_empty_end(cells)) for number, cells in grid.head]
    widest = max(_filled(cells) for _, cells in rows)
    wide = [row for row in rows if 2 * _filled(row[1]) >= widest]
    named = [(_names(cells, corrections), -number, cells) for number, cells in wide]
    named = [row for row in named if row[0] > 1] or named[:1]
    _, negative, cells = max(named, key=lambda row: row[:2])
    refuse_too_many(len(cells), grid.file)
    numbers = sum(map(is_number, cells))
    if 2 * numbers >= _filled(cells) and not headings_of(cells, corrections):
        raise CohortError("cohort_reader.no_header", Place(grid.file, -negative))
    unit_row, units = _units(grid.head, -negative, cells, corrections)
    return Header(cells, -negative, unit_row, units)


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _names(cells: Sequence[str], corrections: Corrections) -> int:
    """Return how many known names a row has; none if that is a row of values."""
    count = len(headings_of(cells, corrections))
    return count if sum(map(is_number, cells)) < max(1, count) else 0


def _units(
    head: Sequence[Row], header_row: int, header: Sequence[str], corrections: Corrections
) -> tuple[int | None, dict[int, str]]:
    """Return the row of units right below the header, if that is what stands there.

    It states units of markers, or names no person: what stands under fields is blank or "unit".
    """
    below = next((row for row in head if row[0] > header_row), None)
    if below is None or any(map(is_number, below[1])):
        return None, {}
    number, cells = below
    headings = headings_of(header, corrections)
    fields = {h.index for h in headings if h.field} or {0}
    stated = {i: without_brackets(cell) for i, cell in enumerate(cells) if i not in fields}
    stated = {i: unit for i, unit in stated.items() if unit.translate(NARROW) not in NOT_STATED}
    of_markers = [stated[h.index] for h in headings if h.marker and h.index in stated]
    others = [folded(cells[i]) for i in fields if i < len(cells)]
    is_nobody = all(other in NOT_STATED or other in UNIT_WORDS for other in others)
    sure = of_markers or (list(stated.values()) if is_nobody else [])
    if not sure or not all(map(canonical, sure)):
        return None, {}
    return number, {i: unit for i, unit in stated.items() if canonical(unit)}
