"""Midranks of every analyte at once: tied values share the mean of the ranks they take up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Values of groups in ascending order, with their ranks among all groups.

    `ordered` and `ranks` hold one array (n_analytes, n_people of the group) a group; beyond the
    `sizes` (n_analytes, n_groups) a value is nan and its rank 0. `ties` (n_analytes,) are the sums
    of t^3 - t over the sets of t tied values.
    """

    ordered: tuple[Floats, ...]
    ranks: tuple[Floats, ...]
    sizes: Floats
    ties: Floats

    @property
    def sums(self) -> Floats:
        """Return the sums of ranks (n_analytes, n_groups)."""
        return np.stack([ranks.sum(axis=1) for ranks in self.ranks], axis=1)


def ordered_groups(values: Floats, groups: tuple[slice, ...]) -> tuple[Floats, ...]:
    """Return the values of each group in ascending order, nan last."""
    return tuple(np.sort(values[:, group], axis=1) for group in groups)


def ranked(ordered: tuple[Floats, ...], sizes: Floats) -> Ranked:
    """Rank values that are in ascending order within each group, all groups together."""
    pooled = np.concatenate(ordered, axis=1)
    # A stable sort finds the groups already in order and only merges them.
    order = np.argsort(pooled, axis=1, kind="stable")
    ranks, ties = sorted_midranks(np.take_along_axis(pooled, order, axis=1))
    np.put_along_axis(pooled, order, ranks, axis=1)
    ends = np.cumsum([group.shape[1] for group in ordered])[:-1]
    return Ranked(ordered, _stated(np.split(pooled, ends, axis=1), sizes), sizes, ties)


def sorted_midranks(ordered: Floats) -> tuple[Floats, Floats]:
    """Return the midranks of rows in ascending order, and the sum of t^3 - t over the ties of each.

    Each nan at the end of a row counts as a value by itself.
    """
    rows, columns = ordered.shape
    is_new = np.ones(ordered.shape, dtype=np.bool_)
    np.not_equal(ordered[:, 1:], ordered[:, :-1], out=is_new[:, 1:])
    if is_new.all():
        return np.tile(np.arange(1.0, columns + 1), (rows, 1)), np.zeros(rows)
    starts = np.flatnonzero(is_new)
    lengths = np.diff(starts, append=ordered.size)
    row = starts // max(1, columns)
    first = starts - row * columns
    ranks: Floats = np.repeat(first + (lengths + 1) / 2, lengths).reshape(ordered.shape)
    ties = np.bincount(row, weights=lengths**3 - lengths, minlength=rows)
    return ranks, ties.astype(np.float64)


def midranks(values: Floats) -> Floats:
    """Return the midrank of each value among those of its row; nan stays nan."""
    missing = np.isnan(values)
    # Sorting is several times slower where there is nan; infinity comes last as well.
    last = np.where(missing, np.inf, values)
    order = np.argsort(last, axis=1)
    ordered = np.take_along_axis(last, order, axis=1)
    ordered[np.isinf(ordered)] = np.nan
    np.put_along_axis(last, order, sorted_midranks(ordered)[0], axis=1)
    last[missing] = np.nan
    return last


def within_ranks(ranked: Ranked) -> tuple[Floats, ...]:
    """Return the ranks of the values among those of their own group, 0 beyond its size."""
    return _stated([sorted_midranks(group)[0] for group in ranked.ordered], ranked.sizes)


def _stated(ranks: Sequence[Floats], sizes: Floats) -> tuple[Floats, ...]:
    """Return ranks with 0 beyond the sizes of their groups."""
    return tuple(
        np.where(np.arange(group.shape[1]) < size[:, None], group, 0.0)
        for group, size in zip(ranks, sizes.T, strict=True)
    )
