"""Cumulative reports, a row an analyte and a column a day, turned into a table of results.

A column is one of results if its header is a date: the day, and the time if it is there, on which
the blood was drawn. A date that lacks its year is none. A row without a number, of an analyte that
was not measured, looks like the header of a table of panels; the header above it tells that it is
none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.errors import PanelError, Place
from core.readers.context import parse_moment
from core.readers.conventions import date_order
from core.readers.corrections import NONE, Corrections
from core.readers.tables.grid import Block, Grid, Row, blocks_of
from core.readers.tables.headers import headings_of
from core.readers.tables.layout import Layout, layout_of, without_empty_end

COLLECTED, VALUE = "collected", "value"
# Two years of weeks, and more analytes than any laboratory has.
MOST_DAYS, MOST_ROWS = 104, 1_000


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Where a cumulative report has its header, which columns are of results, and which beside.

    `names` are those that name the analytes.
    """

    row: int
    header: Sequence[str]
    names: frozenset[int]
    beside: Sequence[int]
    days: Sequence[int]


def readable(grid: Grid, corrections: Corrections = NONE) -> Grid | None:
    """Return a grid in which panels or results can be found: itself, or turned; None if neither."""
    layout = layout_of(grid, corrections)
    table = next((t for row in grid.head if (t := _crosstab(row, corrections))), None)
    if layout is not None and not (table and _is_row_of(table, layout, corrections)):
        return grid
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
    fields = {h.field: h.index for h in headings_of(header, corrections)}
    names = frozenset(fields[name] for name in ("item", "code") if name in fields)
    if not names or VALUE in fields:
        return None
    order = corrections.dates or date_order(header)
    days = [i for i, cell in enumerate(header) if isinstance(parse_moment(cell, order), date)]
    if not days:
        return None
    beside = [i for i, cell in enumerate(header) if cell.strip() and i not in days]
    return Crosstab(number, header, names, beside, days)


def _is_row_of(table: Crosstab, layout: Layout, corrections: Corrections) -> bool:
    """Say whether what was taken for a header is a row of the report: it names one analyte."""
    known = {h.index for h in headings_of(layout.header, corrections)}
    return table.row < layout.header_row and known <= table.names


def _turned(grid: Grid, table: Crosstab) -> Iterator[Row]:
    """Yield a row for each result, under the number of the row that it stands in.

    Raises PanelError for more days or rows than a report on one person has.
    """
    count = 0
    for block in grid.blocks(table.row, len(table.header)):
        count += len(block.rows)
        if len(table.days) > MOST_DAYS or count > MOST_ROWS:
            where = Place(grid.file, table.row)
            raise PanelError("reader.file.crosstab", where, days=MOST_DAYS, rows=MOST_ROWS)
        for place, number in enumerate(block.rows.tolist()):
            cells = cells_of(block, place)
            for day in table.days:
                if cells[day].strip():
                    beside = [cells[i] for i in table.beside]
                    yield number, [*beside, table.header[day], cells[day]]


def cells_of(block: Block, place: int) -> list[str]:
    """Return the texts of one row of a block."""
    return [column.texts[column.codes[place]] for column in block.columns]
