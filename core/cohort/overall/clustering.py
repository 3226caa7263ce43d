"""A cohort as a matrix of z scores in which people and analytes alike stand side by side.

Average linkage of Euclidean distances (Sokal and Michener 1958), its leaves turned so that
neighbours are as near as can be (Bar-Joseph 2001, doi 10.1093/bioinformatics/17.suppl_1.S22).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster import hierarchy

from core.cohort.cohort import Analyte, Cohort, Factor, Floats
from core.cohort.overall.complete import (
    MOST_ANALYTES,
    SEED,
    Complete,
    Ints,
    LeftOut,
    Omission,
    Selection,
    complete,
)
from core.cohort.result import Count
from core.cohort.suppression import SMALLEST_CELL, shown_count
from core.errors import CohortError

# More people than this are not told apart on one picture; a sample of them is drawn.
MOST_PEOPLE = 300
# Turning the leaves takes the square of their number in memory, and more in time.
MOST_TURNED = 1_000


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class HeatMap:
    """z scores (n_drawn, n_analytes) in the order in which they are drawn.

    `codes` (n_drawn,) are the groups of the people drawn, empty where there is no factor. `means`
    (n_groups, n_analytes) and `sizes` are of all people of a group, nan and None where they are too
    few to be told. Of a shared cohort nobody is drawn: z and codes are empty. `closest` are the two
    analytes whose z scores are most alike.
    """

    selection: Selection
    analytes: tuple[Analyte, ...]
    z: Floats
    codes: NDArray[np.int32]
    means: Floats
    sizes: tuple[Count, ...]
    closest: tuple[Analyte, Analyte]
    left_out: tuple[LeftOut, ...]

    @property
    def is_sample(self) -> bool:
        """Say whether only some of the people are drawn."""
        return 0 < len(self.z) < self.selection.size

    @property
    def mixing(self) -> tuple[float, float] | None:
        """Return which share of neighbours is of one group, and which would be by chance.

        None where no two groups are drawn.
        """
        counts = np.bincount(self.codes)
        if np.count_nonzero(counts) < 2:  # noqa: PLR2004 - two groups
            return None
        drawn = int(counts.sum())
        by_chance = float((counts * (counts - 1)).sum()) / (drawn * (drawn - 1))
        return float((self.codes[1:] == self.codes[:-1]).mean()), by_chance


def clustered(
    cohort: Cohort,
    keys: Sequence[str],
    factor: Factor | None = None,
    levels: Sequence[str] = (),
    seed: int = SEED,
) -> HeatMap:
    """Return the z scores of those with every analyte, similar people and analytes side by side.

    Of more than MOST_PEOPLE a sample is taken, as many from each group as there are. z scores, the
    order of analytes and means are of all. Raises CohortError where too little is left, or a shared
    cohort has no group to tell of.
    """
    data = complete(cohort, keys[:MOST_ANALYTES], factor, levels)
    apart = _distances(data.z)
    analytes = order_of(apart)
    drawn = _drawn(data, seed)
    z = data.z[np.ix_(drawn, analytes)]
    people = order_of(_distances(z.T)) if len(z) else drawn
    means = _means(data)
    if cohort.is_shared and np.isnan(means).all():
        raise CohortError("multivariate.shared_without_groups", fewest=SMALLEST_CELL)
    own = data.selection.factor
    sizes = () if own is None else own.sizes()
    return HeatMap(
        selection=data.selection,
        analytes=tuple(data.selection.analytes[column] for column in analytes),
        z=z[people],
        codes=np.zeros(0, np.int32) if own is None else own.codes[drawn][people],
        means=means[:, analytes],
        sizes=tuple(shown_count(size, is_shared=cohort.is_shared) for size in sizes),
        closest=_closest(data.selection.analytes, apart),
        left_out=(*data.selection.left_out, *beyond(cohort, keys)),
    )


def beyond(cohort: Cohort, keys: Sequence[str]) -> tuple[LeftOut, ...]:
    """Return the analytes asked for beyond what one picture can hold."""
    return tuple(LeftOut(cohort.analyte(key), Omission.BEYOND) for key in keys[MOST_ANALYTES:])


def order_of(distances: Floats) -> Ints:
    """Return the order of the leaves of the tree that a matrix of distances (n, n) gives."""
    if len(distances) <= 2:  # noqa: PLR2004 - two stand side by side already
        return np.arange(len(distances))
    condensed = distances[np.triu_indices(len(distances), 1)]
    tree = hierarchy.linkage(condensed, "average", optimal_ordering=len(distances) <= MOST_TURNED)
    leaves: Ints = hierarchy.leaves_list(tree).astype(np.int64)
    return leaves


def balanced(codes: NDArray[np.int32], most: int, seed: int) -> Ints:
    """Return the places of at most so many people, as many of each code as there are, sorted."""
    random = np.random.default_rng(seed)
    groups = [np.flatnonzero(codes == code) for code in np.unique(codes)]
    taken: list[Ints] = []
    # The smallest first: what it cannot fill is shared out among the others.
    for left, group in zip(range(len(groups), 0, -1), sorted(groups, key=len), strict=True):
        share = min(len(group), (most - sum(map(len, taken))) // left)
        taken.append(random.choice(group, share, replace=False))
    return np.sort(np.concatenate(taken))


def _drawn(data: Complete, seed: int) -> Ints:
    if data.selection.cohort.is_shared:
        return np.zeros(0, np.int64)
    factor, size = data.selection.factor, data.selection.size
    if size <= MOST_PEOPLE:
        return np.arange(size)
    codes = np.zeros(size, np.int32) if factor is None else factor.codes
    return balanced(codes, MOST_PEOPLE, seed)


def _distances(z: Floats) -> Floats:
    """Return the Euclidean distances between the columns (m, m), from their products."""
    products = z.T @ z
    squares = np.diag(products)
    apart = squares[:, None] + squares[None, :] - 2 * products
    distances: Floats = np.sqrt(np.maximum(apart, 0))
    return distances


def _closest(analytes: tuple[Analyte, ...], distances: Floats) -> tuple[Analyte, Analyte]:
    others = distances + np.diag(np.full(len(distances), np.inf))
    first, second = np.unravel_index(int(others.argmin()), others.shape)
    return analytes[int(first)], analytes[int(second)]


def _means(data: Complete) -> Floats:
    """Return the mean z of each group (n_groups, n_analytes), nan where too few are in it."""
    factor = data.selection.factor
    if factor is None:
        return np.zeros((0, data.z.shape[1]))
    fewest = SMALLEST_CELL if data.selection.cohort.is_shared else 1
    means = np.full((len(factor.levels), data.z.shape[1]), np.nan)
    for code, size in enumerate(factor.sizes()):
        if size >= fewest:
            means[code] = data.z[factor.codes == code].mean(axis=0)
    return means
