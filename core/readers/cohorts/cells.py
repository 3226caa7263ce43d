"""Takes in a column block by block: what each row states, as numbers, and as texts while few.

A hundred thousand rows of fifty columns take nine bytes a cell; no text of theirs is kept beyond
MOST_TEXTS in a column, since what has more is no group of people.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import ABOVE, BELOW, Codes, Floats, Limits
from core.errors import Problem, Severity
from core.readers.cohorts.amounts import Amount, Amounts, is_missing
from core.readers.reading import LIMIT_LISTED
from core.readers.tables.distinct import LIMIT_REMEMBERED
from core.readers.tables.grid import Block, TextColumn

# Beside BELOW, EXACT and ABOVE, what a cell may be: no amount, or nothing.
REFUSED, MISSING = 2, 3
# Spellings of the levels of a factor.
MOST_TEXTS = 200
# A column of so many different words, and so many times fewer numbers, is one of words: it is not
# asked of each further one why it is no number.
HOPELESS, HOPELESS_TIMES = 2_000, 9
# So many texts are looked at before it is asked whether looking is of any use.
BATCH = 500
UNREAD = Problem("reader.cell.not_a_number", {"text": "…"})

Places: TypeAlias = NDArray[np.int64]
Kept: TypeAlias = NDArray[np.bool_] | Places


@dataclass(frozen=True, slots=True)
class Told:
    """The first problems with the cells of a column, by row, and how many more there are.

    `is_cut` says that notes were no longer asked for at some point.
    """

    listed: Sequence[Problem] = ()
    more: Counter[Severity] = field(default_factory=Counter)
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What the rows of a column state.

    `values` (n_rows,) are nan where `kinds` is REFUSED or MISSING; `codes` (n_rows,) are the places
    among `texts`, the distinct ones as written, and None where there are too many.
    """

    values: Floats
    kinds: Limits
    texts: Sequence[str] = ()
    codes: Codes | None = None
    told: Told = field(default_factory=Told)

    @property
    def is_number(self) -> NDArray[np.bool_]:
        """Say which rows state an amount."""
        found: NDArray[np.bool_] = self.kinds <= ABOVE
        return found

    @property
    def is_refused(self) -> NDArray[np.bool_]:
        """Say which rows state something that is no amount."""
        found: NDArray[np.bool_] = self.kinds == REFUSED
        return found

    @property
    def limits(self) -> Limits:
        """Return whether each amount is a limit, EXACT where there is none."""
        return np.where(np.abs(self.kinds) == ABOVE, self.kinds, 0).astype(np.int8)

    @property
    def is_censored(self) -> bool:
        """Say whether any amount is a limit."""
        return bool(((self.kinds == BELOW) | (self.kinds == ABOVE)).any())

    def where(self, kept: Kept) -> "Cells":
        """Return what some of the rows state."""
        codes = self.codes
        return replace(
            self,
            values=self.values[kept],
            kinds=self.kinds[kept],
            codes=None if codes is None else codes[kept],
        )

    def without(self, rows: NDArray[np.bool_]) -> "Cells":
        """Return the same with nothing stated in some rows."""
        return replace(
            self,
            values=np.where(rows, np.nan, self.values),
            kinds=np.where(rows, MISSING, self.kinds).astype(np.int8),
        )


class Gatherer:
    """Takes in the blocks of one column."""

    def __init__(self, amounts: Amounts) -> None:
        self._amounts = amounts
        self._values: list[Floats] = []
        self._kinds: list[Limits] = []
        self._codes: list[Codes] | None = []
        self._texts: dict[str, int] = {}
        self._parsed: dict[str, Amount | Problem | None] = {}
        self._listed: list[Problem] = []
        self._count: Counter[Severity] = Counter()
        # Distinct texts that are amounts, that are none, and that are noted.
        self._plain = self._words = self._notes = 0
        self._is_cut = False

    def take(self, column: TextColumn, block: Block) -> None:
        """Take in a block."""
        values = self._amounts.of_all(column.texts)
        kinds = np.zeros(len(values), dtype=np.int8)
        told: dict[int, Problem] = {}
        odd = np.flatnonzero(np.isnan(values))
        self._plain += len(values) - len(odd)
        while len(odd):
            for i in odd[:BATCH].tolist():
                parsed = self._one(column.texts[i])
                problem = parsed.note if isinstance(parsed, Amount) else parsed
                if isinstance(parsed, Amount):
                    values[i], kinds[i] = parsed.value, parsed.limit
                else:
                    kinds[i] = MISSING if parsed is None else REFUSED
                if problem is not None:
                    told[i] = problem
            odd = self._rest(odd[BATCH:], values, column.texts)
        self._values.append(values[column.codes])
        self._kinds.append(kinds[column.codes])
        self._take_texts(column)
        self._tell(told, column, block)

    def finished(self) -> Cells:
        """Return the whole column; only the places of its problems lack the name of the column."""
        return Cells(
            values=np.concatenate([np.zeros(0), *self._values]),
            kinds=np.concatenate([np.zeros(0, dtype=np.int8), *self._kinds]),
            texts=list(self._texts),
            codes=None
            if self._codes is None
            else np.concatenate([np.zeros(0, dtype=np.int32), *self._codes]),
            told=Told(self._listed, self._more(), self._is_cut),
        )

    def _rest(self, odd: Places, values: Floats, texts: Sequence[str]) -> Places:
        """Return which texts are still to be looked at; after so many notes, no more are asked."""
        if self._notes <= LIMIT_LISTED or self._is_cut:
            return odd
        self._is_cut = True
        self._amounts = self._amounts.without_asking()
        self._parsed.clear()
        values[odd] = self._amounts.of_all([texts[i] for i in odd.tolist()])
        return odd[np.isnan(values[odd])]

    def _one(self, text: str) -> Amount | Problem | None:
        if text in self._parsed:
            return self._parsed[text]
        if self._words > HOPELESS and self._words > HOPELESS_TIMES * self._plain:
            return None if is_missing(text) else UNREAD
        if len(self._parsed) >= LIMIT_REMEMBERED:
            self._parsed.clear()
        parsed = self._parsed[text] = self._amounts.of_one(text)
        self._words += isinstance(parsed, Problem)
        self._plain += isinstance(parsed, Amount)
        self._notes += isinstance(parsed, Amount) and parsed.note is not None
        return parsed

    def _take_texts(self, column: TextColumn) -> None:
        if self._codes is None:
            return
        if len(column.texts) <= MOST_TEXTS:
            numbers = [self._texts.setdefault(text, len(self._texts)) for text in column.texts]
            self._codes.append(np.array(numbers, dtype=np.int32)[column.codes])
        if max(len(column.texts), len(self._texts)) > MOST_TEXTS:
            self._codes = None
            self._texts.clear()

    def _tell(self, told: dict[int, Problem], column: TextColumn, block: Block) -> None:
        for severity in {problem.severity for problem in told.values()}:
            is_told = np.zeros(len(column.texts), dtype=bool)
            is_told[[i for i, problem in told.items() if problem.severity is severity]] = True
            cells = np.flatnonzero(is_told[column.codes])
            left = max(0, LIMIT_LISTED - self._count[severity])
            self._count[severity] += len(cells)
            for i in cells[:left].tolist():
                problem = told[int(column.codes[i])]
                place = replace(problem.place, row=int(block.rows[i]))
                self._listed.append(replace(problem, place=place))

    def _more(self) -> Counter[Severity]:
        return +Counter({s: count - LIMIT_LISTED for s, count in self._count.items()})
