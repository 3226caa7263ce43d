"""The levels of a column that puts people into groups: words, or a few whole numbers.

Ways of writing one level (case, width, spaces) are brought together under the first that was met;
a number is written plainly, so that 1.0 is the level 1. Levels are in the order of their numbers,
and else of the alphabet, with the numbers in a name by their size: 9-17 stands before 18-29.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from core.cohort import Factor
from core.cohort.cohort import EXACT, NOT_STATED, Codes
from core.errors import Problem
from core.markers import Sex
from core.readers.cells import NARROW, parse_cell
from core.readers.cohorts.amounts import Amount, AnyAmounts, is_missing
from core.readers.cohorts.cells import Cells
from core.readers.context import parse_answer, parse_sex
from core.readers.corrections import Corrections
from core.readers.tables.cell import plainly

ANSWERS = ("no", "yes")
DIGITS = re.compile("([0-9]+)")
# Beside one of these, a dash is a negative result and not a gap.
POSITIVE = re.compile(r"[+±]")
DASH = "-"
# In this order, below 1+ and 2+.
RESULTS = (DASH, "±", "+-", "+")
# A text of which one of these is told is a number of some kind, and names no level.
NO_WORDS = frozenset(("reader.cell.comma", "reader.cell.not_finite", "reader.cell.not_possible"))

# Why a text, by its code, names no level.
Refused: TypeAlias = Mapping[int, Problem]


@dataclass(frozen=True, slots=True)
class Levels:
    """The names of levels in their order, and the one each row has, NOT_STATED where none."""

    names: tuple[str, ...]
    codes: Codes

    def factor(self, name: str) -> Factor:
        """Return the levels as a factor."""
        return Factor(name, self.names, self.codes)

    def renamed(self, names: Sequence[str | None], order: Sequence[str]) -> "Levels":
        """Return the levels under other names, in an order; None is not stated."""
        places = [NOT_STATED if name is None else order.index(name) for name in names]
        lookup = np.array([*places, NOT_STATED], dtype=np.int32)
        return Levels(tuple(order), lookup[self.codes])

    def pruned(self) -> "Levels":
        """Return the levels that at least one row has."""
        used = np.unique(self.codes[self.codes != NOT_STATED])
        lookup = np.full(len(self.names) + 1, NOT_STATED, dtype=np.int32)
        lookup[used] = np.arange(len(used))
        return Levels(tuple(self.names[i] for i in used.tolist()), lookup[self.codes])


def levels_of(cells: Cells, decimal: str) -> tuple[Levels, Refused] | None:
    """Return the levels of a column, and why texts, by their code, name none.

    None where the column has more texts than groups can have.
    """
    if cells.codes is None:
        return None
    has_dash = any(map(POSITIVE.search, cells.texts))
    amounts = AnyAmounts("", decimal)
    named = [_named(text, amounts, has_dash=has_dash) for text in cells.texts]
    names = [name if isinstance(name, str) else None for name in named]
    first: dict[str, str] = {}
    for name in filter(None, names):
        first.setdefault(name.casefold(), name)
    spelled = [None if name is None else first[name.casefold()] for name in names]
    levels = _whole(cells.texts, cells.codes).renamed(spelled, sorted(first.values(), key=_order))
    return levels, {code: p for code, p in enumerate(named) if isinstance(p, Problem)}


def sex_levels(cells: Cells, corrections: Corrections) -> tuple[Levels, Refused] | None:
    """Return sexes as levels, and why texts, by their code, stand for none; nobody has theirs.

    None where the column has more texts than groups can have.
    """
    if cells.codes is None:
        return None
    parsed = [None if is_missing(text) else parse_sex(text, corrections) for text in cells.texts]
    refused = {code: p for code, p in enumerate(parsed) if isinstance(p, Problem)}
    names = [sex.value if isinstance(sex, Sex) else None for sex in parsed]
    levels = _whole(cells.texts, cells.codes).renamed(names, [sex.value for sex in Sex])
    return levels.pruned(), refused


def answer_levels(levels: Levels) -> Levels | None:
    """Return levels as "no" and "yes"; None where one of them is neither for certain."""
    answers = [parse_answer(name) for name in levels.names]
    if not all(isinstance(answer, bool) for answer in answers):
        return None
    return levels.renamed([ANSWERS[answer is True] for answer in answers], ANSWERS).pruned()


def _whole(texts: Sequence[str], codes: Codes) -> Levels:
    return Levels(tuple(texts), codes)


def _named(text: str, amounts: AnyAmounts, *, has_dash: bool) -> str | Problem | None:
    """Return the level that a text names, None where it states nothing."""
    narrow = " ".join(text.translate(NARROW).split())
    if has_dash and narrow == DASH:
        return narrow
    if is_missing(text):
        return None
    cell, amount = parse_cell(text, lambda _: narrow), amounts.of_one(text)
    if isinstance(amount, Problem) and amount.key in NO_WORDS:
        return amount
    is_number = isinstance(amount, Amount) and amount.limit == EXACT
    return plainly(amount.value) if is_number and isinstance(amount, Amount) else cell


def _order(name: str) -> tuple[tuple[int, float, str], ...]:
    if name in RESULTS:
        return ((-1, RESULTS.index(name), ""),)
    try:
        return ((0, float(name), ""),)
    except ValueError:
        parts = DIGITS.split(name.casefold())
    return tuple((1, float(p), "") if p.isdecimal() else (2, 0.0, p) for p in parts if p)
