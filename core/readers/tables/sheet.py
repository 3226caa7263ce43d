"""Reads the rows of an XLSX sheet in a stream; `items` says who reads what."""

import re
from collections.abc import Iterator

from core.readers.tables.cell import FORMULA, text_of
from core.readers.tables.items import read_items
from core.readers.tables.markup import LIMIT_DEPTH, LIMIT_TEXT, TOO_DEEP, LocalNames, Markup
from core.readers.tables.regular import LAST_COLUMN, IrregularError, RegularRows, column_of
from core.readers.tables.workbook import Sheet, Workbook

LAST_ROW = 1_048_576
REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")

# Cells by column, counted from 0, under the number of their row.
SparseRow = tuple[int, dict[int, str]]


def rows_of(workbook: Workbook, sheet: Sheet) -> Iterator[SparseRow]:
    """Yield the rows that are not blank. Raises what `package.BROKEN` names for a broken sheet."""
    rows = Rows(workbook)
    for _ in read_items(workbook.package, sheet.part, rows):
        yield from rows.finished
        rows.finished.clear()


class Rows:
    """Collects the rows of a sheet, of expat or of regular expressions; see `items.Items`."""

    name, parent = "row", "sheetData"

    def __init__(self, workbook: Workbook) -> None:
        self.finished: list[SparseRow] = []
        self.markup = Markup(workbook.package, self._start)
        self.markup.parser.EndElementHandler = self._end
        self.markup.parser.CharacterDataHandler = self._text
        self._workbook = workbook
        self._regular = RegularRows(workbook, "")
        self._names = LocalNames()
        self._inside: list[str] = []
        self._row, self._column = 0, -1
        self._cells: dict[int, str] = {}
        self._cell: dict[str, str] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._is_formula = self._is_text = self._is_reading = self._is_in_row = False

    @property
    def is_between(self) -> bool:
        """Say whether a row may begin; see `items.Items`."""
        return self._inside == ["worksheet", self.parent]

    def begin(self, prefix: str) -> None:
        """Make expressions for a row; see `items.Items`."""
        self._regular = RegularRows(self._workbook, prefix)

    def take(self, item: bytes) -> bool:
        """Take a row that is written as usual; see `items.Items`."""
        try:
            number, cells = self._regular.parse(item)
        except IrregularError:
            return False
        if not self._row < number <= LAST_ROW:
            raise ValueError("rows out of order")
        self._row = number
        if cells:
            self.finished.append((number, cells))
        return True

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names[tag]
        self._inside.append(name)
        if len(self._inside) > LIMIT_DEPTH:
            raise ValueError(TOO_DEEP)
        if name == "c":
            self._begin_cell(attributes)
        elif name in {"v", "t"}:
            self._is_text = not self._is_reading
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._is_reading = True

    def _end(self, _: str) -> None:
        name = self._inside.pop()
        if name == "c":
            self._finish_cell()
        elif name in {"v", "t"}:
            self._is_text = False
        elif name == "row":
            self._finish_row()
        elif name == "rPh":
            self._is_reading = False

    def _text(self, data: str) -> None:
        if self._is_text:
            self._pieces.append(data)
            self._length += len(data)
            if self._length > LIMIT_TEXT:
                raise ValueError("a cell longer than a spreadsheet's can be")

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes.get("r", self._row + 1))
        if not self._row < row <= LAST_ROW:
            raise ValueError("rows out of order")
        self._row, self._column, self._cells, self._is_in_row = row, -1, {}, True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if not self._is_in_row:
            raise ValueError("a cell outside its row")
        column = self._column + 1
        if place := attributes.get("r"):
            column = self._column_at(place)
        if not self._column < column < LAST_COLUMN:
            raise ValueError("cells out of order")
        self._column, self._cell = column, attributes
        self._pieces.clear()
        self._length, self._is_formula = 0, False

    def _column_at(self, place: str) -> int:
        found = REFERENCE.fullmatch(place)
        if found is None or int(found[2]) != self._row:
            raise ValueError("a cell outside its row")
        return column_of(found[1])

    def _finish_cell(self) -> None:
        attributes, stored = self._cell, "".join(self._pieces)
        kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        is_formula = self._is_formula
        text = FORMULA if is_formula else text_of(self._workbook, kind, style, stored)
        if text:
            self._cells[self._column] = text

    def _finish_row(self) -> None:
        self._is_in_row = False
        if self._cells:
            self.finished.append((self._row, self._cells))
            self._cells = {}
