"""How far the markers of new people lie from those that a model was trained on.

Said of one row a person, the first: tests want people to be independent. Values stand as they
were measured; a censored one at its limit, as the model reads it.
"""

import math

import numpy as np
from scipy.special import kolmogorov

from core.cards import Drift, Feature
from core.learning.people import Floats, Ints

# The population stability index compares shares in tenths of the people trained on.
BINS = 10
# Below so many values on a side, nothing is said of shapes.
FEWEST = 10
# A half person is added to each share, so that an empty tenth leaves the index finite.
HALF = 0.5


def drifts(
    features: tuple[Feature, ...], trained: Floats, new: Floats, persons: Ints
) -> tuple[Drift, ...]:
    """Return the drift of each feature.

    `trained` (n, n_features) are the values trained on, `new` (m, n_features) those of draws of
    `persons` (m,).
    """
    first = np.unique(persons, return_index=True)[1]
    return tuple(
        drift_of(feature, trained[:, column], new[first, column])
        for column, feature in enumerate(features)
    )


def drift_of(feature: Feature, trained: Floats, new: Floats) -> Drift:
    """Return the drift of one feature; both are (n,) with nan where missing."""
    before, now = trained[np.isfinite(trained)], new[np.isfinite(new)]
    is_enough = min(len(before), len(now)) >= FEWEST
    spread = float(before.std(ddof=1)) if len(before) > 1 else 0.0
    outside = (now < feature.low) | (now > feature.high)
    return Drift(
        key=feature.key,
        shift=float((now.mean() - before.mean()) / spread) if len(now) and spread else None,
        psi=stability_index(before, now) if is_enough else None,
        p=smirnov_p(before, now) if is_enough else None,
        outside=float(outside.mean()) if len(now) else 0.0,
        missing=1 - len(now) / len(new) if len(new) else 0.0,
    )


def stability_index(before: Floats, now: Floats) -> float:
    """Return the population stability index over tenths of `before`; 0 where nothing changed."""
    edges = np.unique(np.quantile(before, np.linspace(0, 1, BINS + 1)[1:-1]))
    shares = [_shares(values, edges) for values in (before, now)]
    return float(((shares[1] - shares[0]) * np.log(shares[1] / shares[0])).sum())


def smirnov_p(before: Floats, now: Floats) -> float:
    """Return the p value of the two-sample Kolmogorov-Smirnov test, from its limiting law."""
    both = np.concatenate([before, now])
    reached = [np.searchsorted(np.sort(x), both, side="right") / len(x) for x in (before, now)]
    distance = float(np.abs(reached[0] - reached[1]).max())
    size = len(before) * len(now) / len(both)
    return float(kolmogorov(math.sqrt(size) * distance))


def _shares(values: Floats, edges: Floats) -> Floats:
    counts = np.bincount(np.searchsorted(edges, values, side="right"), minlength=len(edges) + 1)
    return np.asarray((counts + HALF) / (len(values) + HALF * (len(edges) + 1)))
