"""Reads an XLSX workbook: the one sheet in which a row names markers."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from core.errors import PanelError, Place
from core.readers.cells import shown
from core.readers.corrections import NONE, Corrections
from core.readers.reading import Reading
from core.readers.tables.grid import HEAD_ROWS, Block, Grid, Row, block_of
from core.readers.tables.layout import layout_of
from core.readers.tables.package import broken_refused, open_package
from core.readers.tables.sheet import rows_of
from core.readers.tables.table import read_table
from core.readers.tables.workbook import Sheet, Workbook, read_workbook

SHOWN_SHEETS = 5
CHUNK_ROWS = 20_000


def read_xlsx(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a workbook.

    Raises PanelError for one that is empty, broken, protected or too large unpacked, and where more
    than one of its sheets names markers.
    """
    grids = xlsx_grids(file, name)
    known = [(title, grid) for title, grid in grids if layout_of(grid, corrections)]
    if len(known) > 1:
        names = ", ".join(f'"{shown(title)}"' for title, _ in known[:SHOWN_SHEETS])
        raise PanelError("reader.file.several_sheets", Place(name), sheets=names)
    yield from read_table((known or grids)[0][1], corrections)


def xlsx_grids(file: BinaryIO, name: str) -> Sequence[tuple[str, Grid]]:
    """Return the visible sheets that hold anything, each as a grid.

    Raises PanelError for a workbook that is empty, broken, protected or too large unpacked.
    """
    with broken_refused(name):
        workbook = read_workbook(open_package(file, name))
        # By part: a hostile workbook may list one part a million times.
        sheets = list({sheet.part: sheet for sheet in workbook.sheets}.values())
        if not sheets:
            raise PanelError("reader.file.no_sheet", Place(name))
        grids = [(sheet.name, _grid(workbook, sheet, name)) for sheet in sheets]
    filled = [(title, grid) for title, grid in grids if grid.head]
    if not filled:
        raise PanelError("reader.file.empty", Place(name))
    return filled


def _grid(workbook: Workbook, sheet: Sheet, name: str) -> Grid:
    head = [(n, _cells(c)) for n, c in islice(rows_of(workbook, sheet), HEAD_ROWS)]
    return Grid(
        file=name, head=head, blocks=lambda row, width: _blocks(workbook, sheet, name, row, width)
    )


def _cells(sparse: dict[int, str]) -> list[str]:
    return [sparse.get(i, "") for i in range(max(sparse) + 1)]


def _blocks(workbook: Workbook, sheet: Sheet, name: str, row: int, width: int) -> Iterator[Block]:
    with broken_refused(name):
        rows = ((n, _filled(_cells(c), width)) for n, c in rows_of(workbook, sheet) if n > row)
        while some := list[Row](islice(rows, CHUNK_ROWS)):
            yield block_of(some, width)


def _filled(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))
