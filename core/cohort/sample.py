"""The values of one analyte in some people of a cohort, and what censored ones leave sure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import ABOVE, BELOW, SEX, Cohort
from core.cohort.suppression import SMALLEST_CELL, shown_number
from core.markers import Sex

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The values of people: `exact` ones (n,), the limits that others lie `below` or `above`.

    `missing` people have no value, or none that is finite.
    """

    exact: Floats
    below: Floats
    above: Floats
    missing: int = 0

    @property
    def size(self) -> int:
        """Return how many people have a value, the censored ones among them."""
        return len(self.exact) + self.censored

    @property
    def censored(self) -> int:
        """Return of how many people no more than a limit is known."""
        return len(self.below) + len(self.above)

    @property
    def known(self) -> Floats:
        """Return all that is known: the exact values, then the limits (n,)."""
        return np.concatenate([self.exact, self.below, self.above])

    def mapped(self, change: Callable[[Floats], Floats]) -> "Sample":
        """Return the sample on another scale, by a function that never decreases."""
        return Sample(change(self.exact), change(self.below), change(self.above), self.missing)


def members(cohort: Cohort, group: str, level: str, sex: Sex | None = None) -> Mask:
    """Return who has a level of a factor, and the sex if one is given and the cohort states it.

    Where the groups are the sexes, the sex that is given does not matter. Raises KeyError for a
    factor that the cohort has not, ValueError for a level that the factor has not.
    """
    factor = cohort.factors[group]
    inside = factor.codes == factor.levels.index(level)
    people: Mask = inside if group == SEX else inside & of_sex(cohort, sex)
    return people


def of_sex(cohort: Cohort, sex: Sex | None) -> Mask:
    """Return who is of a sex; everybody where it is not given or the cohort states none."""
    factor = cohort.sex
    if sex is None or factor is None:
        return np.ones(cohort.size, dtype=np.bool_)
    if sex not in factor.levels:
        return np.zeros(cohort.size, dtype=np.bool_)
    found: Mask = factor.codes == factor.levels.index(sex)
    return found


def sample_of(cohort: Cohort, key: str, people: Mask | Numbers) -> Sample:
    """Return an analyte's values in some people. Raises KeyError for one that is not held."""
    column = cohort.position(key)
    values = cohort.values[people, column]
    is_known = np.isfinite(values)
    missing = int(len(values) - is_known.sum())
    known = values[is_known]
    if cohort.limits is None:
        return Sample(known, known[:0], known[:0], missing)
    sides = cohort.limits[people, column][is_known]
    is_exact = (sides != BELOW) & (sides != ABOVE)
    return Sample(known[is_exact], known[sides == BELOW], known[sides == ABOVE], missing)


def percentiles(sample: Sample, shares: Sequence[float], *, is_shared: bool = False) -> Floats:
    """Return the values that shares of people lie below; nan where that cannot be said.

    One cannot be said that would differ with where the censored values lie behind their limits.
    Of a shared cohort they have three figures, and are nan where fewer than SMALLEST_CELL people
    are at one or to a side of it, or where all the values are alike.
    """
    if sample.size == 0:
        return np.full(len(shares), np.nan)
    lowest, highest = _readings(sample)
    found = np.quantile(lowest, shares)
    if sample.censored:
        found = np.where(found == np.quantile(highest, shares), found, np.nan)
    if not is_shared:
        return found
    is_told = _is_crowded(lowest, found) & bool(np.ptp(sample.known))
    return np.array([shown_number(value) for value in np.where(is_told, found, np.nan).tolist()])


def _readings(sample: Sample) -> tuple[Floats, Floats]:
    """Return the values in order with the censored ones as low, and as high, as they may be."""
    known = sample.known
    if not sample.censored:
        return (ordered := np.sort(known)), ordered
    # Further out than anything known: what comes of such a value shows by being different.
    span = float(np.ptp(known)) + 1.0
    low, high = (
        np.full_like(sample.below, known.min() - span),
        np.full_like(sample.above, known.max() + span),
    )
    return (
        np.sort(np.concatenate([sample.exact, low, sample.above])),
        np.sort(np.concatenate([sample.exact, sample.below, high])),
    )


def _is_crowded(ordered: Floats, found: Floats) -> Mask:
    at_or_below = np.searchsorted(ordered, found, side="right")
    at_or_above = len(ordered) - np.searchsorted(ordered, found, side="left")
    return np.minimum(at_or_below, at_or_above) >= SMALLEST_CELL
