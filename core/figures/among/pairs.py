"""Two analytes of the same people: who has both, how they go together, and who is drawn."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort import Cohort, Origin
from core.cohort.cohort import ABOVE, BELOW, EXACT, Limits
from core.cohort.overall.association import tied
from core.cohort.overall.rank_correlation import spearman
from core.cohort.result import Count
from core.cohort.sample import Mask, Numbers, Sample
from core.cohort.suppression import FEWEST_PAIRED, SMALLEST_CELL, shown_count
from core.figures.among.groups import Asked, Group
from core.figures.among.scale import AnalyteScale
from core.markers.marker import STANDARD_NORMAL_97_5

Floats = NDArray[np.float64]

# Of more people in a group some are drawn as points, with lines around most of them.
MOST_POINTS, POINTS_OF_MANY = 300, 120
# Fewer pairs have no correlation that would say anything, nor an interval.
FEWEST_PAIRS = 4


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Pairs:
    """A group in two analytes: values (n, 2) in the units of two scales, and which are limits.

    Of a group that `is_withheld` there is nobody.
    `rho` is Spearman's rank correlation, nan where it is not told, with its 95 % interval, None of
    simulated people.
    """

    group: Group
    values: Floats
    sides: Limits
    is_withheld: bool
    rho: float
    interval: tuple[float, float] | None

    @property
    def size(self) -> Count:
        """Return how many people have both, as it may be told."""
        return (
            None
            if self.is_withheld
            else shown_count(len(self.values), is_shared=self.group.is_shared)
        )

    @property
    def is_limit(self) -> Mask:
        """Return who is known by a limit in either of the two (n,)."""
        found: Mask = (self.sides != EXACT).any(axis=1)
        return found

    def sample(self, side: int) -> Sample:
        """Return the first or the second analyte by itself."""
        values, sides = self.values[:, side], self.sides[:, side]
        return Sample(values[sides == EXACT], values[sides == BELOW], values[sides == ABOVE])


def pairs_of(asked: Asked, group: Group, scales: tuple[AnalyteScale, AnalyteScale]) -> Pairs:
    """Return those of a group who have both analytes; nobody where they may not be told of."""
    cohort = asked.cohort
    columns = np.array([cohort.position(scale.analyte.key) for scale in scales])
    numbers = _with_both(cohort, asked.people[group.level], columns)
    others = _with_both(cohort, asked.others[group.level], columns)
    sizes = (len(numbers), len(others))
    is_withheld = cohort.is_shared and any(0 < size < SMALLEST_CELL for size in sizes)
    numbers = numbers[:0] if is_withheld else numbers
    known = cohort.values[np.ix_(numbers, columns)]
    sides = np.full(known.shape, EXACT, dtype=np.int8)
    if cohort.limits is not None:
        sides = cohort.limits[np.ix_(numbers, columns)]
    in_unit = [scale.in_unit(known[:, side]) for side, scale in enumerate(scales)]
    rho = _rho(asked, numbers, [scale.analyte.key for scale in scales])
    is_simulated = cohort.origin is not Origin.OWN
    return Pairs(
        group=group,
        values=np.column_stack(in_unit),
        sides=sides,
        is_withheld=is_withheld,
        rho=rho,
        interval=None if is_simulated or math.isnan(rho) else rho_interval(rho, len(known)),
    )


def _with_both(cohort: Cohort, numbers: Numbers, columns: Numbers) -> Numbers:
    has_both = np.isfinite(cohort.values[np.ix_(numbers, columns)]).all(axis=1)
    found: Numbers = numbers[has_both]
    return found


def rho_interval(rho: float, size: int) -> tuple[float, float]:
    """Return the 95 % interval of a rank correlation in some people, more than 3.

    Fisher's transformation with the variance of Bonett and Wright 2000, doi 10.1007/BF02294183.
    """
    if abs(rho) >= 1:
        return rho, rho
    reach = STANDARD_NORMAL_97_5 * math.sqrt((1 + rho**2 / 2) / (size - 3))
    return math.tanh(math.atanh(rho) - reach), math.tanh(math.atanh(rho) + reach)


def _rho(asked: Asked, people: NDArray[np.int64], keys: list[str]) -> float:
    fewest = FEWEST_PAIRED if asked.cohort.is_shared else FEWEST_PAIRS
    if len(people) < fewest:
        return math.nan
    some = asked.cohort.of_analytes(keys).of_people(people)
    return float(spearman(tied(some))[0][0, 1])
