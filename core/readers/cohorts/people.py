"""Who the rows of a source are of, and which of them count: one draw a person, the first.

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
    order = np.lexsort((np.arange(count), draws.times, draws.keys))
    keys, times = draws.keys[order], draws.times[order]
    is_first = np.ones(count, dtype=bool)
    is_first[1:] = keys[1:] != keys[:-1]
    is_twice = np.zeros(count, dtype=bool)
    is_same_time = (times[1:] == times[:-1]) | (np.isnan(times[1:]) & np.isnan(times[:-1]))
    is_twice[1:] = ~is_first[1:] & is_same_time
    for row in np.sort(draws.rows[order[is_twice]]).tolist():
        log.add(Problem("cohort_reader.row.twice"), row=row or None)
    later = ~is_first & ~is_twice
    if later.any():
        details = {"draws": int(later.sum()), "people": len(np.unique(keys[later]))}
        log.add(Problem("cohort_reader.later_draws", details, severity=Severity.NOTE))
    return np.sort(order[is_first])
