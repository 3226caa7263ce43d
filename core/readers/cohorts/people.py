"""Who the rows of a source are of, and which of them count: a person's first draw, or every one.

People are told apart by a hash of their id, of which nothing is kept once they are joined; two of
a million share one of 64 bits by chance with a probability of three in a hundred million.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from core.errors import Problem, Severity
from core.readers.draws import time_order
from core.readers.reading import ProblemLog

Keys = NDArray[np.int64]
Times = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Whose draw each row is of and when: `keys` are hashes of ids, `times` in [s], nan if unknown.

    `rows` are their numbers as a spreadsheet counts, 0 where there are none. `keys` is None where
    the source names nobody: each row is then a person.
    """

    rows: NDArray[np.int64]
    times: Times
    keys: Keys | None = None

    def where(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "Draws":
        """Return some of the rows."""
        keys = None if self.keys is None else self.keys[kept]
        return replace(self, rows=self.rows[kept], times=self.times[kept], keys=keys)


def hashed(ids: Iterable[str]) -> Keys:
    """Return the hash of each id; it means nothing beyond this process."""
    return np.fromiter(map(hash, ids), dtype=np.int64)


def seconds(moments: Sequence[date | None]) -> Times:
    """Return times in [s], by which they are in order; nan for one that is not known."""
    of_each = (math.nan if m is None else time_order(m)[1] for m in moments)
    return np.fromiter(of_each, dtype=np.float64, count=len(moments))


def first_draws(draws: Draws, log: ProblemLog) -> NDArray[np.int64]:
    """Return which rows count, in their order: of each person the first by time.

    A row of the same person and time as an earlier one is refused; how many later draws are left
    out is told, and that nobody is known by an id.
    """
    count = len(draws.rows)
    if draws.keys is None:
        log.add(Problem("cohort_reader.no_id", severity=Severity.NOTE))
        return np.arange(count)
    order, is_first, is_same_time = _in_order(draws.keys, draws.times)
    is_twice = ~is_first & is_same_time
    for row in np.sort(draws.rows[order[is_twice]]).tolist():
        log.add(Problem("cohort_reader.row.twice"), row=row or None)
    later = ~is_first & ~is_twice
    if later.any():
        people = len(np.unique(draws.keys[order[later]]))
        details = {"draws": int(later.sum()), "people": people}
        log.add(Problem("cohort_reader.later_draws", details, severity=Severity.NOTE))
    return np.sort(order[is_first])


def every_draw(draws: Draws, log: ProblemLog) -> NDArray[np.int64]:
    """Return which rows count, in their order, where each draw of a person is wanted.

    A row of the same person and the same stated time as an earlier one is refused; that some people
    were drawn more than once, or that nobody is known by an id, is told.
    """
    count = len(draws.rows)
    if draws.keys is None:
        log.add(Problem("cohort_reader.no_id", severity=Severity.NOTE))
        return np.arange(count)
    order, is_first, is_same_time = _in_order(draws.keys, draws.times)
    is_twice = ~is_first & is_same_time & ~np.isnan(draws.times[order])
    for row in np.sort(draws.rows[order[is_twice]]).tolist():
        log.add(Problem("cohort_reader.row.twice"), row=row or None)
    later = ~is_first & ~is_twice
    if later.any():
        people = len(np.unique(draws.keys[order[later]]))
        details = {"draws": int(later.sum()), "people": people}
        log.add(Problem("cohort_reader.every_draw", details, severity=Severity.NOTE))
    kept: NDArray[np.int64] = np.sort(order[~is_twice])
    return kept


def persons_of(draws: Draws) -> NDArray[np.int32] | None:
    """Return numbers (n_rows,) that tell whose draw each row is, in order of first appearance.

    None where every row is a person. Hashes differ from process to process, the numbers do not.
    """
    if draws.keys is None:
        return None
    _, first, inverse = np.unique(draws.keys, return_index=True, return_inverse=True)
    if len(first) == len(draws.keys):
        return None
    numbers = np.empty(len(first), dtype=np.int32)
    numbers[np.argsort(first)] = np.arange(len(first))
    return numbers[inverse]


def _in_order(
    keys: Keys, times: Times
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return rows by person and time, which are a person's first, which have the time before."""
    order = np.lexsort((np.arange(len(keys)), times, keys))
    keys, times = keys[order], times[order]
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = keys[1:] != keys[:-1]
    is_same_time = np.zeros(len(keys), dtype=bool)
    both_unknown = np.isnan(times[1:]) & np.isnan(times[:-1])
    is_same_time[1:] = (times[1:] == times[:-1]) | both_unknown
    return order, is_first, is_same_time
