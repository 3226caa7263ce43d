"""The ROC curve of one analyte, and the area under those of all at once, with its interval.

A large value speaks for the second group: an area of 0.5 tells nothing apart, and one below 0.5
means that the first group has the larger values. How far two groups lie apart is all it says; what
a test in the clinic would achieve it does not.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from core.cohort.cohort import Floats
from core.cohort.groups.estimates import TAIL, Estimates
from core.cohort.groups.ranks import Ranked, ordered_groups, ranked, within_ranks
from core.cohort.result import Roc

FEWEST = 2
HALVINGS = 60
STANDARD_NORMAL = -float(special.ndtri(TAIL))


@dataclass(frozen=True, slots=True, eq=False)
class RocCurve:
    """Shares of the first group (false) and of the second (true) at or above each cut-off.

    From (0, 0) to (1, 1), one point for each value that occurs.
    """

    false_positive: Floats
    true_positive: Floats
    roc: Roc


def roc_curve(first: Floats, second: Floats) -> RocCurve:
    """Return the curve of two groups of values, nan left out.

    Raises ValueError for a group of fewer than two values, or a value that is infinite.
    """
    groups = tuple(np.sort(group[~np.isnan(group)]) for group in (first, second))
    if min(map(len, groups)) < FEWEST or not all(np.isfinite(group).all() for group in groups):
        raise ValueError("a curve needs two finite values a group")
    cuts = np.unique(np.concatenate(groups))[::-1]
    false, true = (
        np.concatenate([[0.0], 1 - np.searchsorted(group, cuts) / len(group)]) for group in groups
    )
    sizes = np.array([[len(group) for group in groups]], dtype=np.float64)
    found = areas(ranked(tuple(group[None, :] for group in groups), sizes))
    return RocCurve(false, true, Roc(*(float(end[0]) for end in _ends(found))))


def areas_of(values: Floats, groups: tuple[slice, ...]) -> Estimates:
    """Return the areas of all rows of values (n_analytes, n_people); nan is left out."""
    ordered = ordered_groups(values, groups)
    sizes = np.stack([(~np.isnan(group)).sum(axis=1) for group in ordered], axis=1)
    return areas(ranked(ordered, sizes.astype(np.float64)))


def areas(ranked: Ranked) -> Estimates:
    """Return the areas with their intervals from the ranks of two groups.

    The variance is that of DeLong, DeLong and Clarke-Pearson 1988, doi 10.2307/2531595, from ranks
    as Sun and Xu 2014, doi 10.1109/LSP.2014.2337313, have it. The interval is made on the logit of
    the area and so stays between 0 and 1: Qin and Hotilovac 2008, doi 10.1177/0962280207087173.
    Groups that do not overlap have no such variance; then `wilson_like` gives the interval.
    """
    sizes = ranked.sizes
    others = sizes[:, ::-1]
    placements = [r - w for r, w in zip(ranked.ranks, within_ranks(ranked), strict=True)]
    means = np.stack([p.sum(axis=1) for p in placements], axis=1) / sizes
    columns = zip(placements, means.T, sizes.T, strict=True)
    squares = np.stack([_squares(*column) for column in columns], axis=1)
    variance = (squares / (sizes - 1) / sizes / others**2).sum(axis=1)
    area = means[:, 1] / sizes[:, 0]
    return _on_logit(area, variance, sizes)


def _squares(placements: Floats, mean: Floats, size: Floats) -> Floats:
    is_stated = np.arange(placements.shape[1]) < size[:, None]
    deviations = (placements - mean[:, None]) * is_stated
    squares: Floats = np.einsum("ij,ij->i", deviations, deviations)
    return squares


def _on_logit(area: Floats, variance: Floats, sizes: Floats) -> Estimates:
    has_none = (variance <= 0) | (area <= 0) | (area >= 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = STANDARD_NORMAL * np.sqrt(variance) / (area * (1 - area))
        centre = special.logit(area)
        low, high = special.expit(centre - reach), special.expit(centre + reach)
    if has_none.any():
        low[has_none], high[has_none] = wilson_like(area[has_none], sizes[has_none])
    return Estimates(area, low, high)


def wilson_like(area: Floats, sizes: Floats) -> tuple[Floats, Floats]:
    """Return the areas at which the one found would be 1.96 standard errors away, to both sides.

    The error is that of Hanley and McNeil at the area sought: method 5 of Newcombe 2006,
    doi 10.1002/sim.2324, which has an interval for an area of 1 too.
    """
    return _end(area, np.zeros_like(area), sizes), _end(area, np.ones_like(area), sizes)


def _end(area: Floats, limit: Floats, sizes: Floats) -> Floats:
    pairs, half = sizes.prod(axis=1), sizes.sum(axis=1) / 2 - 1
    inner, outer = area, limit
    for _ in range(HALVINGS):
        tried = (inner + outer) / 2
        growth = 1 + half * ((1 - tried) / (2 - tried) + tried / (1 + tried))
        error = np.sqrt(tried * (1 - tried) * growth / pairs)
        is_within = np.abs(tried - area) <= STANDARD_NORMAL * error
        inner, outer = np.where(is_within, tried, inner), np.where(is_within, outer, tried)
    return inner


def _ends(found: Estimates) -> tuple[Floats, Floats, Floats]:
    return found.value, found.low, found.high
