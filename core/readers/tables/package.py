"""Opens an XLSX file: a ZIP of XML parts, any of which may be broken or hostile.

A workbook of one kilobyte can name a cell in the last row and column, for which some libraries set
aside half a terabyte and bring the whole server down; another unpacks to gigabytes. So parts are
read as streams, by Python's own zipfile, which never unpacks more than the directory declares,
after the declared sizes were added up; and a small file may cost little, whatever is in it: what it
unpacks to, what expat has to read and how many cells there are keep a proportion to its size.
Tables of laboratory values unpack to 4 to 7 times their size, with one tag or attribute for each
byte, and one of nothing but "yes" and "no" to 20 times, with three.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

# Only for the name of its error. Documents are read by `markup`.
from xml.parsers import expat  # nosec B407

from core.errors import PanelError, Place

LIMIT_PARTS = 1_000
BLOCK_BYTES = 1 << 16
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1

# All that zipfile, zlib and expat raise over bytes that are not what they claim to be, and what
# looking up a missing part, cell or number in them does.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


SMALL_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limit:
    """How much a file may cost: `small` up to SMALL_FILE, `per_byte` more for each byte above."""

    small: int
    per_byte: int
    most: int

    def of(self, packed: int) -> int:
        """Return the limit for a file of so many [bytes]."""
        return min(self.most, self.small + self.per_byte * max(0, packed - SMALL_FILE))


UNPACKED = Limit(32 * 1024**2, 32, 200 * 1024**2)
# Some three million cells: an upload must not occupy a server for minutes.
TAGS = Limit(3_000_000, 4, 12_000_000)
# Tags and attributes that expat reads, which takes five times as long as regular expressions do.
MARKS = Limit(1_500_000, 4, 24_000_000)
# Cells with those that are left out, as they are in a row of one cell under a wide header.
CELLS = Limit(3_000_000, 4, 100_000_000)


class TooLargeError(ValueError):
    """A workbook is larger than a file of its size may be; `limit` is UNPACKED for it [bytes]."""

    def __init__(self, limit: int) -> None:
        """Keep the limit for the sentence."""
        super().__init__("too large")
        self.limit = limit


@dataclass(slots=True)
class Package:
    """The parts of a workbook, and how much of them may still be read."""

    parts: zipfile.ZipFile
    packed: int
    _left: dict[Limit, int] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with all that a file of its size may cost."""
        self._left = {limit: limit.of(self.packed) for limit in (TAGS, MARKS, CELLS)}

    def blocks(self, part: str) -> Iterator[bytes]:
        """Yield a part block by block. Raises KeyError if it is missing."""
        with self.parts.open(part) as stream:
            for block in iter(partial(stream.read, BLOCK_BYTES), b""):
                self.spend(TAGS, block.count(b"<"))
                yield block

    def size_of(self, part: str) -> int:
        """Return how many [bytes] a part declares to unpack to. Raises KeyError if missing."""
        return self.parts.getinfo(part).file_size

    def spend(self, limit: Limit, count: int) -> None:
        """Take what is read off what may be. Raises TooLargeError where that is used up."""
        self._left[limit] -= count
        if self._left[limit] < 0:
            raise TooLargeError(UNPACKED.of(self.packed))


@contextmanager
def broken_refused(name: str) -> Iterator[None]:
    """Turn what reading a broken or too large workbook raises into a PanelError."""
    try:
        yield
    except TooLargeError as error:
        limit = error.limit // 1024**2
        raise PanelError("reader.file.unpacks_too_large", Place(name), limit=limit) from error
    except BROKEN as error:
        raise PanelError("reader.file.broken_workbook", Place(name)) from error


def open_package(file: BinaryIO, name: str) -> Package:
    """Open the ZIP of a workbook, unread.

    Raises PanelError if it is empty, old or protected, TooLargeError for what it would unpack to,
    and what BROKEN names if it is no ZIP.
    """
    start = file.read(len(OLE_MAGIC))
    if not start:
        raise PanelError("reader.file.empty", Place(name))
    if start == OLE_MAGIC:
        raise PanelError("reader.file.old_workbook", Place(name))
    packed = file.seek(0, 2)
    parts = zipfile.ZipFile(file)
    entries = parts.infolist()
    limit = UNPACKED.of(packed)
    if len(entries) > LIMIT_PARTS or sum(entry.file_size for entry in entries) > limit:
        raise TooLargeError(limit)
    if any(e.compress_type not in METHODS or e.flag_bits & ENCRYPTED for e in entries):
        raise ValueError("a compression or encryption that workbooks do not use")
    return Package(parts, packed)
