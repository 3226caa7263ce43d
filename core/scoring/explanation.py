"""What each marker adds: contributions that sum to the score exactly.

In one world the log-likelihood ratio is a sum over markers. The score is the logarithm of the mean
ratio over worlds. There is one tilt t between 0 and 1 at which the worlds, weighted by their ratio
to the power t, have the score as their mean log ratio (the mean of a monotone function lies between
its ends). Under those weights the contributions of the worlds average to numbers that add up.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HALVINGS = 60


def tilted_weights(ratios: Floats, score: float) -> Floats:
    """Return weights of the worlds, (n_members,), under which the mean of `ratios` is `score`."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        tilt = (low + high) / 2
        if tilted(ratios, tilt) @ ratios < score:
            low = tilt
        else:
            high = tilt
    return tilted(ratios, (low + high) / 2)


def tilted(ratios: Floats, tilt: float) -> Floats:
    """Return weights proportional to exp(tilt x ratio), summing to 1."""
    weights = np.exp(tilt * (ratios - ratios.max()))
    return np.asarray(weights / weights.sum())


def contributions(parts: Floats, score: float) -> Floats:
    """Return each marker's share of the score, (n_markers,), from its parts by world.

    `parts` (n_members, n_markers) sums over markers to the log ratio in each world.
    """
    return np.asarray(tilted_weights(parts.sum(axis=1), score) @ parts)


def intervals(ratios: Floats, level: float) -> Floats:
    """Return the central interval of the log ratio over worlds, (n_panels, 2), of each panel.

    `ratios` are (n_panels, n_members). A world weighs as much as the panel is probable in it, half
    its people being cases: 1 + ratio.
    """
    order = np.sort(ratios, axis=1)
    plausible = np.logaddexp(0.0, order)
    weights = np.exp(plausible - plausible[:, -1:])
    reached = np.cumsum(weights, axis=1)
    middle = (reached - weights / 2) / reached[:, -1:]
    ends = (1 - level) / 2, (1 + level) / 2
    return np.column_stack([row_quantiles(order, middle, share) for share in ends])


def row_quantiles(order: Floats, middle: Floats, share: float) -> Floats:
    """Return, in each row, the value at a share of the weight, linear between members."""
    last = order.shape[1] - 1
    right = np.clip((middle < share).sum(axis=1), 1, last)
    rows = np.arange(len(order))
    before, after = middle[rows, right - 1], middle[rows, right]
    step = np.clip((share - before) / np.maximum(after - before, np.finfo(float).tiny), 0, 1)
    return np.asarray(order[rows, right - 1] * (1 - step) + order[rows, right] * step)
