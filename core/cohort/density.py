"""Densities of many people in little time: values are counted into bins, then the bins smoothed.

A value is shared between the two bins beside it in proportion to how near they are, which makes the
error fall with the square of the bins' width (Wand 1994, doi 10.1080/10618600.1994.10474656).
"""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Silverman's rule for a Gaussian kernel, 1986, eq. 3.31: the smaller of two measures of spread, so
# that a few far values do not smooth the rest away.
SILVERMAN = 0.9
NORMAL_IQR = 1.3489795003921634
# What makes it Scott's rule for two analytes (1992, eq. 6.42), which smooths a little more.
SCOTT = 1 / SILVERMAN
# Bins a bandwidth, and how many bandwidths a kernel reaches to each side.
FINENESS = 8.0
KERNEL_REACH = 5.0
MOST_BINS = 8192


def bandwidth(values: Floats, power: float = -0.2) -> float:
    """Return the width of the kernel, in the unit of the values; 0 where they are all alike.

    `power` of the number of values is -1/5 for one analyte, -1/6 for two.
    """
    if len(values) == 0 or np.ptp(values) == 0:
        return 0.0
    q1, q3 = np.quantile(values, (0.25, 0.75))
    spread = min(s for s in (float(values.std()), float(q3 - q1) / NORMAL_IQR) if s > 0)
    return float(SILVERMAN * spread * len(values) ** power)


def density(values: Floats, grid: Floats) -> Floats:
    """Return a Gaussian kernel density [1/unit] at the points of an even, increasing grid.

    Raises ValueError where the values are all alike: they have no width to draw.
    """
    width = bandwidth(values)
    if width == 0:
        raise ValueError("a density needs values that differ")
    low, high = grid[0] - KERNEL_REACH * width, grid[-1] + KERNEL_REACH * width
    bins = min(MOST_BINS, math.ceil(FINENESS * (high - low) / width) + 1)
    places, step = np.linspace(low, high, bins, retstep=True)
    kernel = _kernel(width, float(step))
    smooth = np.convolve(binned(values, places), kernel, mode="same")
    return np.interp(grid, places, smooth / len(values))


def density_on_plane(pairs: Floats, across: Floats, up: Floats) -> Floats:
    """Return the density of pairs (n, 2) on a plane (n_up, n_across), from even grids.

    The kernel is Gaussian, with a width for each direction. Raises ValueError where one of the two
    does not vary.
    """
    counts = _binned_pairs(pairs, across, up)
    for side, grid in enumerate((across, up)):
        width = SCOTT * bandwidth(pairs[:, side], -1 / 6)
        if width == 0:
            raise ValueError("a density needs values that differ")
        distances = (grid[:, None] - grid[None, :]) / max(width, float(grid[1] - grid[0]))
        smoother = np.exp(-0.5 * distances**2)
        counts = counts @ smoother if side == 0 else smoother @ counts
    cell = float((across[1] - across[0]) * (up[1] - up[0]))
    total = counts.sum() * cell
    return np.asarray(counts / total if total else counts)


def binned(values: Floats, places: Floats) -> Floats:
    """Count values into even places (n,), each shared by the two beside it; none lies outside."""
    left, right_share = _beside(values, places)
    counts: Floats = np.bincount(left, 1 - right_share, len(places)).astype(np.float64)
    counts += np.bincount(left + 1, right_share, len(places))[: len(places)]
    return counts


def _beside(values: Floats, places: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return the place to the left of each value that lies within, and the share of the right."""
    inside = values[(values >= places[0]) & (values <= places[-1])]
    position = (inside - places[0]) / (places[1] - places[0])
    left = np.clip(np.floor(position).astype(np.int64), 0, len(places) - 2)
    return left, position - left


def _binned_pairs(pairs: Floats, across: Floats, up: Floats) -> Floats:
    is_inside = np.ones(len(pairs), dtype=np.bool_)
    for side, grid in enumerate((across, up)):
        is_inside &= (pairs[:, side] >= grid[0]) & (pairs[:, side] <= grid[-1])
    (x, right), (y, above) = (
        _beside(pairs[is_inside, side], grid) for side, grid in enumerate((across, up))
    )
    size = (len(up), len(across))
    counts = np.zeros(size[0] * size[1])
    for dx, share_x in ((0, 1 - right), (1, right)):
        for dy, share_y in ((0, 1 - above), (1, above)):
            where = (y + dy) * size[1] + x + dx
            counts += np.bincount(where, share_x * share_y, len(counts))
    return counts.reshape(size)


def _kernel(width: float, step: float) -> Floats:
    reach = math.ceil(KERNEL_REACH * width / step)
    distances = np.arange(-reach, reach + 1) * step / width
    weights: Floats = np.exp(-0.5 * distances**2)
    return weights / (width * math.sqrt(2 * math.pi))
