"""Where one value lies among the controls and the cases of a cohort, marker by marker.

Values are in [SD] from the middle of the reference interval, as a Cohort holds them.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import GROUP, SEX, Cohort
from core.markers import Sex

Floats = NDArray[np.float64]

LOW_SHARE, HIGH_SHARE = 0.05, 0.95
# Silverman's rule of thumb for the bandwidth of a Gaussian kernel, 1986, eq. 3.28.
SILVERMAN = 1.06
NORMAL_PEAK = 1 / math.sqrt(2 * math.pi)


@dataclass(frozen=True, slots=True)
class Summary:
    """A group in five numbers: its size and percentiles 5, 50 and 95 in [SD]."""

    size: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of one marker among people of one sex: controls (n,) and cases (m,)."""

    controls: Floats
    cases: Floats


def distribution(cohort: Cohort, marker: str, sex: Sex) -> Distribution:
    """Return a marker's values in both groups of a sex. Raises KeyError for a marker not held."""
    controls, cases = (group_values(cohort, (marker,), sex, name) for name in ("control", "case"))
    return Distribution(controls[:, 0], cases[:, 0])


def group_values(cohort: Cohort, markers: tuple[str, ...], sex: Sex, group: str) -> Floats:
    """Return the values (n, n_markers) of those of a group in whom all the markers are known."""
    of_sex, of_group = (
        factor.codes == factor.levels.index(level)
        for factor, level in ((cohort.factors[SEX], sex.value), (cohort.factors[GROUP], group))
    )
    values = cohort.of_analytes(markers).values[of_sex & of_group]
    known: Floats = values[~np.isnan(values).any(axis=1)]
    return known


def summary(values: Floats) -> Summary:
    """Return the size and percentiles of a group of at least one."""
    low, median, high = (float(q) for q in np.quantile(values, (LOW_SHARE, 0.5, HIGH_SHARE)))
    return Summary(len(values), low, median, high)


def density(values: Floats, grid: Floats) -> Floats:
    """Return a Gaussian kernel density [1/SD] at the points of a grid.

    Raises ValueError where the values are all alike: they have no width to draw.
    """
    if np.ptp(values) == 0:
        raise ValueError("a density needs values that differ")
    width = SILVERMAN * float(values.std()) * len(values) ** -0.2
    distances = (grid[:, None] - values[None, :]) / width
    smooth: Floats = np.exp(-0.5 * distances**2).mean(axis=1) * NORMAL_PEAK / width
    return smooth


def correlation(pairs: Floats) -> float:
    """Return Pearson's correlation of two markers in a group (n, 2); nan where one is constant."""
    deviations = pairs - pairs.mean(axis=0)
    spread = math.sqrt(float((deviations**2).sum(axis=0).prod()))
    return float(deviations.prod(axis=1).sum()) / spread if spread else math.nan


def share_below(values: Floats, low: float, high: float) -> tuple[float, float]:
    """Return between which shares of a group a value from `low` to `high` lies; ties count half.

    The two are equal for an exact value.
    """
    at_low, at_high = (
        float(((values < end).mean() + (values <= end).mean()) / 2) for end in (low, high)
    )
    return at_low, at_high
