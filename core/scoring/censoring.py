"""How probable censored values are in a group: a normal or t distribution integrated over ranges.

One censored value is integrated exactly. Several are integrated one after the other, each given
those before it (Geweke-Hajivassiliou-Keane), a t being a normal of random width, over a fixed
low-discrepancy sequence, so that the same panel always has the same score.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, log_ndtr, ndtr, ndtri, stdtr

from core.evidence.lattice import lattice

Floats = NDArray[np.float64]

POINTS = 24
SMALLEST = 1e-300


@dataclass(frozen=True, slots=True)
class Hidden:
    """The distribution of censored values in a group, member by member.

    `centres` (n_members, n_censored); the scatter is `scatter` (n_censored, n_censored) times
    `stretch` (n_members,); `df` degrees of freedom, infinite for normal.
    """

    centres: Floats
    scatter: Floats
    stretch: Floats
    df: float

    def log_chain(self, low: Floats, high: Floats) -> Floats:
        """Return log P(value k in its range | those before k in theirs), (n_members, n_censored).

        `low` and `high` are (n_censored,). The rows sum to the log probability of all ranges.
        """
        reached = np.zeros((len(self.centres), len(low) + 1))
        reached[:, 1] = self.log_first(low[0], high[0])
        if len(low) > 1:
            # A range without an upper end is mirrored: half the tails then need no integral.
            side = np.where(np.isposinf(high), -1.0, 1.0)
            ends = np.sort(np.stack([side * low, side * high]), axis=0)
            reached[:, 2:] = self.mirrored(side).log_prefixes(*ends)[:, 1:]
        return np.diff(reached, axis=1)

    def mirrored(self, side: Floats) -> "Hidden":
        """Return the distribution of the values times `side` (n_censored,), each 1 or -1."""
        scatter = self.scatter * np.outer(side, side)
        return Hidden(self.centres * side, scatter, self.stretch, self.df)

    def log_first(self, low: float, high: float) -> Floats:
        """Return log P(the first value in its range), exact, (n_members,)."""
        width = np.sqrt(self.scatter[0, 0] * self.stretch)
        a, b = (low - self.centres[:, 0]) / width, (high - self.centres[:, 0]) / width
        return log_between(a, b) if np.isinf(self.df) else log_between_t(a, b, self.df)

    def log_prefixes(self, low: Floats, high: Floats) -> Floats:
        """Return log P(the first k values in their ranges) for each k, (n_members, n_censored)."""
        root = np.linalg.cholesky(self.scatter)
        width = np.sqrt(self.stretch)[:, None] / np.sqrt(self.precisions())
        noise = np.zeros((*width.shape, len(low)))
        weight = np.ones(width.shape)
        reached = np.zeros(self.centres.shape)
        points = lattice(POINTS, len(low))
        for k in range(len(low)):
            centre = self.centres[:, k, None] / width + noise[:, :, :k] @ root[k, :k]
            a = None if np.isneginf(low[k]) else (low[k] / width - centre) / root[k, k]
            inside, quantile = truncated(a, (high[k] / width - centre) / root[k, k])
            weight *= inside
            reached[:, k] = np.log(np.maximum(weight.mean(axis=1), SMALLEST))
            if k + 1 < len(low):
                noise[:, :, k] = quantile(points[:, k + 1])
        return reached

    def precisions(self) -> Floats:
        """Return the random precision of a t relative to its normal, at POINTS quantiles."""
        if np.isinf(self.df):
            return np.ones(POINTS)
        return np.asarray(gammaincinv(self.df / 2, lattice(POINTS, 1)[:, 0]) * 2 / self.df)


def truncated(low: Floats | None, high: Floats) -> tuple[Floats, Callable[[Floats], Floats]]:
    """Return how probable a standard normal is between two limits, and its quantiles there.

    `low` is None where there is no lower limit.
    """
    if low is None:
        inside = ndtr(high)
        return inside, lambda share: np.minimum(ndtri(np.maximum(share * inside, SMALLEST)), high)
    lower, upper, flip = in_nearer_tail(low, high)
    bottom = ndtr(lower)
    between = ndtr(upper) - bottom

    def quantile(share: Floats) -> Floats:
        nearer = np.clip(ndtri(np.maximum(bottom + share * between, SMALLEST)), lower, upper)
        return np.where(flip, -nearer, nearer)

    return between, quantile


def log_between(low: Floats, high: Floats) -> Floats:
    """Return log P(low < Z < high) of a standard normal Z, exact far out in either tail."""
    lower, upper, _ = in_nearer_tail(low, high)
    top = log_ndtr(upper)
    with np.errstate(divide="ignore"):
        return np.asarray(top + np.log1p(-np.exp(np.minimum(log_ndtr(lower) - top, 0.0))))


def log_between_t(low: Floats, high: Floats, df: float) -> Floats:
    """Return log P(low < T < high) of Student's t with `df` degrees of freedom."""
    lower, upper, _ = in_nearer_tail(low, high)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(stdtr(df, upper) - stdtr(df, lower)))


def in_nearer_tail(low: Floats, high: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return (lower, upper, mirrored): ranges right of 0 mirrored, where tails are exact."""
    flip = low > 0
    return np.where(flip, -high, low), np.where(flip, -low, high), flip


def log_mean_exp(values: Floats) -> Floats:
    """Return log of the mean over the last axis of exp(values), without overflow."""
    top = values.max(axis=-1)
    return np.asarray(top + np.log(np.exp(values - top[..., None]).mean(axis=-1)))
