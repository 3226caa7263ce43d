"""The people of a cohort on the plane of two components: as points, or counted by cells.

What may be told of a shared cohort is settled here: no point, no cell and no group of a few people.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import Factor, Floats
from core.cohort.overall.components import Components
from core.cohort.result import Count
from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL, shown_count

# More people than this are counted by cells: a point for each would hide the others.
MOST_POINTS = 1_000
# The most and the fewest cells across and up; between them, so many people a cell on average.
MOST_CELLS, FEWEST_CELLS = (60, 40), (6, 4)
PEOPLE_A_CELL = 10
# The share of the people who may lie beyond each edge of the cells.
EDGE = 0.001
# How far the cells of a shared cohort reach to both sides [SD].
SHARED_REACH = 2.5
# A smaller group has no ellipse that would say anything.
FEWEST_FOR_ELLIPSE = 5
FIRST_TWO = (0, 1)
NO_CODES = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """How many people are in each cell (n_y, n_x), nan where none or too few to be told.

    `x` and `y` are the middles of the cells in z units.
    """

    counts: Floats
    x: Floats
    y: Floats


@dataclass(frozen=True, slots=True, eq=False)
class GroupPlace:
    """Where one group lies: size, mean (2,) and covariance (2, 2), nan where it cannot be told."""

    level: str
    size: Count
    mean: Floats
    covariance: Floats

    @property
    def has_ellipse(self) -> bool:
        """Say whether an ellipse can be drawn."""
        return bool(np.isfinite(self.covariance).all())


@dataclass(frozen=True, slots=True)
class Distance:
    """How far apart the means of two groups are, in [SD] within groups; by their numbers."""

    first: int
    second: int
    value: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plane:
    """Two components: points (n, 2) with the codes of their groups, or cells; and the groups.

    `factor` is that of the people drawn, or None where they are in one group.
    """

    pair: tuple[int, int]
    points: Floats
    codes: NDArray[np.int32]
    cells: Cells | None
    groups: tuple[GroupPlace, ...]
    furthest: Distance | None


def plane(
    components: Components, factor: Factor | None = None, pair: tuple[int, int] = FIRST_TWO
) -> Plane:
    """Return two components with the groups of a factor of the selected people (n_people,)."""
    scores = components.scores[:, list(pair)]
    is_shared = components.selection.cohort.is_shared
    codes = NO_CODES if factor is None else factor.codes
    groups = _groups(scores, factor, is_shared=is_shared)
    is_counted = is_shared or len(scores) > MOST_POINTS
    return Plane(
        pair=pair,
        points=scores[:0] if is_counted else scores,
        codes=codes[:0] if is_counted else codes,
        cells=_cells(scores, is_shared=is_shared) if is_counted else None,
        groups=groups,
        furthest=_furthest(groups),
    )


def _cells(scores: Floats, *, is_shared: bool) -> Cells:
    """Return the counts; those of a shared cohort are blank where small, and else rounded."""
    low, high = _ends(scores, is_shared=is_shared)
    fine = (len(scores) / PEOPLE_A_CELL / np.prod(MOST_CELLS)) ** 0.5
    numbers = np.clip(np.round(fine * np.array(MOST_CELLS)), FEWEST_CELLS, MOST_CELLS).astype(int)
    edges = [np.linspace(a, b, n + 1) for a, b, n in zip(low, high, numbers, strict=True)]
    counts = np.histogram2d(scores[:, 0], scores[:, 1], bins=edges)[0].T
    if is_shared:
        counts[counts < SMALLEST_CELL] = 0
        counts = ROUNDED_TO * np.round(counts / ROUNDED_TO)
    x, y = ((edge[:-1] + edge[1:]) / 2 for edge in edges)
    return Cells(np.where(counts > 0, counts, np.nan), x, y)


def _ends(scores: Floats, *, is_shared: bool) -> tuple[Floats, Floats]:
    """Return where the cells begin and end (2,); of a shared cohort that must tell of nobody."""
    spread: Floats = np.sqrt((scores**2).mean(axis=0))
    if is_shared:
        return -SHARED_REACH * spread, SHARED_REACH * spread
    low, high = np.quantile(scores, (EDGE, 1 - EDGE), axis=0)
    return np.minimum(low, -spread), np.maximum(high, spread)


def _groups(scores: Floats, factor: Factor | None, *, is_shared: bool) -> tuple[GroupPlace, ...]:
    if factor is None:
        return ()
    return tuple(
        _place(level, scores[factor.codes == code], is_shared=is_shared)
        for code, level in enumerate(factor.levels)
    )


def _place(level: str, scores: Floats, *, is_shared: bool) -> GroupPlace:
    size = len(scores)
    fewest = SMALLEST_CELL if is_shared else 1
    mean = scores.mean(axis=0) if size >= fewest else np.full(2, np.nan)
    covariance = np.full((2, 2), np.nan)
    if size >= max(fewest, FEWEST_FOR_ELLIPSE):
        covariance = np.cov(scores, rowvar=False)
    return GroupPlace(level, shown_count(size, is_shared=is_shared), mean, covariance)


def _furthest(groups: tuple[GroupPlace, ...]) -> Distance | None:
    """Return the two groups furthest apart by Mahalanobis, the covariance pooled within groups."""
    known = [number for number, group in enumerate(groups) if group.has_ellipse]
    if len(known) < 2:  # noqa: PLR2004 - a distance is between two
        return None
    weights = [(groups[number].size or 0) - 1 for number in known]
    pooled = np.average([groups[i].covariance for i in known], axis=0, weights=weights)
    inverse = np.linalg.pinv(pooled)
    found = []
    for place, first in enumerate(known):
        for second in known[place + 1 :]:
            apart = groups[second].mean - groups[first].mean
            found.append(Distance(first, second, float(np.sqrt(apart @ inverse @ apart))))
    return max(found, key=lambda distance: distance.value)
