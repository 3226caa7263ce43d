"""Reads what is written as nearly all programs write it, by regular expressions.

They account for every character, and say of anything else that it is irregular, which is then for
expat to judge: other orders of attributes, comments, numbered characters, broken XML.
"""

import re
from operator import lt

from core.readers.tables.cell import FORMULA, format_in, plainly, text_of
from core.readers.tables.items import ATTRIBUTES, SECTION_END, TEXT, resolved, text_tag
from core.readers.tables.workbook import Format, Workbook

LAST_COLUMN = 16_384
LIMIT_SEEN = 50_000
LONGEST_SEEN = 200

NAME_AND_VALUE = re.compile(r' ([^ "=]+)="([^"]*)"')
RegularRow = tuple[int, dict[int, str]]


class IrregularError(Exception):
    """What no expression here accounts for, and expat has to judge."""


class RegularRows:
    """Reads rows of a sheet whose tags have a prefix, mostly none."""

    def __init__(self, workbook: Workbook, prefix: str) -> None:
        self._open = re.compile(
            rf"""[ \t\r\n]*<{prefix}row r="([0-9]{{1,7}})"({ATTRIBUTES}) ?>[ \t\r\n]*""".encode(),
            re.ASCII,
        )
        self._split = re.compile(rf'<{prefix}c r="([A-Z]{{1,3}})([0-9]{{1,7}})"'.encode()).split
        self._attributes = Attributes()
        self._texts = CellTexts(workbook, prefix, self._attributes)
        self._places = Places()
        self._letters: list[bytes] = []
        self._columns: list[int] = []

    def parse(self, row: bytes) -> RegularRow:
        """Parse a row but for its end tag. Raises IrregularError, or as `text_of` does."""
        start, *rest = self._split(row)
        opened = self._open.fullmatch(start)
        if opened is None:
            raise IrregularError
        if opened[2]:
            self._attributes[opened[2].decode()]
        letters, digits = rest[::3], rest[1::3]
        if digits.count(opened[1]) != len(digits):
            raise IrregularError
        if letters != self._letters:
            self._letters, self._columns = letters, self._columns_of(letters)
        cells = dict(zip(self._columns, map(self._texts.__getitem__, rest[2::3]), strict=True))
        if "" in cells.values():
            cells = {column: text for column, text in cells.items() if text}
        return int(opened[1]), cells

    def _columns_of(self, letters: list[bytes]) -> list[int]:
        columns = [self._places[name] for name in letters]
        if not all(map(lt, columns, columns[1:])) or columns[-1:] > [LAST_COLUMN - 1]:
            raise IrregularError
        return columns


class Places(dict[bytes, int]):
    """The place of each column, counted from 0, by its letters."""

    def __missing__(self, letters: bytes) -> int:
        """Count it."""
        self[letters] = column_of(letters.decode())
        return self[letters]


class Attributes(dict[str, dict[str, str]]):
    """Attributes by how they are written in a tag, behind the r of a row or cell."""

    def __missing__(self, written: str) -> dict[str, str]:
        """Take them apart. Raises IrregularError if one is there twice."""
        pairs = NAME_AND_VALUE.findall(written)
        values = dict(pairs)
        if len(values) < len(pairs) or "r" in values:
            raise IrregularError
        if len(self) < LIMIT_SEEN:
            self[written] = values
        return values


class CellTexts(dict[bytes, str]):
    """The texts of cells by how they are written, behind their place: each is parsed once."""

    def __init__(self, workbook: Workbook, prefix: str, attributes: Attributes) -> None:
        super().__init__()
        self._workbook = workbook
        self._attributes = attributes
        value = f"<{prefix}v ?/>|<{prefix}v>({TEXT})</{prefix}v>"
        inline = f"<{prefix}is>{text_tag(prefix)}</{prefix}is>"
        formula = f"<{prefix}f({ATTRIBUTES}) ?(?:/>|>{TEXT}</{prefix}f>)"
        self._match = re.compile(
            rf"({ATTRIBUTES}) ?(?:/>|>(?:{formula})?(?:{value}|{inline})?</{prefix}c>)[ \t\r\n]*",
            re.ASCII,
        ).fullmatch

        self._match_number = re.compile(
            rf"([^<>]*)><{prefix}v>([0-9.eE+-]+)</{prefix}v></{prefix}c>".encode()
        ).fullmatch
        # Attributes with which a number is written plainly. Measured values may all differ.
        self._plain: set[bytes] = set()

    def __missing__(self, written: bytes) -> str:
        """Parse a cell. Raises IrregularError, or as `text_of` does."""
        number = self._match_number(written)
        if number and number[1] in self._plain:
            text = plainly(float(number[2]))
        else:
            text = self._parsed(written.decode())
        if len(written) <= LONGEST_SEEN:
            if len(self) >= LIMIT_SEEN:
                self.clear()
                self._plain.clear()
            self[written] = text
        return text

    def _parsed(self, cell: str) -> str:
        found = self._match(cell)
        if found is None or SECTION_END in cell:
            raise IrregularError
        own, formula, value, inline = found.groups()
        attributes = self._attributes[own]
        if formula is not None:
            self._attributes[formula]
            return FORMULA
        stored = resolved(value or inline or "")
        kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        text = text_of(self._workbook, kind, style, stored)
        if kind == "n" and stored and format_in(self._workbook, style) is Format.NUMBER:
            self._plain.add(own.encode())
        return text


def column_of(letters: str) -> int:
    """Return the place of a column, counted from 0: A is 0, AA is 26."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
