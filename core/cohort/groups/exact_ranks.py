"""The exact distribution of Mann and Whitney's U where no two values are tied.

Of all ways to deal n1 + n2 ranks to two groups, those that give U = u are counted by the Gaussian
binomial coefficient, the product over i = 1..n1 of (1 - x^(n2 + i)) / (1 - x^i), in which the power
of x is u: Mann and Whitney 1947, doi 10.1214/aoms/1177730491; Andrews, The Theory of Partitions,
1976, section 3.2. Whole numbers all the way, so that no tail is lost to rounding.
"""

from functools import lru_cache
from math import comb

import numpy as np

from core.cohort.cohort import Floats

# Up to these sizes the counts fit 64 bits; beyond, the normal approximation is used.
MOST_IN_SMALLER, MOST_IN_LARGER = 8, 400


@lru_cache(maxsize=512)
def upper_tail(first: int, second: int) -> Floats:
    """Return the chance (first * second + 1,) that U is u or more, for each u.

    Raises ValueError for groups that are too large to count.
    """
    small, large = sorted((first, second))
    if small > MOST_IN_SMALLER or large > MOST_IN_LARGER:
        raise ValueError("the groups are too large to count")
    ways = np.zeros(small * large + 1, dtype=np.int64)
    ways[0] = 1
    for i in range(1, small + 1):
        ways[large + i :] -= ways[: -(large + i)].copy()
        for rest in range(i):
            ways[rest::i] = np.cumsum(ways[rest::i])
    tail: Floats = np.cumsum(ways[::-1])[::-1] / comb(small + large, small)
    tail.flags.writeable = False
    return tail
