"""Reads CSV and TSV: encoding and separator where they are certain, then one row a panel.

The file is read twice, first to be sure of its encoding, and never held whole.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from core.errors import PanelError, Place, Problem, Severity
from core.readers.corrections import NONE, Corrections
from core.readers.reading import Reading
from core.readers.tables.columns import HEADER_ROW, refuse_too_many
from core.readers.tables.headers import known_count
from core.readers.tables.wide import Row, Table, read_wide

BLOCK_BYTES = 1 << 20
LIMIT_LINE = 1_000_000
SEPARATORS = ",;\t"

MAGIC_NUMBERS = {
    b"PK\x03\x04": "XLSX / ZIP",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"PAR1": "Parquet",
    b"SQLite format 3": "SQLite",
}
# Single bytes that CP932 does not define, and Python maps to these all the same.
UNDEFINED_IN_CP932 = re.compile("[\x80\uf8f0-\uf8f3]")
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


def read_delimited(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a CSV or TSV file.

    Raises PanelError for a file that is empty, not text, in an encoding that is not certain, or
    without a usable header.
    """
    encoding = certain_encoding(file, name)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        header, separator, lines = _header(_lines(text, name), name)
        rows = _rows(lines, separator, name)
        yield from read_wide(Table(name, header, rows, _notes(encoding, header)))
    finally:
        text.detach()  # the file is the caller's to close


def _notes(encoding: str, header: list[str]) -> tuple[Problem, ...]:
    """Note an encoding that no name in the header confirms: French text may pass for Japanese."""
    if encoding == "cp932" and "".join(header).isascii():
        return (Problem("reader.file.as_cp932", severity=Severity.NOTE),)
    return ()


def certain_encoding(file: BinaryIO, name: str) -> str:
    """Return the encoding that a file's bytes prove: by their mark, as UTF-8, or as CP932.

    Raises PanelError for other bytes, those of no text among them.
    """
    start = file.read(16)
    for magic, kind in MAGIC_NUMBERS.items():
        if start.startswith(magic):
            raise PanelError("reader.file.binary", Place(name), kind=kind)
    marked = [e for mark, e in BYTE_ORDER_MARKS.items() if start.startswith(mark)]
    for encoding in marked or ("utf-8", "cp932"):
        file.seek(0)
        if _decodes(file, encoding, name):
            return encoding
    raise PanelError("reader.file.encoding", Place(name))


def _decodes(file: BinaryIO, encoding: str, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(BLOCK_BYTES):
            text = decoder.decode(block)
            if "\0" in text:
                raise PanelError("reader.file.not_text", Place(name))
            if encoding == "cp932" and UNDEFINED_IN_CP932.search(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    """Yield the lines, none of them so long that it could fill the memory."""
    while line := text.readline(LIMIT_LINE):
        if len(line) == LIMIT_LINE:
            refuse_too_many(_most_cells([line]), name)
            raise PanelError("reader.file.line_too_long", Place(name), limit=LIMIT_LINE)
        yield line


def _header(lines: Iterator[str], name: str) -> tuple[list[str], str, Iterator[str]]:
    """Return the header, the separator under which most of it is known, and the lines after it.

    Raises PanelError for a file without text.
    """
    first = _first_record(lines, name)
    if not any(map(str.strip, first)) and not any(line.strip() for line in lines):
        raise PanelError("reader.file.empty", Place(name))
    refuse_too_many(_most_cells(first), name)
    ways = {s: way for s in SEPARATORS if (way := _cells(first, s))}
    if not ways:
        raise PanelError("reader.file.cell_too_long", Place(name, HEADER_ROW))
    separator = max(ways, key=lambda s: (known_count(ways[s][0]), len(ways[s][0])))
    header, used = ways[separator]
    return _without_empty_end(header), separator, chain(first[used:], lines)


def _first_record(lines: Iterator[str], name: str) -> list[str]:
    """Return the first line, and those that may belong to it since a quotation mark is open."""
    record: list[str] = []
    quotes = length = 0
    for line in lines:
        record.append(line)
        quotes += line.count('"')
        length += len(line)
        if length > LIMIT_LINE:
            raise PanelError("reader.file.line_too_long", Place(name), limit=LIMIT_LINE)
        if quotes % 2 == 0:
            break
    return record


def _most_cells(record: list[str]) -> int:
    """Return how many cells a record has at most, whatever separates them."""
    return 1 + max(sum(line.count(separator) for line in record) for separator in SEPARATORS)


def _cells(record: list[str], separator: str) -> tuple[list[str], int] | None:
    """Return the cells of a record and how many of its lines they take; None if one is too long."""
    reader = csv.reader(record, delimiter=separator)
    try:
        return next(reader, []), reader.line_num
    except csv.Error:
        return None


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _rows(lines: Iterator[str], separator: str, name: str) -> Iterator[Row]:
    """Yield the rows that are not blank; a quoted line break does not begin a row."""
    rows = csv.reader(lines, delimiter=separator)
    number = HEADER_ROW
    try:
        for number, cells in enumerate(rows, HEADER_ROW + 1):
            if "".join(cells).strip():
                yield number, cells
    except csv.Error as error:
        raise PanelError("reader.file.cell_too_long", Place(name, number + 1)) from error
