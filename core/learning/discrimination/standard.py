"""Columns brought to a common scale, over what is there of each."""

import numpy as np

from core.learning.people import Floats

# Relative to the values: what is less is the rounding of a constant.
SMALLEST_SPREAD = 1e-9
# An interquartile range of the normal distribution, in SD.
NORMAL_RANGE = 1.349


def standard(values: Floats, middle: Floats, scale: Floats) -> Floats:
    """Return values in `scale` from the middle; nan where missing."""
    return np.asarray((values - middle) / scale)


def centre_and_scale(values: Floats) -> tuple[Floats, Floats]:
    """Return mean and SD of each column; 0 and 1 where nothing is there or nothing varies."""
    seen = ~np.isnan(values)
    count = np.maximum(seen.sum(axis=0), 1)
    middle = np.where(seen, values, 0.0).sum(axis=0) / count
    centred = np.where(seen, values - middle, 0.0)
    spread = np.sqrt((centred**2).sum(axis=0) / count)
    largest = np.abs(np.where(seen, values, 0.0)).max(axis=0, initial=0.0)
    return middle, np.where(spread > SMALLEST_SPREAD * largest, spread, 1.0)


def robust_centre_and_scale(values: Floats) -> tuple[Floats, Floats]:
    """Return median and SD by quartiles; the plain SD where quartiles coincide.

    Every column has a value.
    """
    quantile = np.nanquantile if np.isnan(values).any() else np.quantile
    low, middle, high = quantile(values, [0.25, 0.5, 0.75], axis=0)
    _, spread = centre_and_scale(values)
    between = (high - low) / NORMAL_RANGE
    return middle, np.where(between > SMALLEST_SPREAD * np.abs(middle), between, spread)
