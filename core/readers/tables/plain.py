"""Plain lines (no quotation mark) as columns, plain texts as numbers: most of all large files.

Arrow's parser is used because it takes each line to have exactly so many cells or fails, and
because a column comes out of it with each distinct text once. Where it fails, the lines are cut at
their separators, which is all there is to a plain line. What is not plain is left to Python's csv,
and a text that is no plain number to `core.readers.quantities`.
"""

import io
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute
from pyarrow import csv as arrow

from core.readers.tables.grid import Block, Row, TextColumn, blocks_of

CHUNK_BYTES = 1 << 23
# What any parser takes for the same number, by the decimal mark.
NUMBERS = {
    ".": r"^-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$",
    ",": r"^-?[0-9]+(?:,[0-9]+)?(?:[eE][+-]?[0-9]+)?$",
}


def plain_blocks(
    lines: bytes, count: int, separator: str, width: int, above: int
) -> Iterator[Block] | None:
    """Return the blocks of so many whole lines, below so many rows; None if one is not plain."""
    if not are_plain(lines):
        return None
    try:
        table = _parsed(lines, separator, width)
    except pa.ArrowInvalid:
        return blocks_of(_rows(lines, separator, above), width)
    # Arrow passes over blank lines, and the numbers of the rows below them would be wrong.
    if table.num_rows != count:
        return blocks_of(_rows(lines, separator, above), width)
    return _blocks(table, above)


def are_plain(lines: bytes) -> bool:
    """Say whether each line is a row: no quotation mark, and no line break of another kind."""
    has_other_break = b"\r" in lines and lines.count(b"\r") != lines.count(b"\r\n")
    return b'"' not in lines and not has_other_break


def _rows(lines: bytes, separator: str, above: int) -> Iterator[Row]:
    for number, line in enumerate(io.BytesIO(lines), above + 1):
        yield number, line.rstrip(b"\r\n").decode().split(separator)


def _parsed(lines: bytes, separator: str, width: int) -> pa.Table:
    names = [str(i) for i in range(width)]
    as_text = pa.dictionary(pa.int32(), pa.string())
    return arrow.read_csv(
        pa.BufferReader(lines),
        read_options=arrow.ReadOptions(
            column_names=names, block_size=CHUNK_BYTES, use_threads=True
        ),
        parse_options=arrow.ParseOptions(delimiter=separator, quote_char=False),
        convert_options=arrow.ConvertOptions(
            column_types=dict.fromkeys(names, as_text), strings_can_be_null=False
        ),
    )


def _blocks(table: pa.Table, above: int) -> Iterator[Block]:
    for batch in table.to_batches():
        columns = [
            TextColumn(column.dictionary.to_pylist(), column.indices.to_numpy())
            for column in batch.columns
        ]
        rows = np.arange(above + 1, above + 1 + batch.num_rows, dtype=np.int64)
        above += batch.num_rows
        block = without_blank_rows(Block(rows, columns))
        if len(block.rows):
            yield block


def without_blank_rows(block: Block) -> Block:
    """Return a block without the rows that hold no text at all."""
    blank = np.ones(len(block.rows), dtype=bool)
    # The column with the fewest texts is the quickest to show that no row is blank.
    for column in sorted(block.columns, key=lambda column: len(column.texts)):
        empty = [code for code, text in enumerate(column.texts) if not text.strip()]
        blank &= np.isin(column.codes, empty) if empty else False
        if not blank.any():
            return block
    kept = [TextColumn(column.texts, column.codes[~blank]) for column in block.columns]
    return Block(block.rows[~blank], kept, block.ragged)


def plain_numbers(texts: Sequence[str], decimal: str = "") -> NDArray[np.float64]:
    """Return the number that each text is, (n_texts,): nan for any that is more, or too large.

    `decimal` is the decimal mark of the file, and empty where nothing proves it: a point then is
    one. Millions of texts take a tenth of what Python needs for them.
    """
    column = pa.array(texts, pa.string())
    are_plain = compute.match_substring_regex(column, NUMBERS[decimal or "."])
    plain = compute.if_else(are_plain, column, None)
    if decimal == ",":
        plain = compute.replace_substring(plain, ",", ".")
    numbers: NDArray[np.float64] = plain.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return np.where(np.isfinite(numbers), numbers, np.nan)
