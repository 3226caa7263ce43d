"""How a fact stands in one cell of a table, so that it is read back equal and is never a formula.

A spreadsheet program runs a cell that begins with one of `= + - @`, quoted or not. An id that
begins with one of the last three is written behind a space: it is then text to the spreadsheet,
and our readers drop the space. None of our readers takes an id that begins with `=`, so that such
an id is refused, like any other that would not be given back as it was.
"""

import unicodedata

from core.errors import PanelError
from core.panel import Panel, Value

# A byte order mark: without it, a spreadsheet program reads Japanese as something else.
ENCODING = "utf-8-sig"

# The headers of what stands beside the values, as in the template.
FIELDS = (
    "id",
    "sex",
    "age",
    "collected",
    "fasting",
    "medication",
    "haemolysed",
    "minutes_to_separation",
    "pregnant",
)
ANSWERS = {None: "", True: "yes", False: "no"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# To a reader, a dash alone means that nothing is stated.
NO_ID = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30fc\uff0d")
LIMIT_ID = 64
SHOWN_CHARACTERS = 40


def context_cells(panel: Panel) -> list[str]:
    """Return the cells under FIELDS. Raises PanelError for an id that is not read back."""
    patient, specimen = panel.patient, panel.specimen
    return [
        id_cell(patient.id),
        patient.sex or "",
        number_cell(patient.age),
        specimen.collected.isoformat() if specimen.collected else "",
        ANSWERS[specimen.fasting],
        ANSWERS[patient.medication],
        ANSWERS[specimen.haemolysed],
        number_cell(specimen.minutes_to_separation),
        ANSWERS[patient.pregnant],
    ]


def id_cell(pseudonym: str) -> str:
    """Return an id as a cell. Raises PanelError as `checked_id` does."""
    return inert(checked_id(pseudonym))


def checked_id(pseudonym: str) -> str:
    """Return an id that our readers give back as it is. Raises PanelError for any other."""
    is_whole = pseudonym.isprintable() and pseudonym == pseudonym.strip()
    is_stated = 0 < len(pseudonym) <= LIMIT_ID and pseudonym not in NO_ID
    if not (is_whole and is_stated) or pseudonym.startswith(("=", "\uff1d")):
        seen = "".join(c if c.isprintable() else "\ufffd" for c in pseudonym[:SHOWN_CHARACTERS])
        raise PanelError("export.id", id=seen, limit=LIMIT_ID)
    return pseudonym


def inert(text: str) -> str:
    """Return a text that a spreadsheet program does not run."""
    narrow = unicodedata.normalize("NFKC", text[:1])
    return f" {text}" if narrow.startswith(FORMULA_STARTS) else text


def number_cell(number: float | None) -> str:
    """Return a number with the fewest digits that are read as the same one; empty for None."""
    return "" if number is None else repr(plain(number))


def plain(number: float) -> int | float:
    """Return a whole number as such: 52.0 would claim a digit that nobody measured."""
    return int(number) if float(number).is_integer() else float(number)


def value_cell(value: Value) -> str:
    """Return a value as `3.4`, `<0.1` or `>500`. Raises ValueError as `sign_and_number` does."""
    sign, number = sign_and_number(value)
    return f"{sign}{number_cell(number)}"


def sign_and_number(value: Value) -> tuple[str, float]:
    """Return the limit sign, empty for an exact value, and the number beside it.

    Raises ValueError for a value between two limits, which no reader makes.
    """
    if value.is_exact:
        return "", value.low
    if value.high == float("inf"):
        return ">", value.low
    if value.low == 0:
        return "<", value.high
    raise ValueError("a value is exact, below a limit or above one")
