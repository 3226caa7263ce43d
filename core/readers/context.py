"""Parses what stands beside the values: who the patient is and how the blood was drawn.

A code that one clinic reads one way and the next another (1 and 2 for a sex, 1 and 0 for yes and
no, 02/10/2026 for a date) is a Problem, never a guess.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from core.errors import Problem
from core.markers import Sex
from core.readers.cells import fault, parse_cell
from core.readers.corrections import NONE, Corrections, DateOrder
from core.readers.names import marker_named
from core.readers.quantities import NUMBER

OLDEST_AGE = 130
LIMIT_ID = 64

SEXES = {
    **dict.fromkeys(("m", "male", "男", "男性"), Sex.MALE),
    **dict.fromkeys(("f", "female", "女", "女性"), Sex.FEMALE),
}
ANSWERS = {
    **dict.fromkeys(("yes", "y", "true", "はい", "有", "有り", "あり"), True),
    **dict.fromkeys(("no", "n", "false", "いいえ", "無", "無し", "なし"), False),
}
AGE_UNIT = re.compile(r"\s*(?:歳|才|years?|yrs?|y(?:/?o)?)$", re.IGNORECASE)
DATE_MARKS = str.maketrans({"年": "-", "月": "-", "日": " ", "時": ":", "分": ""})
COMPACT_DATE = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
# The year before the first of each era of the Japanese calendar, and how many years it has.
REIWA, HEISEI, SHOWA = (2018, 99), (1988, 31), (1925, 64)
ERAS = {"令和": REIWA, "r": REIWA, "平成": HEISEI, "h": HEISEI, "昭和": SHOWA, "s": SHOWA}
ERA_YEAR = re.compile("(令和|平成|昭和|[RHSrhs])(元|[0-9]{1,2})(?=[-/.])")
MOMENT = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"(?:[T ]\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,6}))?)?\s*(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2,4})\b(.*)")
FOUR_DIGITS = 4


def parse_id(text: str) -> str | Problem:
    """Parse the pseudonym of a patient, which must be stated; it is kept as written."""
    written = text.strip()
    known = parse_cell(text, lambda _: written)
    if known is None:
        return Problem("reader.cell.no_id")
    if isinstance(known, str) and (len(known) > LIMIT_ID or not known.isprintable()):
        return Problem("reader.cell.id", {"limit": LIMIT_ID})
    return known


def parse_sex(text: str, corrections: Corrections = NONE) -> Sex | Problem | None:
    """Parse the sex from a word or its first letter, or from what a text was said to stand for."""
    return parse_cell(
        text,
        lambda cell: (
            SEXES.get(cell.casefold()) or corrections.sex(cell) or fault("reader.cell.sex", cell)
        ),
    )


def parse_age(text: str) -> float | Problem | None:
    """Parse an age in [years]."""
    return parse_cell(
        text, lambda cell: _number(AGE_UNIT.sub("", cell), "reader.cell.age", OLDEST_AGE)
    )


def parse_minutes(text: str) -> float | Problem | None:
    """Parse a duration in [min]."""
    return parse_cell(text, lambda cell: _number(cell, "reader.cell.minutes", math.inf))


def parse_answer(text: str) -> bool | Problem | None:
    """Parse a yes or a no, written as a word."""
    return parse_cell(text, _answer)


def parse_moment(text: str, order: DateOrder | None = None) -> date | Problem | None:
    """Parse a date, or a datetime where a time is stated; it has a zone only if one is stated.

    A date that begins with its day or month is understood where the order is known.
    """
    return parse_cell(text, lambda cell: _moment(cell, order))


def parse_preliminary(text: str) -> frozenset[str] | Problem | None:
    """Parse the names of markers that the laboratory may still change, joined by semicolons."""

    def named(cell: str) -> frozenset[str] | Problem:
        markers = [marker_named(name) for name in cell.split(";")]
        keys = frozenset(marker.key for marker in markers if marker)
        return fault("reader.cell.preliminary", cell) if None in markers else keys

    return parse_cell(text, named)


Parser = Callable[[str], Any]

PATIENT: Mapping[str, Parser] = {
    "sex": parse_sex,
    "age": parse_age,
    "medication": parse_answer,
    "pregnant": parse_answer,
}
SPECIMEN: Mapping[str, Parser] = {
    "collected": parse_moment,
    "fasting": parse_answer,
    "haemolysed": parse_answer,
    "minutes_to_separation": parse_minutes,
}


def _number(cell: str, key: str, most: float) -> float | Problem:
    if NUMBER.fullmatch(cell) is None:
        return fault(key, cell)
    number = float(cell)
    return number if number <= most and math.isfinite(number) else fault(key, cell)


def _answer(cell: str) -> bool | Problem:
    answer = ANSWERS.get(cell.casefold())
    return fault("reader.cell.answer", cell) if answer is None else answer


def _moment(cell: str, order: DateOrder | None) -> date | Problem:
    if swapped := DAY_OR_MONTH_FIRST.fullmatch(cell):
        first, mark, second, year, rest = swapped.groups()
        if order is None or len(year) != FOUR_DIGITS:
            return fault("reader.cell.day_or_month", cell)
        if order is DateOrder.DAY_FIRST:
            first, second = second, first
        cell = f"{year}{mark}{first}{mark}{second}{rest}"
    marked = COMPACT_DATE.sub(r"\1-\2-\3", cell) if COMPACT_DATE.fullmatch(cell) else cell
    found = MOMENT.fullmatch(ERA_YEAR.sub(_year_of_era, marked.translate(DATE_MARKS).strip(), 1))
    if found is None:
        return fault("reader.cell.moment", cell)
    day = f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
    try:
        if found["hour"] is None:
            return date.fromisoformat(day)
        second = f"{found['second'] or 0:0>2}.{found['part'] or 0:0<6}"
        time = f"{found['hour']:0>2}:{found['minute']:0>2}:{second}"
        return datetime.fromisoformat(f"{day}T{time}{found['zone'] or ''}")
    except ValueError:
        return fault("reader.cell.moment", cell)


def _year_of_era(found: re.Match[str]) -> str:
    before, length = ERAS[found[1].casefold()]
    year = 1 if found[2] == "元" else int(found[2])
    return str(before + year) if 1 <= year <= length else found[0]
