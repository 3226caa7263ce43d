"""Reads an XLSX workbook: the one sheet whose first row names markers, one row a panel."""

from collections.abc import Iterator
from typing import BinaryIO

from core.errors import PanelError, Place
from core.readers.cells import shown
from core.readers.corrections import NONE, Corrections
from core.readers.reading import Reading
from core.readers.tables.columns import HEADER_ROW, refuse_too_many
from core.readers.tables.headers import has_marker
from core.readers.tables.package import broken_refused, open_package
from core.readers.tables.sheet import rows_of
from core.readers.tables.wide import Row, Table, read_wide
from core.readers.tables.workbook import Sheet, Workbook, read_workbook

SHOWN_SHEETS = 5


def read_xlsx(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a workbook.

    Raises PanelError for one that is empty, broken, protected or too large unpacked, and unless
    exactly one of its sheets names markers in its first row.
    """
    with broken_refused(name):
        workbook = read_workbook(open_package(file, name))
        sheet, header = _sheet_with_markers(workbook, name)
    yield from read_wide(Table(name, header, _rows(workbook, sheet, len(header), name)))


def _sheet_with_markers(workbook: Workbook, name: str) -> tuple[Sheet, list[str]]:
    """Return the sheet to read and its header."""
    # By part: a hostile workbook may list one part a million times.
    sheets = list({sheet.part: sheet for sheet in workbook.sheets}.values())
    if not sheets:
        raise PanelError("reader.file.no_sheet", Place(name))
    headers = [_header(workbook, sheet, name) for sheet in sheets]
    known = [i for i, header in enumerate(headers) if has_marker(header or [])]
    if len(known) > 1:
        names = ", ".join(f'"{shown(sheets[i].name)}"' for i in known[:SHOWN_SHEETS])
        raise PanelError("reader.file.several_sheets", Place(name), sheets=names)
    if all(header is None for header in headers):
        raise PanelError("reader.file.empty", Place(name))
    # Where no sheet is known, the first one is named in what is then refused.
    chosen = known[0] if known else next(i for i, h in enumerate(headers) if h is not None)
    return sheets[chosen], headers[chosen] or []


def _header(workbook: Workbook, sheet: Sheet, name: str) -> list[str] | None:
    """Return the first row, empty if that is blank, or None for a sheet without any."""
    first = next(rows_of(workbook, sheet), None)
    if first is None:
        return None
    number, cells = first
    if number != HEADER_ROW:
        return []
    width = max(cells) + 1
    refuse_too_many(width, name)
    return [cells.get(i, "") for i in range(width)]


def _rows(workbook: Workbook, sheet: Sheet, width: int, name: str) -> Iterator[Row]:
    """Yield the rows under the header, filled up to its width, and one cell more if there is."""
    with broken_refused(name):
        for number, cells in rows_of(workbook, sheet):
            if number != HEADER_ROW:
                beyond = [text for column, text in cells.items() if column >= width]
                yield number, [cells.get(i, "") for i in range(width)] + beyond[:1]
