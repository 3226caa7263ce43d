"""Spearman's rank correlation of every pair of columns, each in the rows that have both.

Spearman 1904, doi 10.2307/1412159, with midranks for equal values. Rows are ranked anew for a pair,
so that a gap in one column never moves the ranks of another. Columns are sorted once; which ranks
the rows of a pair then have is a matter of counting them in that order.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Sorted:
    """Columns in order, all (n_columns, n): which row stands at each place, and its equals.

    The equals of a place stand from place `first` to the one before `after`; gaps stand at the end.
    """

    order: Ints
    first: Ints
    after: Ints

    def before(self, column: int) -> "Sorted":
        """Return the columns before one."""
        return Sorted(self.order[:column], self.first[:column], self.after[:column])

    def flat(self) -> "Sorted":
        """Return the same as numbers in a matrix laid out as one row, fast to take and to put.

        The matrix of counts that `first` and `after` then point into has one more place a column.
        """
        columns, rows = self.order.shape
        begin = np.arange(columns)[:, None]
        counts = begin * (rows + 1)
        return Sorted(self.order + begin * rows, self.first + counts, self.after + counts)


def spearman(values: Floats) -> tuple[Floats, Ints]:
    """Return rho and the number of rows of every pair (n_columns, n_columns); nan is a gap.

    rho is nan where one of the two does not vary.
    """
    stated = np.isfinite(values)
    # Those with gaps last: each is then compared with all that come before it.
    columns = np.argsort(~stated.all(axis=0), kind="stable")
    whole = int(stated.all(axis=0).sum())
    ranking, has_value = _sorted(values[:, columns]), np.ascontiguousarray(stated[:, columns].T)
    flat = ranking.flat()
    rho = np.full((len(columns), len(columns)), np.nan)
    rho[:whole, :whole] = _without_gaps(ranking.before(whole))
    for number in range(whole, len(columns)):
        rho[number, number] = 1.0
        found = _with_earlier(ranking, flat.before(number), has_value, number)
        rho[number, :number] = rho[:number, number] = found
    back = np.argsort(columns)
    counts = stated.astype(np.float64)
    return rho[np.ix_(back, back)], (counts.T @ counts).round().astype(np.int64)


def _sorted(values: Floats) -> Sorted:
    columns = np.ascontiguousarray(values.T)
    order = np.argsort(columns, axis=1)
    ordered = np.take_along_axis(columns, order, axis=1)
    end = ordered.shape[1]
    begins = np.ones(ordered.shape, dtype=np.bool_)
    begins[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    ends = np.ones(ordered.shape, dtype=np.bool_)
    ends[:, :-1] = begins[:, 1:]
    first = np.maximum.accumulate(np.where(begins, np.arange(end), 0), axis=1)
    after = np.where(ends, np.arange(1, end + 1), end)[:, ::-1]
    return Sorted(order, first, np.minimum.accumulate(after, axis=1)[:, ::-1])


def _without_gaps(ranking: Sorted) -> Floats:
    """Return rho (n_columns, n_columns) of columns without gaps, as one product of matrices."""
    rows = ranking.order.shape[1]
    apart = np.empty(ranking.order.shape)
    np.put_along_axis(apart, ranking.order, (ranking.first + ranking.after - rows) / 2, axis=1)
    products = apart @ apart.T
    squares = np.diag(products)
    return _ratio(products, np.outer(squares, squares))


def _with_earlier(ranking: Sorted, earlier: Sorted, stated: Bools, number: int) -> Floats:
    """Return rho of one column with each earlier one (n_earlier,), which are laid out flat."""
    own = ranking.order[number]
    both = stated[:number] & stated[number]
    inside = both[:, own]
    counts = _counts(inside)
    ours, theirs = np.empty(both.shape), np.empty(both.shape)
    ours[:, own] = (
        counts[:, ranking.first[number]] + counts[:, ranking.after[number]] + 1
    ) * inside
    inside = both.ravel().take(earlier.order)
    counts = _counts(inside).ravel()
    doubled = (counts.take(earlier.first) + counts.take(earlier.after) + 1) * inside
    theirs.ravel()[earlier.order] = doubled
    rows = both.sum(axis=1, dtype=np.float64)
    products, our_squares, their_squares = (
        np.einsum("ij,ij->i", one, other) - rows * (rows + 1) ** 2
        for one, other in ((ours, theirs), (ours, ours), (theirs, theirs))
    )
    return _ratio(products, our_squares * their_squares)


def _counts(inside: Bools) -> NDArray[np.int32]:
    """Return how many are inside before each place (n_columns, n + 1).

    Twice a midrank, from 1, is what is counted before a row's equals and after them, and 1: a whole
    number, so that sums of products are exact.
    """
    counts = np.zeros((len(inside), inside.shape[1] + 1), dtype=np.int32)
    np.cumsum(inside, axis=1, out=counts[:, 1:])
    return counts


def _ratio(products: Floats, squares: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        rho: Floats = np.clip(products / np.sqrt(squares), -1, 1)
    return rho
