"""Decides by its values what a column is that no name is known for: analyte, factor, or neither.

The rules, the first that applies: a number that only counts the rows is nothing; words, or whole
numbers of at most MOST_CODES kinds that repeat, put people into groups; numbers are an analyte; a
column of which most cells are neither is not used.
"""

import re
from dataclasses import dataclass

import numpy as np

from core.errors import Problem, Severity
from core.readers.cohorts.cells import MISSING, Cells
from core.readers.cohorts.levels import Levels
from core.readers.cohorts.plans import Plan
from core.readers.cohorts.reading import Use
from core.readers.names import folded

# Whole numbers of more kinds are counts or measurements.
MOST_CODES = 10
MOST_LEVELS = 50
# So few words may each stand for one person: groups of one.
FEW_LEVELS = 6
# A file of fewer rows proves no counting.
LEAST_RUNNING = 3
BINARY = ({0.0, 1.0}, {1.0, 2.0})
GROUP_NAMES = frozenset(
    folded(name)
    for name in (
        "group", "groups", "grp", "class", "diagnosis", "dx", "case", "status", "cohort", "arm",
        "condition", "disease", "群", "診断", "診断名", "疾患", "病名", "区分",
        "グループ", "クラス",
    )
)  # fmt: skip
GROUP_STEMS = ("群", "診断", "疾患", "病名", "グループ")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a column is used as, and why it is not, if so."""

    use: Use
    reason: Problem | None = None


def judged(plan: Plan, cells: Cells, levels: Levels | None) -> Judgement:
    """Return what a column is whose header leaves it open."""
    stated = int((cells.kinds != MISSING).sum())
    refused = int(cells.is_refused.sum())
    if not stated:
        return Judgement(Use.UNUSED, _note("cohort_reader.column.empty"))
    if _is_running(cells):
        return Judgement(Use.UNUSED, _note("cohort_reader.column.running"))
    if levels is not None and _are_groups(plan, cells, levels, stated):
        return Judgement(Use.FACTOR)
    if 2 * refused <= stated:
        return Judgement(Use.ANALYTE)
    if refused == stated and not _are_odd_numbers(cells):
        return Judgement(Use.UNUSED, too_many_levels())
    return Judgement(Use.UNUSED, not_numbers(refused, stated))


def not_numbers(refused: int, stated: int) -> Problem:
    """Return why a column is not used of which too many cells are no numbers."""
    return Problem("cohort_reader.column.not_numbers", {"refused": refused, "stated": stated})


def too_many_levels() -> Problem:
    """Return why a column of words is not used."""
    details = {"limit": MOST_LEVELS}
    return Problem("cohort_reader.column.too_many_levels", details, severity=Severity.NOTE)


def is_group_name(name: str) -> bool:
    """Say whether a header names what usually tells groups apart: `Study group`, 診断名."""
    words = {folded(word) for word in WORD.findall(name)}
    return bool(words & GROUP_NAMES) or any(stem in name for stem in GROUP_STEMS)


def _are_groups(plan: Plan, cells: Cells, levels: Levels, stated: int) -> bool:
    count = len(levels.names)
    if not 0 < count <= MOST_LEVELS:
        return False
    numbers = cells.values[cells.is_number]
    is_whole = not cells.is_censored and bool((numbers % 1 == 0).all())
    if folded(plan.name) in GROUP_NAMES and is_whole:
        return True
    are_words = 2 * len(numbers) < stated
    if are_words:
        return is_group_name(plan.name) or count <= FEW_LEVELS or 2 * count <= stated
    return is_whole and not plan.unit and _are_codes(set(np.unique(numbers).tolist()), len(numbers))


def _are_codes(numbers: set[float], stated: int) -> bool:
    """Say whether whole numbers are codes: few kinds, each of which stands for several people."""
    is_repeated = 1 < len(numbers) <= MOST_CODES and 2 * len(numbers) <= stated
    return is_repeated or numbers in BINARY


def _are_odd_numbers(cells: Cells) -> bool:
    """Say whether texts are numbers of which only the decimal mark is not certain."""
    return any(problem.key == "reader.cell.comma" for problem in cells.told.listed)


def _is_running(cells: Cells) -> bool:
    values = cells.values
    if len(values) < LEAST_RUNNING or values[0] not in (0, 1) or not cells.is_number.all():
        return False
    return bool(np.array_equal(values, np.arange(len(values)) + values[0]))


def _note(key: str) -> Problem:
    return Problem(key, severity=Severity.NOTE)
