"""Reads what was pasted, and files of plain text: a table as it was copied, or report lines."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from core.errors import PanelError
from core.readers.corrections import NONE, Corrections
from core.readers.hl7 import read_hl7
from core.readers.identity import NOTHING_TYPED, Context, identified
from core.readers.lines import Line, Reported, lines_of, reported
from core.readers.reading import Reading, merged
from core.readers.report import read_lines
from core.readers.tables.crosstab import readable
from core.readers.tables.delimited import certain_encoding, delimited_grid
from core.readers.tables.grid import HEAD_ROWS, Grid, Row, block_of
from core.readers.tables.layout import layout_of
from core.readers.tables.table import read_table

LIMIT_CHARACTERS = 1_000_000
HL7_START = re.compile(r"[\ufeff\x0b\s]*(?:MSH|FHS|BHS)\W")
GAP = re.compile(r"\t|[ \u3000]{2,}|[ \u3000]*\|[ \u3000]*")


def read_pasted(
    text: str, corrections: Corrections = NONE, context: Context = NOTHING_TYPED
) -> Reading:
    """Read a block of text as a table where it has a header, and else as lines of a report.

    Raises PanelError for an empty or very long text, and where it is about another patient or draw
    than the context says.
    """
    if len(text) > LIMIT_CHARACTERS:
        raise PanelError("reader.paste.too_long", limit=LIMIT_CHARACTERS)
    if not text.strip():
        raise PanelError("reader.paste.empty")
    file = io.BytesIO(text.encode("utf-8", "replace"))
    return identified(merged(read_text(file, "", corrections), ""), context, "")


def read_text(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Yield the panels of a file of plain text: HL7 v2, a table, or lines of a report.

    Raises PanelError for a file that is empty, not text, or in an encoding that is not certain.
    """
    encoding = certain_encoding(file, name, corrections.encoding)
    file.seek(0)
    text = file.read().decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    file.seek(0)
    if HL7_START.match(text):
        yield from read_hl7(file, name, corrections)
        return
    grid = delimited_grid(file, name, corrections)
    for table in (grid, spaced_grid(text, name)):
        known = readable(table, corrections)
        layout = layout_of(known, corrections) if known else None
        if known is not None and layout is not None and not _is_of_report(layout.header):
            yield from read_table(known, corrections)
            return
    yield read_lines(text, name, corrections)


def _is_of_report(header: Sequence[str]) -> bool:
    """Say whether what might be the header of a table is a line of a report, a name alone too."""
    found = next(lines_of(" ".join(header)), None)
    if len(header) == 1 or not isinstance(found, Line):
        return len(header) == 1
    return not found.about and isinstance(reported(found), Reported)


def spaced_grid(text: str, name: str) -> Grid:
    """Return lines as a table whose cells are apart by tabs, bars, or two spaces and more."""
    rows: list[Row] = [
        (number, GAP.split(line.strip()))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    return Grid(
        file=name,
        head=rows[:HEAD_ROWS],
        blocks=lambda row, width: iter([block_of([r for r in rows if r[0] > row], width)]),
    )
