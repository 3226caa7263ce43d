"""Readers: from a file or form to panels, with the place of all that was not understood.

To add a format: write one module with a function like `read_delimited`, which takes an open binary
file, its name and the clinician's corrections, and yields Readings; enter it in READERS under the
endings of its files; put its sentences under an area of its own in both languages, and sample
files, good and broken, into its test module. A format of rows and columns makes a table and hands
it to `core.readers.tables`; any other makes Results, which `core.readers.draws` gathers into
panels. Foreign names become ours in `names.py`, spellings of units in `core.markers.units`.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import BinaryIO

from core.errors import PanelError, Place
from core.readers.corrections import NONE, Corrections
from core.readers.fhir import read_fhir
from core.readers.hl7 import read_hl7
from core.readers.identity import NOTHING_TYPED, Context, identified, one_id
from core.readers.pasted import read_text
from core.readers.reading import ProblemLog, Reading, merged
from core.readers.tables.delimited import delimited_grid, read_delimited
from core.readers.tables.measured import PanelColumns, columns_of
from core.readers.tables.table import read_columns
from core.readers.tables.xlsx import read_xlsx, xlsx_grid

__all__ = [
    "LIMIT_BYTES",
    "READERS",
    "Reader",
    "Reading",
    "read_panels",
    "stream_columns",
    "stream_panels",
]

Reader = Callable[[BinaryIO, str, Corrections], Iterator[Reading]]

LIMIT_BYTES = 30 * 1024 * 1024

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "csv": read_delimited,
        "tsv": read_delimited,
        "xlsx": read_xlsx,
        "json": read_fhir,
        "ndjson": read_fhir,
        "hl7": read_hl7,
        "txt": read_text,
    }
)


def read_panels(
    data: bytes, file_name: str, corrections: Corrections = NONE, context: Context = NOTHING_TYPED
) -> Reading:
    """Read an uploaded file whole, by the ending of its name.

    Raises PanelError if it cannot be read as a whole, is larger than LIMIT_BYTES [bytes], or is
    about another patient or draw than the context says.
    """
    name = PurePath(file_name).name
    if len(data) > LIMIT_BYTES:
        raise PanelError("reader.file.too_large", Place(name), limit=LIMIT_BYTES // 1024**2)
    reading = merged(_reader(name)(io.BytesIO(data), name, corrections), name)
    return identified(reading, context, name)


def stream_panels(
    path: Path, corrections: Corrections = NONE, context: Context = NOTHING_TYPED
) -> Iterator[Reading]:
    """Read a file of any size, some thousand rows at a time; a CSV file in flat memory.

    Raises PanelError, once iterated, as `read_panels` does, but for the size.
    """
    reader = _reader(path.name)
    with path.open("rb") as file:
        for reading in reader(file, path.name, corrections):
            yield identified(reading, context, path.name)


def stream_columns(
    path: Path, corrections: Corrections = NONE, context: Context = NOTHING_TYPED
) -> Iterator[tuple[PanelColumns, Reading]]:
    """Read a file of any size as columns, each with what else was read of it: no panel is made.

    Raises PanelError, once iterated, as `stream_panels` does, but compares only the pseudonym with
    the context.
    """
    reader, place = _reader(path.name), Place(path.name)
    with path.open("rb") as file:
        if reader in (read_delimited, read_xlsx):
            open_grid = delimited_grid if reader is read_delimited else xlsx_grid
            log = ProblemLog(path.name)
            grid = open_grid(file, path.name, corrections)
            for columns, understanding in read_columns(grid, log, corrections):
                ids = [one_id(read, context.id, place) for read in columns.ids]
                yield replace(columns, ids=ids), Reading((), log.take(), understanding)
        else:
            for reading in reader(file, path.name, corrections):
                known = identified(reading, Context(context.id), path.name)
                yield columns_of(known.panels, path.name), replace(reading, panels=())


def _reader(name: str) -> Reader:
    ending = PurePath(name).suffix.lstrip(".").casefold()
    if ending not in READERS:
        raise PanelError("reader.file.ending", Place(name), endings=", ".join(READERS))
    return READERS[ending]
