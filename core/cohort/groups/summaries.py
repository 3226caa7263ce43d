"""Each group described by itself, for every analyte at once: counts, mean and SD, quartiles."""

from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import EXACT, Floats, Limits
from core.cohort.groups.moments import Moments
from core.cohort.groups.ranks import ordered_groups
from core.cohort.groups.recensoring import recensored
from core.cohort.groups.samples import Bools, Samples
from core.cohort.result import GroupSummary

QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True, eq=False)
class Summaries:
    """Counts and locations, each (n_analytes, n_groups); nan where one cannot be said."""

    sizes: Floats
    missing: Floats
    censored: Floats
    means: Floats
    deviations: Floats
    quartiles: tuple[Floats, ...]

    def of(self, analyte: int) -> tuple[GroupSummary, ...]:
        """Return the records of one analyte, group by group."""
        return tuple(
            GroupSummary(
                size=int(self.sizes[analyte, group]),
                missing=int(self.missing[analyte, group]),
                censored=int(self.censored[analyte, group]),
                mean=float(self.means[analyte, group]),
                sd=float(self.deviations[analyte, group]),
                q1=float(self.quartiles[0][analyte, group]),
                median=float(self.quartiles[1][analyte, group]),
                q3=float(self.quartiles[2][analyte, group]),
            )
            for group in range(self.sizes.shape[1])
        )


def summaries_of(samples: Samples, moments: Moments, ordered: tuple[Floats, ...]) -> Summaries:
    """Describe groups from their moments and their values in ascending order.

    An infinite value counts as one that is stated, and leaves nothing else to be said.
    """
    sizes = samples.sizes
    widths = np.diff(samples.ends).astype(np.float64)
    censored = np.zeros_like(sizes)
    quartiles = [np.stack([quantile(g, share) for g in ordered], axis=1) for share in QUARTILES]
    if samples.limits is not None:
        censored = _counted(samples, (samples.limits != EXACT) & ~np.isnan(samples.values))
        _mark_tied(samples, samples.limits, quartiles)
    known = censored == 0
    return Summaries(
        sizes=sizes,
        missing=widths - sizes,
        censored=censored,
        means=np.where(known, moments.means, np.nan),
        deviations=np.where(known, np.sqrt(moments.variances), np.nan),
        quartiles=tuple(quartiles),
    )


def quantile(ordered: Floats, share: float) -> Floats:
    """Return a quantile of each row in ascending order, nan last: linear between two values."""
    low, high, part = _between(ordered, share)
    found: Floats = low + (high - low) * part
    return found


def _between(ordered: Floats, share: float) -> tuple[Floats, Floats, Floats]:
    """Return the values a quantile lies between, and how far from the lower one."""
    if ordered.shape[1] == 0:
        nothing = np.full(len(ordered), np.nan)
        return nothing, nothing, nothing
    at = share * np.maximum((~np.isnan(ordered)).sum(axis=1) - 1, 0)
    below = np.floor(at).astype(np.int64)
    low, high = (
        np.take_along_axis(ordered, place[:, None], axis=1)[:, 0]
        for place in (below, np.ceil(at).astype(np.int64))
    )
    return low, high, at - below


def _counted(samples: Samples, people: Bools) -> Floats:
    counts = [people[:, group].sum(axis=1) for group in samples.groups]
    return np.stack(counts, axis=1).astype(np.float64)


def _mark_tied(samples: Samples, limits: Limits, quartiles: list[Floats]) -> None:
    """Put nan where a quartile falls among values that a limit of the same group hides."""
    hidden = np.flatnonzero(samples.is_censored)
    for number, group in enumerate(samples.groups):
        tied = recensored(samples.values[hidden, group], limits[hidden, group])
        (ordered,) = ordered_groups(tied.values, (slice(None),))
        for share, found in zip(QUARTILES, quartiles, strict=True):
            low, high, part = _between(ordered, share)
            value = low + (high - low) * part
            is_known = (low >= tied.lowest) & (high <= tied.highest)
            found[hidden, number] = np.where(is_known, value, np.nan)
