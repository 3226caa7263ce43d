"""Groups as normal distributions of one shape: where each lies, and who belongs to which.

Plain numbers, so that assigning a person needs nothing but numpy. A person without some markers is
judged by those there are: what is missing is integrated out, never filled in.
"""

from dataclasses import dataclass, replace

import numpy as np

from core.learning.people import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """`middles` (k, n_markers) and `covariance` (n_markers, n_markers) in SD, `shares` (k,)."""

    middles: Floats
    covariance: Floats
    shares: Floats

    def memberships(self, values: Floats) -> Floats:
        """Return the probability of each group (n, k), of values that may be nan."""
        # Without any marker only the shares of the groups are known.
        logs = np.log(self.shares) - np.nan_to_num(self.squares(values)) / 2
        odds = np.exp(logs - logs.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

    def labels(self, values: Floats) -> Ints:
        """Return the likeliest group of each person (n,)."""
        return np.asarray(self.memberships(values).argmax(axis=1))

    def distances(self, values: Floats) -> Floats:
        """Return how far each person is from the nearest group [SD, root mean square] (n,)."""
        known = (~np.isnan(values)).sum(axis=1)
        with np.errstate(invalid="ignore"):
            return np.asarray(np.sqrt(self.squares(values).min(axis=1) / known))

    def squares(self, values: Floats) -> Floats:
        """Return squared Mahalanobis distances (n, k) by the markers known; nan by none."""
        found = np.full((len(values), len(self.middles)), np.nan)
        patterns, of_row = np.unique(~np.isnan(values), axis=0, return_inverse=True)
        for number, known in enumerate(patterns):
            if known.any():
                rows = np.ravel(of_row) == number
                precision = np.linalg.inv(self.covariance[np.ix_(known, known)])
                away = values[rows][:, None, known] - self.middles[:, known]
                found[rows] = np.einsum("nkp,pq,nkq->nk", away, precision, away, optimize=True)
        return found

    def ordered(self, order: Ints) -> "Groups":
        """Return the same groups in another order."""
        return replace(self, middles=self.middles[order], shares=self.shares[order])
