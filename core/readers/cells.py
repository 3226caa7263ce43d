"""What every cell goes through first: width, blanks, formulas, length."""

from collections.abc import Callable
from typing import TypeVar

from core.errors import Problem

T = TypeVar("T")

LIMIT_CHARACTERS = 200
SHOWN_CHARACTERS = 40

# Width only, not NFKC: that would read 10³ as 103 and 3.4① as 3.41.
NARROW = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u3000\u00a0\u2007\u202f", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30fc", "-")
)
NOT_STATED = ("", "-")


def parse_cell(text: str, parse: Callable[[str], T | Problem]) -> T | Problem | None:
    """Parse the narrow, trimmed text of a cell; None for one that is empty or a dash alone.

    A formula is a Problem even where a result is stored with it: that may be out of date.
    """
    narrow = text.translate(NARROW).strip()
    if narrow in NOT_STATED:
        return None
    if narrow.startswith("="):
        return Problem("reader.cell.formula")
    if len(narrow) > LIMIT_CHARACTERS:
        return Problem("reader.cell.too_long", {"limit": LIMIT_CHARACTERS})
    return parse(narrow)


def shown(text: str) -> str:
    """Return the text of a cell or header, short enough to be quoted in a sentence."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= SHOWN_CHARACTERS else one_line[:SHOWN_CHARACTERS] + "…"


def fault(key: str, text: str) -> Problem:
    """Return the problem with a cell, quoting it."""
    return Problem(key, {"text": shown(text)})
