"""A table as the page shows it: titled columns of texts, pictures and links, numbers to the right.

To show a new table, make a `Table` of `Column`s; whatever a cell says is shown as it stands, and
`Table.csv` gives the same rows as a file.
"""

import csv
import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from core.figures.markdown import plain

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler
    from pandas.io.formats.style_render import CSSDict

# A byte order mark: without it, a spreadsheet program reads Japanese as something else.
CSV_ENCODING = "utf-8-sig"
# As wide as a line that is easily read.
WIDEST = 720
# A narrow screen scrolls a table rather than break such a text every other character.
LONG_TEXT, LEAST_WIDTH = 12, 130
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Picture:
    """A small drawing in a cell: its data address, and what it says in words."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an address of ours, such as a DOI."""

    label: str
    address: str


Cell: TypeAlias = str | Picture | Link


@dataclass(frozen=True, slots=True)
class Column:
    """A titled column; `is_number` sets it to the right, `is_muted` in the colour of units.

    `width` [px] is the least that a drawing needs; cells of a `is_short` column stay on one line.
    """

    title: str
    cells: tuple[Cell, ...]
    is_number: bool = False
    is_muted: bool = False
    is_short: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length; a screen reader announces the table by `title`."""

    title: str
    columns: tuple[Column, ...]

    def csv(self) -> bytes:
        """Return the table as a CSV file for a spreadsheet program; a picture is its words."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.title for column in self.columns])
        writer.writerows(
            [_inert(_words(cell)) for cell in row]
            for row in zip(*(column.cells for column in self.columns), strict=True)
        )
        return file.getvalue().encode(CSV_ENCODING)

    def styled(self) -> "Styler":
        """Return the table with its alignment, each cell safe to be read as Markdown."""
        # Half a second that the home page, which shows no table, need not wait for.
        import pandas as pd  # noqa: PLC0415

        cells = {
            str(number): [_markdown(cell, is_muted=column.is_muted) for cell in column.cells]
            for number, column in enumerate(self.columns)
        }
        frame = pd.DataFrame(cells)
        frame.columns = pd.Index([plain(column.title) for column in self.columns])
        return frame.style.set_table_styles(self._styles())

    def _styles(self) -> list["CSSDict"]:
        # "important" because the page aligns each cell of a text column to the left by itself.
        right = "text-align: right !important; font-variant-numeric: tabular-nums"
        # The page's own limit would break a sentence in the middle of an empty column.
        styles: list[CSSDict] = [
            {"selector": "td", "props": "vertical-align: middle"},
            {"selector": "td > div", "props": f"max-width: {WIDEST}px"},
        ]
        for number, column in enumerate(self.columns):
            if column.is_number:
                styles.append({"selector": f".col{number}", "props": right})
            if column.is_number or column.is_short:
                # The page's own rule for the paragraph in a cell would break the line.
                styles.append({"selector": f".col{number} *", "props": "white-space: nowrap"})
            if width := _least_width(column):
                styles.append({"selector": f".col{number}", "props": f"min-width: {width}px"})
        return styles


def _least_width(column: Column) -> int:
    """Return the least width of a column in [px]: that of its drawings, or of readable text."""
    longest = max((_breadth(_words(cell)) for cell in column.cells), default=0)
    is_text = not (column.width or column.is_number or column.is_short)
    return LEAST_WIDTH if is_text and longest > LONG_TEXT else column.width


def _breadth(text: str) -> int:
    """Return how many letters wide a text is; a Japanese one counts twice."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "FW") for letter in text)


def _words(cell: Cell) -> str:
    if isinstance(cell, Picture):
        return cell.words
    return cell.label if isinstance(cell, Link) else cell


def _inert(cell: str) -> str:
    # A spreadsheet program runs a cell that begins like a formula; what a file said must stay text.
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _markdown(cell: Cell, *, is_muted: bool) -> str:
    if isinstance(cell, Picture):
        return f"![{plain(cell.words)}]({cell.address})"
    if isinstance(cell, Link):
        return f"[{plain(cell.label)}]({cell.address})"
    return f":gray[{plain(cell)}]" if is_muted and cell else plain(cell)
