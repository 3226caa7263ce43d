"""Which test an analyte gets: by a written rule that never looks at the difference of the groups.

The rule reads the shape of the residuals about the group means, each in SD of its own group, all
groups together. In SD of its own, since groups that merely spread unequally would else look
heavy-tailed and be sent to ranks, which unequal spread misleads and Welch's tests do not: of 30
people against 200, three times as widely spread about the same mean, 12 % were then called
different at p < 0.05.

1. a value known only by a limit, or a logarithm that cannot be taken: ranks;
2. a group smaller than 10, or one without any spread: ranks;
3. residuals with a skewness beyond 1 to either side (Bulmer, Principles of Statistics, 1979) or an
   excess kurtosis above 4 (that is 7 by West, Finch and Curran; Kim 2013,
   doi 10.5395/rde.2013.38.1.52), or one group by itself with a skewness beyond 2 (the limit of
   West, Finch and Curran), lest an outlier in a small group be lost among many people: ranks;
4. else means, on the logarithm where the catalogue calls the analyte skewed.

Choosing by residuals leaves the rate of false positives nearly as it is, unlike choosing by the
smaller p value; who wants none of it asks for means or ranks throughout.
"""

from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import Floats
from core.cohort.design import Choice
from core.cohort.groups.moments import Moments
from core.cohort.groups.samples import Bools

SMALLEST_FOR_MEANS = 10
MOST_SKEWNESS = 1.0
MOST_EXCESS_KURTOSIS = 4.0
MOST_SKEWNESS_OF_GROUP = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Which analytes (n_analytes,) are compared by ranks; of the others, which on the logarithm."""

    by_ranks: Bools
    on_log: Bools


def selected(choice: Choice, moments: Moments, on_log: Bools, must_rank: Bools) -> Selection:
    """Choose for each analyte.

    `moments` are of what means would be made from: of logarithms where `on_log`. `must_rank` says
    where nothing but ranks is possible.
    """
    by_ranks = must_rank.copy()
    if choice is Choice.RANKS:
        by_ranks[:] = True
    elif choice is Choice.AUTO:
        by_ranks |= is_far_from_normal(moments)
    return Selection(by_ranks, on_log & ~by_ranks)


def is_far_from_normal(moments: Moments) -> Bools:
    """Say where rule 2 or 3 asks for ranks."""
    skewness: Floats = np.abs(moments.skewness)
    is_small = moments.sizes.min(axis=1) < SMALLEST_FOR_MEANS
    is_flat = (moments.squares == 0).any(axis=1)
    # Written so that a shape that cannot be computed asks for ranks as well.
    is_near = (skewness <= MOST_SKEWNESS) & (moments.excess_kurtosis <= MOST_EXCESS_KURTOSIS)
    is_near &= (np.abs(moments.group_skewness) <= MOST_SKEWNESS_OF_GROUP).all(axis=1)
    far: Bools = is_small | is_flat | ~is_near
    return far
