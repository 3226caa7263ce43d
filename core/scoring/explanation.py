"""What each marker adds: contributions that sum to the score exactly.

In one world the log-likelihood ratio is a sum over markers. The score is the logarithm of the mean
ratio over worlds. There is one tilt t between 0 and 1 at which the worlds, weighted by their ratio
to the power t, have the score as their mean log ratio (the mean of a monotone function lies between
its ends). Under those weights the contributions of the worlds average to numbers that add up.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

Floats = NDArray[np.float64]

SMALLEST_STEP = 1e-14


def tilted_weights(ratios: Floats, score: float) -> Floats:
    """Return weights of the worlds, (n_members,), under which the mean of `ratios` is `score`."""

    def too_high(tilt: float) -> float:
        return float(tilted(ratios, tilt) @ ratios) - score

    # Rounding may leave nothing to find between the ends: worlds that all but agree.
    if too_high(0.0) >= 0:
        return tilted(ratios, 0.0)
    if too_high(1.0) <= 0:
        return tilted(ratios, 1.0)
    return tilted(ratios, brentq(too_high, 0.0, 1.0, xtol=SMALLEST_STEP, rtol=SMALLEST_STEP))


def tilted(ratios: Floats, tilt: float) -> Floats:
    """Return weights proportional to exp(tilt x ratio), summing to 1."""
    weights = np.exp(tilt * (ratios - ratios.max()))
    return np.asarray(weights / weights.sum())


def contributions(parts: Floats, score: float) -> Floats:
    """Return each marker's share of the score, (n_markers,), from its parts by world.

    `parts` (n_members, n_markers) sums over markers to the log ratio in each world.
    """
    return np.asarray(tilted_weights(parts.sum(axis=1), score) @ parts)
