"""Reads the rows of an XLSX sheet as text, in a stream.

A number comes as Python writes it (3.4), a date in ISO 8601, a percentage with its sign; a formula
as "=", which no cell may begin with, since the result stored beside it may be out of date.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from core.readers.tables.package import local, parse_part, xml_parser
from core.readers.tables.workbook import Format, Sheet, Workbook

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
LAST_DAY = 2_958_465
MOST_EXACT = 1e15
SECONDS_A_DAY = 86_400
REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")

# Cells by column, counted from 0, under the number of their row.
SparseRow = tuple[int, dict[int, str]]


def rows_of(workbook: Workbook, sheet: Sheet) -> Iterator[SparseRow]:
    """Yield the rows that are not blank. Raises what `package.BROKEN` names for a broken sheet."""
    rows = SheetParser(workbook)
    for _ in parse_part(workbook.package, sheet.part, rows.parser):
        yield from rows.finished
        rows.finished.clear()


class SheetParser:
    """Collects the rows of a sheet while expat reads it."""

    def __init__(self, workbook: Workbook) -> None:
        self.finished: list[SparseRow] = []
        self._workbook = workbook
        self._row, self._column = 0, -1
        self._cells: dict[int, str] = {}
        self._cell: dict[str, str] = {}
        self._pieces: list[str] = []
        self._is_formula = self._is_text = self._is_reading = False
        self.parser = xml_parser(self._start)
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
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

    def _end(self, tag: str) -> None:
        name = local(tag)
        if name == "c":
            self._finish_cell()
        elif name in {"v", "t"}:
            self._is_text = False
        elif name == "row" and self._cells:
            self.finished.append((self._row, self._cells))
        elif name == "rPh":
            self._is_reading = False

    def _text(self, data: str) -> None:
        if self._is_text:
            self._pieces.append(data)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes.get("r", self._row + 1))
        if not self._row < row <= LAST_ROW:
            raise ValueError("rows out of order")
        self._row, self._column, self._cells = row, -1, {}

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        column = self._column + 1
        if place := attributes.get("r"):
            column = self._column_at(place)
        if not self._column < column < LAST_COLUMN:
            raise ValueError("cells out of order")
        self._column, self._cell = column, attributes
        self._pieces.clear()
        self._is_formula = False

    def _column_at(self, place: str) -> int:
        found = REFERENCE.fullmatch(place)
        if found is None or int(found[2]) != self._row:
            raise ValueError("a cell outside its row")
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return column - 1

    def _finish_cell(self) -> None:
        text = "=" if self._is_formula else self._value("".join(self._pieces))
        if text:
            self._cells[self._column] = text

    def _value(self, text: str) -> str:
        kind = self._cell.get("t", "n")
        if kind == "s":
            return self._workbook.strings[_index(text)]
        if kind == "b":
            return "true" if text == "1" else "false"
        if kind != "n" or not text:
            return text
        formats = self._workbook.formats
        number_format = formats[_index(self._cell.get("s", "0"))] if formats else Format.NUMBER
        return written(float(text), number_format, self._workbook.epoch)


def written(number: float, number_format: Format, epoch: datetime) -> str:
    """Write a number as its format means it; dates are days since the epoch of the workbook."""
    if number_format is Format.PERCENT:
        return f"{number * 100:.15g}%"
    if number_format is Format.DATE and 1 <= number <= LAST_DAY:
        moment = epoch + timedelta(seconds=round(number * SECONDS_A_DAY))
        return moment.isoformat(" ") if number % 1 else moment.date().isoformat()
    return str(int(number)) if abs(number) < MOST_EXACT and number % 1 == 0 else repr(number)


def _index(text: str) -> int:
    """Parse a place in a list; a negative one would silently count from its end."""
    if not text.isdecimal():
        raise ValueError("no place in a list")
    return int(text)
