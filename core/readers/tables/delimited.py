"""Reads CSV and TSV as a grid: encoding and separator where they are certain.

The file is read twice, first to be sure of its encoding, and never held whole. Plain lines go
through Arrow's parser; from the first quotation mark or blank line on, they go through Python's,
which is slower and says exactly in which row something is odd.
"""

import codecs
import csv
import io
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice, repeat
from typing import BinaryIO, TypeVar, cast

from core.errors import PanelError, Place, Problem, Severity
from core.readers.corrections import NONE, Corrections
from core.readers.reading import Reading
from core.readers.tables.columns import refuse_too_many
from core.readers.tables.grid import HEAD_ROWS, Block, Grid, Row, blocks_of
from core.readers.tables.headers import headings_of
from core.readers.tables.plain import are_plain, plain_blocks
from core.readers.tables.table import read_table

T = TypeVar("T")

BLOCK_BYTES = 1 << 20
PIECE_BYTES = 1 << 25
LIMIT_LINE = 1_000_000
HEAD_LINES = 200
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
# What a clinician may say of a file whose bytes prove nothing.
ENCODINGS = ("utf-8", "cp932", "euc_jp", "cp1252", "utf-16")


def read_delimited(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a CSV or TSV file.

    Raises PanelError for a file that is empty, not text, in an encoding that is not certain, or
    without a usable header.
    """
    yield from read_table(delimited_grid(file, name, corrections), corrections)


def delimited_grid(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Grid:
    """Open a CSV or TSV file as a grid. Raises PanelError as `read_delimited` does."""
    encoding = certain_encoding(file, name, corrections.encoding)
    source = Source(file, name, encoding)
    head, separator = _head(source, corrections)
    return Grid(
        file=name,
        head=head,
        blocks=lambda row, width: _blocks(source, separator, row, width),
        notes=_notes(encoding, corrections, head),
        encoding=encoding,
        separator=separator,
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A file of text whose encoding is known."""

    file: BinaryIO
    name: str
    encoding: str

    def pieces(self) -> Iterator[bytes]:
        """Yield the whole text as UTF-8, some megabytes at a time."""
        self.file.seek(0)
        decoder = codecs.getincrementaldecoder(self.encoding)()
        if self.encoding == "utf-8-sig":
            self.file.read(len(codecs.BOM_UTF8))
        is_utf8 = self.encoding.startswith("utf-8")
        while block := self.file.read(PIECE_BYTES):
            # To the end of the line, so that nothing is left over to be copied.
            text = (
                block + self.file.readline(LIMIT_LINE)
                if is_utf8
                else decoder.decode(block).encode()
            )
            # A last line without its break would be a block of its own.
            is_open = len(block) < PIECE_BYTES and not text.endswith(b"\n")
            yield text + b"\n" if is_open else text


def _notes(encoding: str, said: Corrections, head: Sequence[Row]) -> tuple[Problem, ...]:
    """Note an encoding that no known name confirms: French text may pass for Japanese."""
    known = [heading.text for _, cells in head for heading in headings_of(cells)]
    if encoding == "cp932" and not said.encoding and "".join(known).isascii():
        return (Problem("reader.file.as_cp932", severity=Severity.NOTE),)
    return ()


def certain_encoding(file: BinaryIO, name: str, said: str = "") -> str:
    """Return the encoding that a file's bytes prove, by their mark, as UTF-8 or as CP932, or said.

    Raises PanelError for other bytes, those of no text among them.
    """
    start = file.read(16)
    for magic, kind in MAGIC_NUMBERS.items():
        if start.startswith(magic):
            raise PanelError("reader.file.binary", Place(name), kind=kind)
    marked = [e for mark, e in BYTE_ORDER_MARKS.items() if start.startswith(mark)]
    for encoding in marked or ([said] if said in ENCODINGS else ["utf-8", "cp932"]):
        file.seek(0)
        if _decodes(file, encoding, name):
            return encoding
    raise PanelError("reader.file.encoding", Place(name))


def _decodes(file: BinaryIO, encoding: str, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(BLOCK_BYTES):
            is_plain = block.isascii() and not decoder.getstate()[0] and b"\0" not in block
            if is_plain and encoding != "utf-16":
                continue
            text = decoder.decode(block)
            if "\0" in text:
                raise PanelError("reader.file.not_text", Place(name))
            if encoding == "cp932" and UNDEFINED_IN_CP932.search(text):
                return False
        decoder.decode(b"", final=True)
    # Not only its UnicodeDecodeError: UTF-16 without its mark is another.
    except UnicodeError:
        return False
    return True


def _head(source: Source, corrections: Corrections) -> tuple[list[Row], str]:
    """Return the first rows, and the separator under which most of one of them is known.

    Raises PanelError for a file without text.
    """
    with closing(_lines(source)) as every_line:
        lines = list(islice(every_line, HEAD_LINES))
    if not any(line.strip() for line in lines):
        raise PanelError("reader.file.empty", Place(source.name))
    refuse_too_many(1 + max(lines[0].count(separator) for separator in SEPARATORS), source.name)
    ways = {separator: rows for separator in SEPARATORS if (rows := _rows(lines, separator))}

    def understood(separator: str) -> tuple[int, int]:
        rows = [cells for _, cells in ways[separator]]
        return max(len(headings_of(row, corrections)) for row in rows), sum(map(len, rows))

    separator = max(ways, key=understood, default="")
    # An open quotation mark hides the rows under the separator that is meant.
    if not separator or (len(ways) < len(SEPARATORS) and not understood(separator)[0]):
        raise PanelError("reader.file.cell_too_long", Place(source.name, 1))
    return ways[separator], separator


def _lines(source: Source) -> Generator[str, None, None]:
    """Yield the lines, none of them so long that it could fill the memory."""
    source.file.seek(0)
    text = io.TextIOWrapper(source.file, encoding=source.encoding, newline="")
    try:
        yield from _checked(text, source.name)
    finally:
        # The file is the caller's to close, who may have done so before this generator ends.
        with suppress(ValueError):
            text.detach()


def _checked(text: io.TextIOBase, name: str) -> Iterator[str]:
    while line := text.readline(LIMIT_LINE):
        if len(line) == LIMIT_LINE:
            refuse_too_many(1 + max(line.count(separator) for separator in SEPARATORS), name)
            raise PanelError("reader.file.line_too_long", Place(name), limit=LIMIT_LINE)
        yield line


def _rows(lines: list[str], separator: str) -> list[Row]:
    """Return the first rows that are not blank; none if a cell is too long for one."""
    reader = csv.reader(lines, delimiter=separator)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            # A quotation mark left open swallows the lines that were taken for the head.
            if reader.line_num == HEAD_LINES and sum(map(str.count, lines, repeat('"'))) % 2:
                break
            if any(map(str.strip, cells)):
                rows.append((number, cells))
    except csv.Error:
        return []
    return rows[:HEAD_ROWS]


def _blocks(source: Source, separator: str, row: int, width: int) -> Iterator[Block]:
    """Yield the rows below a row: as plain lines while they are, then as records of CSV."""
    for done, blocks in ahead(_pieces_of_blocks(source, separator, row, width)):
        if blocks is None:
            yield from _records(source, separator, done, width)
            return
        yield from blocks


def _pieces_of_blocks(
    source: Source, separator: str, row: int, width: int
) -> Iterator[tuple[int, Iterator[Block] | None]]:
    """Yield the number of rows above each piece, and its blocks; None for one that is not plain."""
    done = 0
    for piece in whole_lines(source.pieces()):
        lines = piece if done else _below(piece, row)
        done = done or row
        count = lines.count(b"\n")
        blocks = plain_blocks(lines, count, separator, width, done) if lines else None
        yield done, blocks
        if blocks is None:
            return
        done += count


def ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield items while the next one is made in a thread: parsing needs no lock of Python's."""
    end = object()
    with ThreadPoolExecutor(1) as worker:
        coming = worker.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = worker.submit(next, items, end)
            yield cast("T", item)


def whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes cut behind line breaks; the last line gets one if it has none."""
    rest = b""
    for piece in pieces:
        data = rest + piece if rest else piece
        cut = data.rfind(b"\n") + 1
        rest = data[cut:]
        if cut:
            yield data[:cut] if rest else data
    if rest:
        yield rest + b"\n"


def _below(lines: bytes, row: int) -> bytes:
    """Return what is below a row; nothing if the lines above leave open where a row ends."""
    end = 0
    for _ in range(row):
        end = lines.find(b"\n", end) + 1
        if not end:
            return b""
    return lines[end:] if are_plain(lines[:end]) else b""


def _records(source: Source, separator: str, row: int, width: int) -> Iterator[Block]:
    """Yield the records below a row; a quoted line break does not begin one."""
    yield from blocks_of((r for r in _numbered(source, separator) if r[0] > row), width)


def _numbered(source: Source, separator: str) -> Iterator[Row]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_lines(source), delimiter=separator), 1):
            yield number, cells
    except csv.Error as error:
        raise PanelError("reader.file.cell_too_long", Place(source.name, number + 1)) from error
