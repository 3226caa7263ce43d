"""Finds the header of a table: below titles, above a row of units, over panels or over results."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.markers.units import canonical
from core.readers.cells import NARROW, NOT_STATED
from core.readers.corrections import NONE, Corrections, Role
from core.readers.tables.columns import refuse_too_many
from core.readers.tables.grid import Grid, Row
from core.readers.tables.headers import BRACKETS, CLOSING, Heading, headings_of
from core.readers.understanding import Shape

# No header is a number; a row of values is full of them.
NUMBER = re.compile(r"[<>≦≧≤≥]?\s*[+-]?[0-9]+(?:[.,][0-9]+)*\s*%?")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table's header stands, and what is said there.

    `units` are those of a row of units below it, by the index of their column.
    """

    shape: Shape
    header: Sequence[str]
    header_row: int
    unit_row: int | None
    units: Mapping[int, str]

    @property
    def last_row(self) -> int:
        """Return the last row above the data."""
        return self.unit_row or self.header_row


def layout_of(grid: Grid, corrections: Corrections = NONE) -> Layout | None:
    """Return the layout of a table; None where no row names a marker or a result.

    Raises PanelError for more columns than a table of blood panels can have.
    """
    found = [
        (len(headings), -number, shape, cells)
        for number, cells in grid.head
        if (headings := headings_of(cells, corrections))
        and (shape := _shape(headings))
        and sum(map(is_number, cells)) < len(headings)
    ]
    if not found:
        return None
    _, negative, shape, cells = max(found, key=lambda row: row[:2])
    header = without_empty_end(cells)
    refuse_too_many(len(header), grid.file)
    unit_row, units = _units(grid.head, -negative, headings_of(header, corrections), shape)
    return Layout(shape, header, -negative, unit_row, units)


def _shape(headings: Sequence[Heading]) -> Shape | None:
    fields = {h.field for h in headings}
    is_long = "value" in fields and fields & {"item", "code"}
    markers = [h for h in headings if h.marker and not h.marker.derived and h.role is Role.VALUE]
    # One column that was said to be a marker does not turn a table of results round.
    if is_long and all(h.said for h in markers):
        return Shape.LONG
    return Shape.WIDE if markers else None


def without_empty_end(cells: Sequence[str]) -> list[str]:
    """Return cells without the empty ones at their end."""
    end = max((i for i, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return list(cells[:end])


def _units(
    head: Sequence[Row], header_row: int, headings: Sequence[Heading], shape: Shape
) -> tuple[int | None, dict[int, str]]:
    """Return the row of units right below the header, if that is what stands there."""
    below = next(((n, cells) for n, cells in head if n > header_row), None)
    if below is None or shape is not Shape.WIDE:
        return None, {}
    number, cells = below
    of_markers = {h.index for h in headings if h.marker}
    stated = {i: without_brackets(cells[i]) for i in of_markers if i < len(cells)}
    units = {i: unit for i, unit in stated.items() if unit.translate(NARROW) not in NOT_STATED}
    others = [cell for i, cell in enumerate(cells) if i not in of_markers]
    is_units = units and all(canonical(u) and not is_number(u) for u in units.values())
    return (number, units) if is_units and not any(map(is_number, others)) else (None, {})


def without_brackets(cell: str) -> str:
    """Return the unit in a cell such as `(mg/dL)`."""
    unit = cell.translate(BRACKETS).strip()
    return unit[1:-1].strip() if unit[:1] in CLOSING and unit[-1] == CLOSING[unit[0]] else unit


def is_number(cell: str) -> bool:
    """Say whether a cell holds a number and nothing else, or a limit or percentage."""
    return NUMBER.fullmatch(cell.translate(NARROW).strip()) is not None
