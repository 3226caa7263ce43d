"""Takes in what stands beside the values of a table of people: who, when, how old, which material.

Ids are hashed block by block, and dates of birth become ages: neither is kept.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import Floats
from core.errors import Problem
from core.readers.cells import NARROW
from core.readers.cohorts.amounts import is_missing
from core.readers.cohorts.people import Draws, hashed, seconds
from core.readers.cohorts.plans import Plan
from core.readers.cohorts.reading import Use
from core.readers.context import Parser, parse_age
from core.readers.conventions import Conventions, with_point
from core.readers.materials import other_in_words
from core.readers.reading import ProblemLog
from core.readers.tables.births import OF_PATIENT, with_ages
from core.readers.tables.distinct import Distinct, log_problems, stated_ids
from core.readers.tables.grid import Block
from core.readers.tables.measured import FieldColumn, PanelColumns
from core.readers.tables.wide import field_parsers

T = TypeVar("T")
Array = NDArray[Any]

NO_ID = Problem("cohort_reader.row.no_id")
# `#N/A` and what else stands for a gap.
LONGEST_GAP = 6
TYPED = (Use.AGE, Use.BIRTH, Use.COLLECTED)


class ContextTaker:
    """Takes in the columns of known fields, block by block."""

    def __init__(self, plans: Sequence[Plan], conventions: Conventions, log: ProblemLog) -> None:
        self.log = log
        self._plans = {plan.use: plan for plan in plans if plan.use is not None}
        parsers: dict[str, Parser] = dict(field_parsers(conventions))
        parsers[Use.AGE.value] = partial(_age, conventions.decimal)
        self._parsers = {
            use: Distinct(unless_missing(parsers[use.value])) for use in TYPED if use in self._plans
        }
        self._rows: list[Array] = []
        self._keys: list[Array] = []
        self._times: list[Array] = []
        self._ages: list[Array] = []
        self._known: list[Array] = []
        self._other: list[Array] = []

    def take(self, block: Block) -> None:
        """Take in a block."""
        fields = {use.value: self._field(use, block) for use in self._parsers}
        times = fields.get(Use.COLLECTED.value)
        count = len(block.rows)
        self._rows.append(block.rows)
        self._times.append(np.full(count, np.nan) if times is None else _seconds(times))
        self._ages.append(self._aged(fields, block))
        self._take_ids(block)
        self._take_material(block)

    def draws(self) -> Draws:
        """Return whose draw each row is of, and when."""
        keys = np.concatenate(self._keys) if Use.ID in self._plans else None
        rows, times = np.concatenate(self._rows), np.concatenate(self._times)
        return Draws(rows=rows, times=times, keys=keys)

    @property
    def ages(self) -> Floats | None:
        """Return the age of each row's person [years]; None where no column says any."""
        is_said = Use.AGE in self._plans or Use.BIRTH in self._plans
        return np.concatenate(self._ages) if is_said else None

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Say which rows have an id that can be used, or need none."""
        return np.concatenate(self._known)

    @property
    def is_other(self) -> NDArray[np.bool_]:
        """Say which rows name a material that is surely not blood."""
        return np.concatenate(self._other)

    def _field(self, use: Use, block: Block) -> FieldColumn:
        plan = self._plans[use]
        column = block.columns[plan.index]
        stated = self._parsers[use].stated(column, block, self.log, plan.name)
        return FieldColumn(stated, column.codes)

    def _take_ids(self, block: Block) -> None:
        plan = self._plans.get(Use.ID)
        if plan is None:
            self._known.append(np.ones(len(block.rows), dtype=bool))
            return
        column, own = block.columns[plan.index], ProblemLog(self.log.file)
        stated = stated_ids(column, block, own, plan.name)
        for problem in own.take():
            told = NO_ID if problem.key == "reader.cell.no_id" else problem
            self.log.add(told, row=problem.place.row, column=plan.name)
        # An id is hardly ever so short, and none of these is one.
        gaps = [NO_ID if t and len(t) <= LONGEST_GAP and is_missing(t) else None for t in stated]
        log_problems(gaps, column, block, self.log, plan.name)
        are_known = [bool(t) and not gap for t, gap in zip(stated, gaps, strict=True)]
        self._keys.append(hashed(text or "" for text in stated)[column.codes])
        self._known.append(of_each(are_known, column.codes))

    def _take_material(self, block: Block) -> None:
        plan = self._plans.get(Use.MATERIAL)
        if plan is None:
            self._other.append(np.zeros(len(block.rows), dtype=bool))
            return
        column = block.columns[plan.index]
        self._other.append(of_each(map(other_in_words, column.texts), column.codes))

    def _aged(self, fields: dict[str, FieldColumn], block: Block) -> Floats:
        """Return the age of each row's person [years], stated or worked out, nan where neither."""
        of_patient = {name: column for name, column in fields.items() if name in OF_PATIENT}
        others = {name: column for name, column in fields.items() if name not in OF_PATIENT}
        stated = PanelColumns(
            file=self.log.file, rows=block.rows, patients=of_patient, specimens=others
        )
        ages = with_ages(stated, self.log).patients.get(Use.AGE.value)
        if ages is None:
            return np.full(len(block.rows), np.nan)
        return numbers([None if age is None else float(age) for age in ages.values])[ages.codes]


def unless_missing(
    parse: Callable[[str], T | Problem | None],
) -> Callable[[str], T | Problem | None]:
    """Return a parser that takes what statistical programs write for a gap to state nothing."""
    return lambda text: None if is_missing(text) else parse(text)


def of_each(distinct: Iterable[bool], codes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return what is so of each row, by what is so of its text."""
    found: NDArray[np.bool_] = np.fromiter(distinct, dtype=bool)[codes]
    return found


def numbers(stated: Sequence[float | None]) -> Floats:
    """Return numbers as an array, nan where there is none."""
    return np.array([np.nan if one is None else one for one in stated], dtype=np.float64)


def _age(decimal: str, text: str) -> float | Problem | None:
    pointed = with_point(text.translate(NARROW), decimal)
    return parse_age(text if pointed is None else pointed)


def _seconds(times: FieldColumn) -> Floats:
    found: Floats = seconds(times.values)[times.codes]
    return found
