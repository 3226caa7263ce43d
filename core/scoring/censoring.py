"""Where censored values may lie: weighted points in their ranges, given the exact values.

Values are drawn one after the other, each given those before it and held within its range
(Geweke-Hajivassiliou-Keane), from the controls and from three kinds of cases, over a fixed lattice,
so that the same panel always has the same score. The points are then weighted as controls have
them (multiple importance sampling; Veach and Guibas 1995, balance heuristic): wherever a world puts
its cases, some points are near.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, ndtri, stdtr, stdtrit

from core.evidence.lattice import lattice
from core.learning.likelihood_forms import LikelihoodForms

Floats = NDArray[np.float64]

POINTS = 32
SMALLEST = 1e-300


@dataclass(frozen=True, slots=True)
class Hidden:
    """The distribution of the censored values in one group, given the exact ones.

    `centre` (n_censored,); `root` (n_censored, n_censored), the lower Cholesky factor of the
    scatter; `df` degrees of freedom, infinite for normal.
    """

    centre: Floats
    root: Floats
    df: float

    def draw(self, low: Floats, high: Floats, shares: Floats) -> Floats:
        """Return values within their ranges, (n_points, n_censored), from shares alike in shape."""
        standard, points = np.zeros(shares.shape), np.empty(shares.shape)
        for k, share in enumerate(shares.T):
            middle = self.centre[k] + standard[:, :k] @ self.root[k, :k]
            width = self.root[k, k] * self.widths(standard[:, : k + 1])[:, k]
            ends = (low[k] - middle) / width, (high[k] - middle) / width
            lower, upper, flip = in_nearer_tail(*ends)
            df = self.df + k
            bottom = below(lower, df)
            inside = np.where(flip, 1 - share, share) * (below(upper, df) - bottom)
            nearer = np.clip(quantile(np.maximum(bottom + inside, SMALLEST), df), lower, upper)
            points[:, k] = middle + width * np.where(flip, -nearer, nearer)
            standard[:, k] = (points[:, k] - middle) / self.root[k, k]
        return points

    def log_densities(self, low: Floats, high: Floats, points: Floats) -> tuple[Floats, Floats]:
        """Return the log density of points in the group, and as `draw` gives them, (n_points,)."""
        scale = np.diag(self.root)
        standard = (points - self.centre) @ np.linalg.inv(self.root).T
        width, middle = scale * self.widths(standard), points - standard * scale
        lower, upper, _ = in_nearer_tail((low - middle) / width, (high - middle) / width)
        df: Floats = np.asarray(self.df + np.arange(len(low)), dtype=np.float64)
        here = (log_density(standard * scale / width, df) - np.log(width)).sum(axis=1)
        inside = np.maximum(below(upper, df) - below(lower, df), SMALLEST)
        return here, here - np.log(inside).sum(axis=1)

    def widths(self, standard: Floats) -> Floats:
        """Return by how much each value's spread is stretched by those before it, (n_points, k)."""
        if np.isinf(self.df):
            return np.ones(standard.shape)
        before = np.cumsum(standard**2, axis=1) - standard**2
        return np.asarray(np.sqrt((self.df + before) / (self.df + np.arange(standard.shape[1]))))


def below(x: Floats, df: Floats | float) -> Floats:
    """Return how probable a standard normal, or a t with df degrees of freedom, is below x."""
    return np.asarray(ndtr(x) if np.isinf(df).all() else stdtr(df, x))


def quantile(share: Floats, df: float) -> Floats:
    """Return below what a share of a standard normal, or of a t, lies."""
    return np.asarray(ndtri(share) if np.isinf(df) else stdtrit(df, share))


def log_density(x: Floats, df: Floats | float) -> Floats:
    """Return the log density of a standard normal, or of a t, at x."""
    if np.isinf(df).all():
        return np.asarray(-(x**2) / 2 - np.log(2 * np.pi) / 2)
    constant = gammaln((df + 1) / 2) - gammaln(df / 2) - np.log(df * np.pi) / 2
    return np.asarray(constant - (df + 1) / 2 * np.log1p(x**2 / df))


def hidden_given(
    forms: LikelihoodForms, exact: NDArray[np.bool_], z: Floats, mean: Floats
) -> Hidden:
    """Return the values that are not `exact` (k,), given that those are `z`, in people of a mean.

    `mean` (k,) is of a group with the common scatter. A t widens with the distance of the exact
    values and gains a degree of freedom for each.
    """
    residual = z - mean[exact]
    # The block of the hidden in the precision is the inverse of their scatter given the seen.
    scatter = np.linalg.inv(forms.precision[np.ix_(~exact, ~exact)])
    pull = forms.precision[np.ix_(~exact, exact)]
    centre = mean[~exact] - scatter @ pull @ residual
    if np.isinf(forms.df):
        return Hidden(centre, np.linalg.cholesky(scatter), forms.df)
    seen = forms.precision[np.ix_(exact, exact)] - pull.T @ scatter @ pull
    stretch = (forms.df + residual @ seen @ residual) / (forms.df + len(residual))
    return Hidden(centre, np.linalg.cholesky(stretch * scatter), forms.df + len(residual))


def weighted_points(groups: Sequence[Hidden], low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return points in the ranges (n_points, n_censored) and their weights in the first group.

    The weights sum to 1; the other groups only say where else points are worth having.
    """
    shares = lattice(POINTS * len(groups), len(low)).reshape(POINTS, len(groups), -1)
    points = np.concatenate([g.draw(low, high, shares[:, i]) for i, g in enumerate(groups)])
    densities = [group.log_densities(low, high, points) for group in groups]
    drawn = np.logaddexp.reduce([as_drawn for _, as_drawn in densities], axis=0)
    log_weights = densities[0][0] - drawn
    weights = np.exp(log_weights - log_weights.max())
    return points, weights / weights.sum()


def in_nearer_tail(low: Floats, high: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return (lower, upper, mirrored): ranges right of 0 mirrored, where tails are exact."""
    flip = low > 0
    return np.where(flip, -high, low), np.where(flip, -low, high), flip
