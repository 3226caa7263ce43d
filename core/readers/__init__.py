"""Readers: from a file or form to panels, with the row and column of all that was not understood.

To add a format: write one module with a function like `read_delimited`, which takes an open binary
file and its name and yields Readings; enter it in READERS under the ending of its files; put its
sentences under `reader.*` in both languages, and sample files, good and broken, into its test
module. A format of rows and columns need only make a `Table` and hand it to `read_wide`; foreign
names become ours in `headers.py`, spellings of units in `core.markers.units`.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import BinaryIO

from core.errors import PanelError, Place
from core.readers.tables.delimited import read_delimited
from core.readers.reading import Reading, merged
from core.readers.tables.xlsx import read_xlsx

__all__ = ["LIMIT_BYTES", "READERS", "Reader", "Reading", "read_panels", "stream_panels"]

Reader = Callable[[BinaryIO, str], Iterator[Reading]]

LIMIT_BYTES = 30 * 1024 * 1024

READERS: Mapping[str, Reader] = MappingProxyType(
    {"csv": read_delimited, "tsv": read_delimited, "xlsx": read_xlsx}
)


def read_panels(data: bytes, file_name: str) -> Reading:
    """Read an uploaded file whole, by the ending of its name.

    Raises PanelError if it cannot be read as a whole, or is larger than LIMIT_BYTES [bytes].
    """
    name = PurePath(file_name).name
    if len(data) > LIMIT_BYTES:
        raise PanelError("reader.file.too_large", Place(name), limit=LIMIT_BYTES // 1024**2)
    return merged(_reader(name)(io.BytesIO(data), name), name)


def stream_panels(path: Path) -> Iterator[Reading]:
    """Read a file of any size, some thousand rows at a time; a CSV file in flat memory.

    Raises PanelError, once iterated, if it cannot be read as a whole.
    """
    reader = _reader(path.name)
    with path.open("rb") as file:
        yield from reader(file, path.name)


def _reader(name: str) -> Reader:
    ending = PurePath(name).suffix.lstrip(".").casefold()
    if ending not in READERS:
        raise PanelError("reader.file.ending", Place(name), endings=", ".join(READERS))
    return READERS[ending]
