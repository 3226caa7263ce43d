"""Rounds many numbers to 15 significant figures, each exactly as `float(f"{x:.15g}")` does.

A number of 15 digits is an exact float, and so is a power of ten up to the 22nd. The product that
brings the 15 digits before the point is taken with its rounding error (Dekker 1971,
doi 10.1007/BF01397083), so that the digits are right even at a tie; one division then gives the
float nearest to them (Clinger 1990, doi 10.1145/93548.93557).
"""

import numpy as np
from numpy.typing import NDArray

FIGURES = 15
EXACT_POWERS = 22
# Between these, the power of ten that is needed is exact; beyond, Python formats one by one.
LEAST, MOST = 1e-7, 1e14
POWERS = np.array([float(10**n) for n in range(EXACT_POWERS + 1)])
HALF = 0.5
# Veltkamp's constant splits a float into two halves of 26 bits.
SPLIT = 2.0**27 + 1

Numbers = NDArray[np.float64]


def rounded(values: Numbers) -> Numbers:
    """Return the values at 15 significant figures."""
    size = np.abs(values)
    is_short = (size >= LEAST) & (size < MOST)
    result = values.copy()
    result[is_short] = np.copysign(_shortened(size[is_short]), values[is_short])
    is_long = ~is_short & (size != 0)
    result[is_long] = [float(f"{value:.{FIGURES}g}") for value in values[is_long].tolist()]
    return result


def _shortened(size: Numbers) -> Numbers:
    shift = FIGURES - 1 - np.floor(np.log10(size)).astype(np.int64)
    # The logarithm may miss a power of ten by a hair.
    product = size * POWERS[shift]
    shift += product < POWERS[FIGURES - 1]
    shift -= product >= POWERS[FIGURES]
    power = POWERS[shift]
    product = size * power
    digits = np.rint(product)
    is_tie = np.flatnonzero(np.abs(product - digits) == HALF)
    error = _error(size[is_tie], power[is_tie], product[is_tie])
    digits[is_tie] = np.where(error, product[is_tie] + np.copysign(HALF, error), digits[is_tie])
    return np.asarray(digits / power, dtype=np.float64)


def _error(left: Numbers, right: Numbers, product: Numbers) -> Numbers:
    """Return left * right - product, exactly."""
    left_high, left_low = _halves(left)
    right_high, right_low = _halves(right)
    rest = ((left_high * right_high - product) + left_high * right_low) + left_low * right_high
    return rest + left_low * right_low


def _halves(values: Numbers) -> tuple[Numbers, Numbers]:
    scaled = values * SPLIT
    high = scaled - (scaled - values)
    return high, values - high
