"""What is done to values before a classifier sees them; all of it is learnt from the people fitted.

Logarithms where they make a marker less skewed, covariates adjusted for, extremes bounded, SD as
the unit; a marker that never varies is left out, and a missing value stands at its marker's mean.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from core.learning.discrimination.covariates import Adjustment, fit_adjustment
from core.learning.discrimination.standard import (
    SMALLEST_SPREAD,
    centre_and_scale,
    robust_centre_and_scale,
    standard,
)
from core.learning.people import Floats, Inputs, Ints, LabelledPeople, Mask

# No value counts for more than this many robust SD, so that no single one carries a person.
FARTHEST = 2.5
# How sharply values bend towards it: half-way there, 2 % are lost.
SHARPNESS = 4
# Far beyond the farthest, and its power is still a number.
OVERFLOW = 1e9


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Preprocessing:
    """How values become standard ones; arrays are (n_kept,), one for each column of `kept`."""

    kept: Ints
    is_log: Mask
    offset: Floats
    adjustment: Adjustment
    median: Floats
    spread: Floats
    mean: Floats
    sd: Floats

    def standard(self, inputs: Inputs) -> Floats:
        """Return standardised values (n, n_kept) without any gap."""
        logged = generalised_log(inputs.values[:, self.kept], self.offset, self.is_log)
        adjusted = self.adjustment.adjusted(logged, inputs.covariates)
        near = bounded(standard(adjusted, self.median, self.spread))
        return np.nan_to_num(standard(near, self.mean, self.sd), nan=0.0)

    @classmethod
    def fitted(cls, people: LabelledPeople) -> Self:
        """Learn all of it from people."""
        kept = np.flatnonzero(varies(people.inputs.values))
        values = people.inputs.values[:, kept]
        offset = offsets(values)
        logged = generalised_log(values, offset, np.isfinite(offset))
        is_log = np.isfinite(offset) & (np.abs(skewness(logged)) < np.abs(skewness(values)))
        chosen = np.where(is_log, logged, values)
        adjustment = fit_adjustment(chosen, people.inputs.covariates, people.outcome == 0)
        adjusted = adjustment.adjusted(chosen, people.inputs.covariates)
        median, spread = robust_centre_and_scale(adjusted)
        mean, sd = centre_and_scale(bounded(standard(adjusted, median, spread)))
        return cls(
            kept=kept,
            is_log=is_log,
            offset=offset,
            adjustment=adjustment,
            median=median,
            spread=spread,
            mean=mean,
            sd=sd,
        )


def varies(values: Floats) -> Mask:
    """Say which columns hold at least two values that differ by more than rounding."""
    seen = ~np.isnan(values)
    low = np.where(seen, values, np.inf).min(axis=0, initial=np.inf)
    high = np.where(seen, values, -np.inf).max(axis=0, initial=-np.inf)
    # Infinite ends mean that nothing is there: low lies above high.
    size = np.where(low <= high, np.maximum(np.abs(low), np.abs(high)), 0.0)
    return np.asarray(high - low > SMALLEST_SPREAD * size)


def offsets(values: Floats) -> Floats:
    """Return half the smallest positive value of each column; nan where one is negative."""
    smallest = np.where(values > 0, values, np.inf).min(axis=0, initial=np.inf)
    is_amount = ~(values < 0).any(axis=0) & np.isfinite(smallest)
    return np.where(is_amount, smallest / 2, np.nan)


def generalised_log(values: Floats, offset: Floats, is_log: Mask) -> Floats:
    """Return log((x + sqrt(x^2 + offset^2)) / 2) where asked for: log x far above the offset.

    It exists at 0 and below too, where a new patient may lie although nobody fitted does
    (Durbin et al. 2002, https://doi.org/10.1093/bioinformatics/18.suppl_1.S105).
    """
    safe = np.where(is_log, offset, 1.0)
    return np.where(is_log, np.arcsinh(values / safe) + np.log(safe / 2), values)


def bounded(values: Floats) -> Floats:
    """Return values bent smoothly towards a farthest one on either side."""
    held = np.clip(values, -OVERFLOW, OVERFLOW)
    return np.asarray(held / (1 + (held / FARTHEST) ** SHARPNESS) ** (1 / SHARPNESS))


def skewness(values: Floats) -> Floats:
    """Return the skewness of each column over what is there."""
    cubes = standard(values, *centre_and_scale(values)) ** 3
    return centre_and_scale(cubes)[0]
