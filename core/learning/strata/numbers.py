"""How many groups: by what is found again in people drawn anew, and by what chance would give.

Stability is the adjusted Rand index (Hubert, Arabie 1985) between the groups of all people and
those that a mixture fitted to people drawn with replacement puts them into. The gap statistic is
that of Tibshirani, Walther, Hastie 2001 (https://doi.org/10.1111/1467-9868.00293), its reference
uniform over the box along the principal components, with `dispersion` for the sum of squares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from sklearn.metrics import adjusted_rand_score, silhouette_score

from core.cards import Measured, NumberOfGroups
from core.learning.people import Floats, Ints
from core.learning.strata.clustering import dispersion, grouped

MOST_GROUPS, PEOPLE_A_GROUP = 6, 10
# A group of fewer is rather somebody unusual.
SMALLEST_GROUP = 5
STABLE = 0.7
# By so many of its errors a gap exceeds that of one group where the one-error rule found none.
CLEAR = 2.0
INTERVAL = (0.025, 0.975)


@dataclass(frozen=True, slots=True, eq=False)
class Clustered:
    """People (n, n_markers) in SD, and the groups of each number from 1 on, as labels (k, n)."""

    values: Floats
    labels: Ints
    seed: int


def clustered(values: Floats, seed: int) -> Clustered:
    """Return people in 1, 2 ... groups, as many as their number allows."""
    most = max(1, min(MOST_GROUPS, len(values) // PEOPLE_A_GROUP))
    labels = [_labels(values, groups, seed) for groups in range(1, most + 1)]
    return Clustered(values, np.array(labels), seed)


def agreements(held: Clustered, number: int) -> Floats:
    """Return the adjusted Rand index of people drawn anew with each number of groups from 2 on."""
    drawn = held.values[drawn_rows(len(held.values), held.seed, number)]
    found = [
        adjusted_rand_score(own, grouped(drawn, groups, held.seed).labels(held.values))
        for groups, own in enumerate(held.labels[1:], start=2)
    ]
    return np.array(found)


def drawn_rows(size: int, seed: int, number: int) -> Ints:
    """Return the rows of people drawn with replacement; the same for the same numbers."""
    return np.random.default_rng((seed, 0, number)).integers(0, size, size)


def reference_dispersions(held: Clustered, number: int) -> Floats:
    """Return the dispersion of people without groups, put into 1, 2 ... groups (k,)."""
    random = np.random.default_rng((held.seed, 1, number))
    centred = held.values - held.values.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    along = centred @ axes.T
    made = random.uniform(along.min(axis=0), along.max(axis=0), along.shape) @ axes
    return _dispersions(
        made, [_labels(made, groups + 1, held.seed) for groups in range(len(held.labels))]
    )


def numbers_of(
    held: Clustered, agreed: Sequence[Floats], reference: Sequence[Floats]
) -> tuple[NumberOfGroups, ...]:
    """Return what speaks for each number of groups."""
    expected = np.mean(reference, axis=0)
    gaps = expected - _dispersions(held.values, list(held.labels))
    errors = np.std(reference, axis=0) * np.sqrt(1 + 1 / len(reference))
    agreeing = np.array(agreed)
    return tuple(
        NumberOfGroups(
            groups=groups,
            stability=None if groups == 1 else _over(agreeing[:, groups - 2]),
            silhouette=_silhouette(held.values, labels),
            gap=float(gaps[groups - 1]),
            gap_error=float(errors[groups - 1]),
        )
        for groups, labels in enumerate(held.labels, start=1)
    )


def chosen_number(held: Clustered, numbers: Sequence[NumberOfGroups]) -> int:
    """Return the number of groups to take; 1 unless others hold.

    The smallest whose gap reaches that of the next less its error (Tibshirani's rule), if its
    groups are stable and none is tiny. Of those left the one of the largest silhouette whose gap
    is clearly above that of one group and within an error of the largest: groups that are only
    seen all at once (three in a triangle) are passed over by the first rule.
    """
    usable = {
        number.groups: number
        for number, labels in zip(numbers, held.labels, strict=True)
        if number.stability
        and number.stability.value >= STABLE
        and np.bincount(labels, minlength=number.groups).min() >= SMALLEST_GROUP
    }
    first = _by_one_error(numbers)
    if first in usable:
        return first
    clear = [n for n in usable.values() if n.gap - numbers[0].gap > CLEAR * n.gap_error]
    if not clear:
        return 1
    best = max(clear, key=lambda number: number.gap)
    near = [number for number in clear if number.gap >= best.gap - best.gap_error]
    return max(near, key=lambda number: number.silhouette or 0.0).groups


def _by_one_error(numbers: Sequence[NumberOfGroups]) -> int:
    for number, following in pairwise(numbers):
        if number.gap >= following.gap - following.gap_error:
            return number.groups
    return numbers[-1].groups


def _labels(values: Floats, groups: int, seed: int) -> Ints:
    if groups == 1:
        return np.zeros(len(values), np.int64)
    return grouped(values, groups, seed).labels(values)


def _dispersions(values: Floats, labels: Sequence[Ints]) -> Floats:
    return np.array([dispersion(values, own) for own in labels])


def _over(values: Floats) -> Measured:
    low, high = np.quantile(values, INTERVAL).tolist()
    return Measured(float(values.mean()), low, high)


def _silhouette(values: Floats, labels: Ints) -> float | None:
    return float(silhouette_score(values, labels)) if len(np.unique(labels)) > 1 else None
