"""What is stored of a cell of an XLSX sheet, as text.

A number comes as Python writes it (3.4), a date in ISO 8601, a percentage with its sign; a formula
as "=", which no cell may begin with, since the result stored beside it may be out of date.
"""

from datetime import datetime, timedelta

from core.readers.tables.workbook import Format, Workbook

FORMULA = "="
LAST_DAY = 2_958_465
MOST_EXACT = 1e15
SECONDS_A_DAY = 86_400


def text_of(workbook: Workbook, kind: str, style: str, stored: str) -> str:
    """Return the text of a cell without a formula; `kind` and `style` are its t and s.

    Raises what `package.BROKEN` names for one that refers to nothing or is no number.
    """
    if kind == "s":
        return workbook.strings[_index(stored)]
    if kind == "b":
        return "true" if stored == "1" else "false"
    if kind != "n" or not stored:
        return stored
    # Python reads 1_000 as a number; a spreadsheet does not write it.
    if "_" in stored:
        raise ValueError("no number")
    return written(float(stored), format_in(workbook, style), workbook.epoch)


def format_in(workbook: Workbook, style: str) -> Format:
    """Return what a style makes of a number. Raises LookupError or ValueError for an unknown."""
    return workbook.formats[_index(style)] if workbook.formats else Format.NUMBER


def written(number: float, number_format: Format, epoch: datetime) -> str:
    """Write a number as its format means it; dates are days since the epoch of the workbook."""
    if number_format is Format.PERCENT:
        return f"{number * 100:.15g}%"
    if number_format is Format.DATE and 1 <= number <= LAST_DAY:
        moment = epoch + timedelta(seconds=round(number * SECONDS_A_DAY))
        return moment.isoformat(" ") if number % 1 else moment.date().isoformat()
    return plainly(number)


def plainly(number: float) -> str:
    """Write a number without a format: 5 for what is stored as 5.0."""
    return str(int(number)) if abs(number) < MOST_EXACT and number % 1 == 0 else repr(number)


def _index(text: str) -> int:
    """Parse a place in a list; a negative one would silently count from its end."""
    if not text.isdecimal():
        raise ValueError("no place in a list")
    return int(text)
