"""Which analytes rise and fall together: Spearman's rank correlation of every pair.

Each pair in the people who have both of it; of a shared cohort, where they are not few.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import NOT_STATED, Analyte, Cohort, Factor, Floats
from core.cohort.groups.recensoring import recensored
from core.cohort.overall.clustering import beyond, order_of
from core.cohort.overall.complete import FEWEST_PEOPLE, MOST_ANALYTES, SEED, Ints, LeftOut, Omission
from core.cohort.overall.rank_correlation import spearman
from core.cohort.suppression import FEWEST_PAIRED
from core.errors import CohortError

Counts = NDArray[np.int64]

# Of more people a sample is ranked: its correlations are within 0.01 of theirs (one SD).
MOST_RANKED = 10_000


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Correlations:
    """rho (n_analytes, n_analytes) and the people it is of, in the order of the clustering.

    rho is nan where it is not told: fewer than FEWEST_PEOPLE have both, none of them differ, or,
    of a shared cohort, fewer than FEWEST_PAIRED have both. `level` is empty for all groups at once,
    `ranked` of the `people` were looked at.
    """

    cohort: Cohort
    analytes: tuple[Analyte, ...]
    rho: Floats
    paired: Counts
    level: str
    people: int
    ranked: int
    left_out: tuple[LeftOut, ...]

    @property
    def untold(self) -> int:
        """Return how many pairs have no correlation."""
        return int(np.isnan(self.rho[np.triu_indices(len(self.rho), 1)]).sum())


def correlations(
    cohort: Cohort,
    keys: Sequence[str],
    factor: Factor | None = None,
    level: str = "",
    seed: int = SEED,
) -> Correlations:
    """Return the correlations among all people, or among those of one level of a factor.

    Raises CohortError where fewer than two analytes differ among the people.
    """
    of_level = _members(cohort, factor, level)
    ranked = _sampled(of_level, seed)
    asked = cohort.of_analytes(keys[:MOST_ANALYTES]).of_people(ranked)
    values = tied(asked)
    used, left_out = _differing(asked, values)
    if len(used) < 2:  # noqa: PLR2004 - a pair
        raise CohortError("multivariate.too_few_correlated", asked=len(keys), usable=len(used))
    rho, paired = spearman(values[:, used])
    rho[paired < (FEWEST_PAIRED if cohort.is_shared else FEWEST_PEOPLE)] = math.nan
    order = order_of(np.nan_to_num(1 - rho, nan=1.0))
    return Correlations(
        cohort=cohort,
        analytes=tuple(asked.analytes[used[place]] for place in order),
        rho=rho[np.ix_(order, order)],
        paired=paired[np.ix_(order, order)],
        level=level,
        people=len(of_level),
        ranked=len(ranked),
        left_out=(*left_out, *beyond(cohort, keys)),
    )


def tied(cohort: Cohort) -> Floats:
    """Return the values (n_people, n_analytes), tied where no limit tells them apart.

    Infinite values are nan. Where a lower limit lies above an upper one, all are alike.
    """
    values = np.where(np.isfinite(cohort.values), cohort.values, np.nan)
    if cohort.limits is None:
        return values
    found = recensored(values.T, cohort.limits.T)
    values = found.values.T
    alike = np.where(np.isnan(values), np.nan, 0.0)
    told: Floats = np.where(found.is_crossed, alike, values)
    return told


def _members(cohort: Cohort, factor: Factor | None, level: str) -> Ints:
    """Return the numbers of the people of one level; of all with a level, or of all."""
    if factor is None:
        return np.arange(cohort.size)
    if level:
        return np.flatnonzero(factor.codes == factor.levels.index(level))
    return np.flatnonzero(factor.codes != NOT_STATED)


def _sampled(people: Ints, seed: int) -> Ints:
    if len(people) <= MOST_RANKED:
        return people
    random = np.random.default_rng(seed)
    return np.sort(random.choice(people, MOST_RANKED, replace=False))


def _differing(cohort: Cohort, values: Floats) -> tuple[Ints, list[LeftOut]]:
    """Return the columns in which people differ, and why each other one is left out."""
    used, left_out = [], []
    for column, analyte in enumerate(cohort.analytes):
        stated = values[np.isfinite(values[:, column]), column]
        if len(stated) >= FEWEST_PEOPLE and np.ptp(stated) > 0:
            used.append(column)
            continue
        is_infinite = np.isinf(cohort.values[:, column]).sum() > len(values) - FEWEST_PEOPLE
        is_short = len(stated) < FEWEST_PEOPLE
        reason = Omission.GAPS if is_short else Omission.CONSTANT
        left_out.append(LeftOut(analyte, Omission.INFINITE if is_infinite else reason))
    return np.array(used, dtype=np.int64), left_out
