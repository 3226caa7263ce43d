"""Tests of location by name, each for every analyte at once.

Statistics are of the second group against the first: above what is expected by chance where the
second has the larger values. Rows that cannot be tested give nan; `comparison.py` says why.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from core.cohort.cohort import Floats
from core.cohort.groups.exact_ranks import MOST_IN_LARGER, MOST_IN_SMALLER, upper_tail
from core.cohort.groups.moments import Moments
from core.cohort.groups.ranks import Ranked
from core.cohort.groups.samples import Bools


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """Statistics and p values (n_analytes,), degrees of freedom (n_analytes, 0 to 2)."""

    statistic: Floats
    df: Floats
    p: Floats


def welch(moments: Moments) -> Tested:
    """Compare two means with unequal variances: Welch 1947, doi 10.1093/biomet/34.1-2.28.

    Degrees of freedom by Welch and Satterthwaite.
    """
    errors = moments.variances / moments.sizes
    total = errors.sum(axis=1)
    statistic = (moments.means[:, 1] - moments.means[:, 0]) / np.sqrt(total)
    df = total**2 / (errors**2 / (moments.sizes - 1)).sum(axis=1)
    return Tested(statistic, df[:, None], two_sided_t(statistic, df))


def welch_anova(moments: Moments) -> Tested:
    """Compare means of several groups with unequal variances: doi 10.1093/biomet/38.3-4.330."""
    count = moments.sizes.shape[1]
    weights = moments.sizes / moments.variances
    total = weights.sum(axis=1, keepdims=True)
    centre = (weights * moments.means).sum(axis=1, keepdims=True) / total
    between = (weights * (moments.means - centre) ** 2).sum(axis=1) / (count - 1)
    spread = ((1 - weights / total) ** 2 / (moments.sizes - 1)).sum(axis=1)
    statistic = between / (1 + 2 * (count - 2) / (count**2 - 1) * spread)
    above = np.full(len(statistic), count - 1.0)
    below = (count**2 - 1) / (3 * spread)
    p = special.fdtrc(above, below, statistic)
    return Tested(statistic, np.stack([above, below], axis=1), p)


def mann_whitney(ranked: Ranked) -> Tested:
    """Compare two groups by ranks: Mann and Whitney 1947, doi 10.1214/aoms/1177730491.

    The statistic is U of the second group: in how many pairs it has the larger value, ties half.
    By the normal approximation with corrections for ties and continuity; exactly where no values
    are tied and the groups are small (`exact_ranks`).
    """
    sizes = ranked.sizes
    u = ranked.sums[:, 1] - sizes[:, 1] * (sizes[:, 1] + 1) / 2
    pairs, total = sizes.prod(axis=1), sizes.sum(axis=1)
    ties = ranked.ties / (total * (total - 1))
    deviation = np.sqrt(pairs / 12 * (total + 1 - ties))
    larger = np.maximum(u, pairs - u)
    p = 2 * special.ndtr(-(larger - pairs / 2 - 0.5) / deviation)
    for analyte in np.flatnonzero(is_exact(ranked)):
        first, second = (int(size) for size in sizes[analyte])
        p[analyte] = 2 * upper_tail(first, second)[int(larger[analyte])]
    return Tested(u, np.empty((len(u), 0)), np.minimum(p, 1.0))


def is_exact(ranked: Ranked) -> Bools:
    """Say for which analytes (n_analytes,) the distribution of U is counted out."""
    small, large = ranked.sizes.min(axis=1), ranked.sizes.max(axis=1)
    is_small = (small >= 1) & (small <= MOST_IN_SMALLER) & (large <= MOST_IN_LARGER)
    found: Bools = is_small & (ranked.ties == 0)
    return found


def kruskal_wallis(ranked: Ranked) -> Tested:
    """Compare several groups by ranks, corrected for ties: doi 10.1080/01621459.1952.10483441."""
    sizes = ranked.sizes
    total = sizes.sum(axis=1)
    deviations = ranked.sums / sizes - (total[:, None] + 1) / 2
    h = 12 / (total * (total + 1)) * (sizes * deviations**2).sum(axis=1)
    h /= 1 - ranked.ties / (total**3 - total)
    df = np.full((len(h), 1), sizes.shape[1] - 1.0)
    return Tested(h, df, special.chdtrc(df[:, 0], h))


def two_sided_t(statistic: Floats, df: Floats) -> Floats:
    """Return the chance of so large a t or a larger one, to either side; exact far in the tail."""
    p: Floats = 2 * special.stdtr(df, -np.abs(statistic))
    return p
