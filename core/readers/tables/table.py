"""From a grid of text to panels: finds the header, then reads a row a panel or a row a result."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from core.errors import PanelError, Place, Problem, Severity
from core.readers.cells import shown
from core.readers.conventions import Conventions, date_order, decimal_mark
from core.readers.corrections import NONE, Corrections
from core.readers.reading import ProblemLog, Reading
from core.readers.tables.births import with_ages
from core.readers.tables.columns import refuse_too_many
from core.readers.tables.crosstab import readable
from core.readers.tables.grid import Block, Grid
from core.readers.tables.headers import items_of
from core.readers.tables.layout import Layout, layout_of, without_empty_end
from core.readers.tables.long import LongReader
from core.readers.tables.measured import PanelColumns
from core.readers.tables.wide import WideReader
from core.readers.understanding import Item, Shape, Understanding, signature_of

SHOWN_HEADERS = 5
# Small enough for the garbage collector to find a part young.
PART_PANELS = 2_000


class TableReader(Protocol):
    """Reads the blocks of one table."""

    @property
    def numbers(self) -> Sequence[int]:
        """Return the columns that hold numbers."""
        ...

    @property
    def moments(self) -> Sequence[int]:
        """Return the columns that hold times."""
        ...

    def read(self, blocks: Iterable[Block], conventions: Conventions) -> Iterator[PanelColumns]:
        """Yield the panels."""
        ...

    def items(self) -> tuple[Item, ...]:
        """Return what the columns and analytes were taken for, as far as was read."""
        ...


def read_table(grid: Grid, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a table with the problems met, some thousand rows at a time.

    A table in which nothing is known gives no panel, and its columns to be named. Raises PanelError
    for more columns than a table of panels can have, two columns of ids, or a header with no row
    under it.
    """
    log = ProblemLog(grid.file)
    for columns, understanding in read_columns(grid, log, corrections):
        problems = log.take()
        *parts, final = columns.parts(PART_PANELS)
        for part in parts:
            last = int(part.rows[-1])
            count = sum((problem.place.row or 0) <= last for problem in problems)
            yield Reading(part.panels(), problems[:count], understanding)
            problems = problems[count:]
        yield Reading(final.panels(), problems, understanding)


def read_columns(
    grid: Grid, log: ProblemLog, corrections: Corrections = NONE
) -> Iterator[tuple[PanelColumns, Understanding]]:
    """Yield the panels of a table as columns; problems go to the log. Raises as `read_table`."""
    for note in grid.notes:
        log.add(note)
    table = readable(grid, corrections)
    layout = layout_of(table, corrections) if table else None
    if table is None or layout is None:
        yield PanelColumns(file=grid.file), _nothing_known(grid, log, corrections)
        return
    if grid.head[0][0] < layout.header_row:
        log.add(Problem("reader.file.title", severity=Severity.NOTE), row=layout.header_row)
    reader = _reader(layout, log, corrections)
    blocks = table.blocks(layout.last_row, len(layout.header))
    first = next(blocks, None)
    if first is None:
        raise PanelError("reader.file.no_rows", Place(grid.file))
    conventions = _conventions(first, reader, corrections)
    for columns in reader.read(chain([first], blocks), conventions):
        yield with_ages(columns, log), _understood(grid, layout, reader, conventions)


def _reader(layout: Layout, log: ProblemLog, corrections: Corrections) -> TableReader:
    if layout.shape is Shape.WIDE:
        return WideReader(layout, log, corrections)
    return LongReader(layout, log, corrections)


def _conventions(first: Block, reader: TableReader, corrections: Corrections) -> Conventions:
    """Return how numbers and dates are written: as was said, or as the first block proves."""
    numbers = chain.from_iterable(first.columns[i].texts for i in reader.numbers)
    moments = chain.from_iterable(first.columns[i].texts for i in reader.moments)
    return Conventions(
        corrections.decimal or decimal_mark(numbers),
        corrections.dates or date_order(moments),
        corrections,
    )


def _understood(
    grid: Grid, layout: Layout, reader: TableReader, conventions: Conventions
) -> Understanding:
    return Understanding(
        shape=layout.shape,
        signature=signature_of(layout.shape, layout.header),
        items=reader.items(),
        encoding=grid.encoding,
        separator=grid.separator,
        decimal=conventions.decimal or ".",
        header_row=layout.header_row,
        unit_row=layout.unit_row,
    )


def _nothing_known(grid: Grid, log: ProblemLog, corrections: Corrections) -> Understanding:
    """Return the columns of a table whose header names nothing known.

    Its header is taken to be the first row that is not much shorter than others, as titles are.
    """
    rows = [(number, without_empty_end(cells)) for number, cells in grid.head]
    widest = max(len(cells) for _, cells in rows)
    row, header = next((number, cells) for number, cells in rows if 2 * len(cells) > widest)
    refuse_too_many(len(header), grid.file)
    first = ", ".join(f'"{shown(text)}"' for text in header[:SHOWN_HEADERS])
    log.add(Problem("reader.file.no_marker", {"headers": first}), row=row)
    return Understanding(
        shape=Shape.WIDE,
        signature=signature_of(Shape.WIDE, header),
        items=items_of(header, {}, corrections),
        encoding=grid.encoding,
        separator=grid.separator,
        header_row=row,
    )
