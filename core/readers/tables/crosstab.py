"""Cumulative reports, a row an analyte and a column a day, turned into a table of results.

A column is one of results if its header is a date: the day, and the time if it is there, on which
the blood was drawn. A date that lacks its year is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.readers.context import parse_moment
from core.readers.conventions import date_order
from core.readers.corrections import NONE, Corrections
from core.readers.tables.grid import Block, Grid, Row, blocks_of
from core.readers.tables.headers import headings_of
from core.readers.tables.layout import layout_of, without_empty_end

COLLECTED, VALUE = "collected", "value"


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Where a cumulative report has its header, which columns are of results, and which beside."""

    row: int
    header: Sequence[str]
    beside: Sequence[int]
    days: Sequence[int]


def readable(grid: Grid, corrections: Corrections = NONE) -> Grid | None:
    """Return a grid in which panels or results can be found: itself, or turned; None if neither."""
    if layout_of(grid, corrections) is not None:
        return grid
    table = next((t for row in grid.head if (t := _crosstab(row, corrections))), None)
    if table is None:
        return None
    header = [*(table.header[i] for i in table.beside), COLLECTED, VALUE]
    return replace(
        grid,
        head=[(table.row, header)],
        blocks=lambda _, width: blocks_of(_turned(grid, table), width),
    )


def _crosstab(row: Row, corrections: Corrections) -> Crosstab | None:
    number, cells = row
    header = without_empty_end(cells)
    fields = {h.field for h in headings_of(header, corrections)}
    order = corrections.dates or date_order(header)
    days = [i for i, cell in enumerate(header) if isinstance(parse_moment(cell, order), date)]
    if not days or not fields & {"item", "code"} or VALUE in fields:
        return None
    beside = [i for i, cell in enumerate(header) if cell.strip() and i not in days]
    return Crosstab(number, header, beside, days)


def _turned(grid: Grid, table: Crosstab) -> Iterator[Row]:
    """Yield a row for each result, under the number of the row that it stands in."""
    for block in grid.blocks(table.row, len(table.header)):
        for place, number in enumerate(block.rows.tolist()):
            cells = cells_of(block, place)
            for day in table.days:
                if cells[day].strip():
                    beside = [cells[i] for i in table.beside]
                    yield number, [*beside, table.header[day], cells[day]]


def cells_of(block: Block, place: int) -> list[str]:
    """Return the texts of one row of a block."""
    return [column.texts[column.codes[place]] for column in block.columns]
