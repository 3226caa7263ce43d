"""Many tests at once: the false discovery rate."""

import numpy as np

from core.cohort.cohort import Floats


def q_values(p: Floats) -> Floats:
    """Return the Benjamini-Hochberg adjusted p values (n,) of one family; nan stays nan.

    Those with q below 0.05 are expected to hold at most 5 % false ones. Benjamini and Hochberg
    1995, doi 10.1111/j.2517-6161.1995.tb02031.x, stepping up from the largest p value.
    """
    adjusted = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    falling = tested[np.argsort(-p[tested], kind="stable")]
    ranks = np.arange(len(falling), 0, -1)
    least = np.minimum.accumulate(p[falling] * (len(falling) / ranks))
    adjusted[falling] = np.minimum(least, 1.0)
    return adjusted
