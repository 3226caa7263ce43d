"""Reads an XLSX workbook: the one sheet in which a row names markers."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import BinaryIO

import numpy as np

from core.errors import PanelError, Place
from core.readers.cells import shown
from core.readers.corrections import NONE, Corrections
from core.readers.reading import Reading
from core.readers.tables.columns import LIMIT_COLUMNS
from core.readers.tables.crosstab import readable
from core.readers.tables.grid import HEAD_ROWS, Block, Grid, Row, text_column
from core.readers.tables.package import CELLS, broken_refused, open_package
from core.readers.tables.sheet import SparseRow, rows_of
from core.readers.tables.table import read_table
from core.readers.tables.workbook import Sheet, Workbook, read_workbook

SHOWN_SHEETS = 5
BLOCK_ROWS = 20_000
BLOCK_CELLS = 1_000_000
# What a cell of a head counts for: whether it is a header is looked up, in every sheet.
HEAD_CELL = 4


def read_xlsx(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a workbook.

    Raises PanelError for one that is empty, broken, protected or too large unpacked, and where more
    than one of its sheets names markers.
    """
    yield from read_table(xlsx_grid(file, name, corrections), corrections)


def xlsx_grid(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Grid:
    """Return the one sheet that names markers, or else the first. Raises as `read_xlsx` does."""
    grids = xlsx_grids(file, name)
    known = [(title, grid) for title, grid in grids if readable(grid, corrections)]
    if len(known) > 1:
        names = ", ".join(f'"{shown(title)}"' for title, _ in known[:SHOWN_SHEETS])
        raise PanelError("reader.file.several_sheets", Place(name), sheets=names)
    return (known or grids)[0][1]


def xlsx_grids(file: BinaryIO, name: str) -> Sequence[tuple[str, Grid]]:
    """Return the visible sheets that hold anything, each as a grid, of which the head is read.

    Raises PanelError for a workbook that is empty, broken, protected or too large unpacked; the
    blocks of a grid do where it shows only then.
    """
    workbook = sheets_of(file, name)
    with broken_refused(name):
        grids = [(sheet.name, _grid(workbook, sheet, name)) for sheet in workbook.sheets]
    filled = [(title, grid) for title, grid in grids if grid.head]
    if not filled:
        raise PanelError("reader.file.empty", Place(name))
    return filled


def sheets_of(file: BinaryIO, name: str) -> Workbook:
    """Read a workbook but for its rows.

    Raises PanelError for one that is empty, broken, protected, too large unpacked or has no sheet.
    """
    with broken_refused(name):
        workbook = read_workbook(open_package(file, name))
    if not workbook.sheets:
        raise PanelError("reader.file.no_sheet", Place(name))
    return workbook


def _grid(workbook: Workbook, sheet: Sheet, name: str) -> Grid:
    head = [_row(workbook, row) for row in islice(rows_of(workbook, sheet), HEAD_ROWS)]
    return Grid(file=name, head=head, blocks=partial(_blocks, workbook, sheet, name))


def _row(workbook: Workbook, row: SparseRow) -> Row:
    """Fill a row of the head up to its last cell, or as far as it takes to be too wide."""
    number, cells = row
    width = min(max(cells), LIMIT_COLUMNS) + 1
    workbook.package.spend(CELLS, width * HEAD_CELL)
    return number, [cells.get(i, "") for i in range(width)]


def _blocks(workbook: Workbook, sheet: Sheet, name: str, row: int, width: int) -> Iterator[Block]:
    """Yield the rows below a row."""
    n_rows = max(1, min(BLOCK_ROWS, BLOCK_CELLS // max(1, width)))
    with broken_refused(name):
        below = (found for found in rows_of(workbook, sheet) if found[0] > row)
        while rows := list(islice(below, n_rows)):
            workbook.package.spend(CELLS, len(rows) * width)
            yield _block(rows, width)


def _block(rows: Sequence[SparseRow], width: int) -> Block:
    """Make a block of rows; one with a cell beyond the width is ragged."""
    numbers: list[int] = []
    whole: list[list[str]] = []
    ragged: list[tuple[int, int]] = []
    for number, cells in rows:
        # Cells come in the order of their columns.
        last = next(reversed(cells))
        if last >= width:
            ragged.append((number, last + 1))
            continue
        numbers.append(number)
        is_full = len(cells) == width
        whole.append(list(cells.values()) if is_full else [cells.get(i, "") for i in range(width)])
    columns = [text_column(column) for column in zip(*whole, strict=True)]
    none = [text_column(())] * (width - len(columns))
    return Block(np.array(numbers, dtype=np.int64), [*columns, *none], ragged)
