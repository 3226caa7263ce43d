"""Opens an XLSX file: a ZIP of XML parts, any of which may be broken or hostile.

A workbook of one kilobyte can name a cell in the last row and column, for which some libraries set
aside half a terabyte and bring the whole server down; another unpacks to gigabytes. So the parts
are read as streams, by Python's own zipfile, which never unpacks more than the directory declares,
after the declared sizes were added up; and by expat, to which no document type, and so no entity,
is let through.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

# Safe here, since a document type is refused below.
from xml.parsers import expat  # nosec B407

from core.errors import PanelError, Place

LIMIT_UNPACKED = 200 * 1024 * 1024
LIMIT_SMALL_PART = 8 * 1024 * 1024
LIMIT_PARTS = 1_000
# Some three million cells: an upload must not occupy a server for minutes.
LIMIT_TAGS = 12_000_000
LIMIT_TAG_BYTES = 1 << 20
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

Start = Callable[[str, dict[str, str]], None]


class TooLargeError(ValueError):
    """A workbook is larger than LIMIT_UNPACKED, LIMIT_PARTS or LIMIT_TAGS."""


@contextmanager
def broken_refused(name: str) -> Iterator[None]:
    """Turn what reading a broken or too large workbook raises into a PanelError."""
    try:
        yield
    except TooLargeError as error:
        limit = LIMIT_UNPACKED // 1024**2
        raise PanelError("reader.file.unpacks_too_large", Place(name), limit=limit) from error
    except BROKEN as error:
        raise PanelError("reader.file.broken_workbook", Place(name)) from error


def open_package(file: BinaryIO, name: str) -> zipfile.ZipFile:
    """Open the ZIP of a workbook, unread.

    Raises PanelError if it is empty, old or protected, TooLargeError for what it would unpack to,
    and what BROKEN names if it is no ZIP.
    """
    start = file.read(len(OLE_MAGIC))
    if not start:
        raise PanelError("reader.file.empty", Place(name))
    if start == OLE_MAGIC:
        raise PanelError("reader.file.old_workbook", Place(name))
    package = zipfile.ZipFile(file)
    parts = package.infolist()
    if len(parts) > LIMIT_PARTS or sum(part.file_size for part in parts) > LIMIT_UNPACKED:
        raise TooLargeError
    if any(p.compress_type not in METHODS or p.flag_bits & ENCRYPTED for p in parts):
        raise ValueError("a compression or encryption that workbooks do not use")
    return package


def parse_part(package: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> Iterator[None]:
    """Feed a part to a parser block by block; the caller takes what it has after each.

    Raises TooLargeError for more than LIMIT_TAGS, and ValueError for one of LIMIT_TAG_BYTES.
    """
    # Counting takes a hundredth of the time of parsing, so it is done first.
    if sum(block.count(b"<") for block in _blocks(package, part)) > LIMIT_TAGS:
        raise TooLargeError
    fed = 0
    for block in _blocks(package, part):
        parser.Parse(block)
        fed += len(block)
        if fed - parser.CurrentByteIndex > LIMIT_TAG_BYTES:
            raise ValueError("a tag without an end")
        yield
    parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    yield


def _blocks(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with package.open(part) as stream:
        yield from iter(partial(stream.read, BLOCK_BYTES), b"")


def xml_parser(start: Start) -> expat.XMLParserType:
    """Return a parser that calls `start(name, attributes)` at each tag; see `local`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def tags(package: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Return (name without its namespace, attributes) of every tag of a small part.

    Raises ValueError for one that is larger than LIMIT_SMALL_PART [bytes].
    """
    if package.getinfo(part).file_size > LIMIT_SMALL_PART:
        raise ValueError("a part that is always small is large")
    found: list[tuple[str, dict[str, str]]] = []
    parser = xml_parser(lambda name, attrs: found.append((local(name), attrs)))
    for _ in parse_part(package, part, parser):
        pass
    return found


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(" ")[2]


def _refuse_document_type(*_: object) -> None:
    raise ValueError("a document type in a workbook")
