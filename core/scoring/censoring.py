"""How probable a censored value is in each group: a normal distribution integrated over its range.

One censored value is integrated exactly. Several are integrated one after the other, each given
those before it (Geweke-Hajivassiliou-Keane), over a fixed low-discrepancy sequence, so that the
same panel always has the same score.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr, ndtri

Floats = NDArray[np.float64]

POINTS = 64
SMALLEST = 1e-300


def log_between(low: Floats, high: Floats) -> Floats:
    """Return log P(low < Z < high) of a standard normal Z, exact far out in either tail."""
    flip = low > 0
    upper = np.where(flip, -low, high)
    lower = np.where(flip, -high, low)
    top = log_ndtr(upper)
    with np.errstate(divide="ignore"):
        inside: Floats = top + np.log1p(-np.exp(np.minimum(log_ndtr(lower) - top, 0.0)))
    return inside


def log_chain(centres: Floats, covariance: Floats, low: Floats, high: Floats) -> Floats:
    """Return log P(value k in its range | those before k in theirs), (n_members, n_censored).

    `centres` (n_members, n_censored) are the means, `covariance` (n_censored, n_censored) is
    common, `low` and `high` (n_censored,) the ranges. The rows sum to the log probability of all.
    """
    root = np.linalg.cholesky(covariance)
    members, count = centres.shape
    noise = np.zeros((members, POINTS, count))
    weight = np.zeros((members, 1))
    reached = np.zeros((members, count + 1))
    for k in range(count):
        # Given nothing censored before it, a value needs one point only, and is exact.
        points = noise[:, : POINTS if k else 1, :k]
        shift = centres[:, k, None] + points @ root[k, :k]
        a, b = (low[k] - shift) / root[k, k], (high[k] - shift) / root[k, k]
        weight = weight + log_between(a, b)
        reached[:, k + 1] = log_mean_exp(weight)
        if k + 1 < count:
            noise[:, :, k] = truncated(a, b, sequence(k))
    return np.diff(reached, axis=1)


def sequence(dimension: int) -> Floats:
    """Return a fixed sequence of POINTS numbers in (0, 1) that fills it evenly (Richtmyer)."""
    prime = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)[dimension]
    return np.asarray((np.arange(1, POINTS + 1) * np.sqrt(prime)) % 1.0)


def truncated(low: Floats, high: Floats, share: Floats) -> Floats:
    """Return the quantiles of a standard normal restricted to (low, high), in its nearer tail."""
    flip = low > 0
    upper = np.where(flip, -low, high)
    lower = np.where(flip, -high, low)
    bottom = ndtr(lower)
    inside = bottom + share * (ndtr(upper) - bottom)
    quantile = np.clip(ndtri(np.maximum(inside, SMALLEST)), lower, upper)
    return np.asarray(np.where(flip, -quantile, quantile))


def log_mean_exp(values: Floats) -> Floats:
    """Return log of the mean over the last axis of exp(values), without overflow."""
    top = values.max(axis=-1)
    return np.asarray(top + np.log(np.exp(values - top[..., None]).mean(axis=-1)))
