"""A table as text, before anything in it is understood: some first rows, then blocks of columns.

Laboratory values repeat. A column of a block therefore holds each distinct text once, so that a
text is parsed once however often it stands there, and what is not plain text is done with arrays.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.errors import Problem

# Within so many rows that are not blank, the header must stand.
HEAD_ROWS = 40
CHUNK_ROWS = 20_000

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of text: each distinct text once, and the place of each row's text among them."""

    texts: Sequence[str]
    codes: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a table, none of them blank.

    `rows` are their numbers as a spreadsheet counts, shape (n_rows,); `columns` are as many as were
    asked for; `ragged` are the number and the count of cells of rows that have another count, and
    are in no column.
    """

    rows: NDArray[np.int64]
    columns: Sequence[TextColumn]
    ragged: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of text. `head` are its first HEAD_ROWS rows that are not blank, or fewer.

    `blocks(row, width)` yields the rows below a row, those of the head among them, that have so
    many cells; it can be called once. `notes` are on how the file was read.
    """

    file: str
    head: Sequence[Row]
    blocks: Callable[[int, int], Iterator[Block]]
    notes: tuple[Problem, ...] = ()
    encoding: str = ""
    separator: str = ""


def blocks_of(rows: Iterable[Row], width: int) -> Iterator[Block]:
    """Yield the rows that are not blank as blocks, some thousand rows at a time."""
    written = (row for row in rows if "".join(row[1]).strip())
    while some := list(islice(written, CHUNK_ROWS)):
        yield block_of(some, width)


def block_of(rows: Sequence[Row], width: int) -> Block:
    """Make a block of rows of text; empty cells beyond the width do not make a row ragged."""
    whole: list[list[str]] = []
    numbers: list[int] = []
    ragged: list[tuple[int, int]] = []
    for number, cells in rows:
        if len(cells) == width or (len(cells) > width and not any(cells[width:])):
            whole.append(cells)
            numbers.append(number)
        else:
            ragged.append((number, len(cells)))
    columns = [text_column([cells[i] for cells in whole]) for i in range(width)]
    return Block(np.array(numbers, dtype=np.int64), columns, ragged)


def text_column(cells: Sequence[str]) -> TextColumn:
    """Make a column of the texts of its cells."""
    places: dict[str, int] = {}
    codes = np.fromiter(
        (places.setdefault(text, len(places)) for text in cells), np.int32, count=len(cells)
    )
    return TextColumn(list(places), codes)
