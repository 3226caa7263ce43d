"""From the log ratios of the worlds to an estimate: their average, and an interval over them."""

import numpy as np
from numpy.typing import NDArray

from core.learning.likelihood_forms import log_mean_exp
from core.scoring.score import INTERVAL_LEVEL, Estimate

Floats = NDArray[np.float64]


def estimated(plausible: Floats, sceptical: Floats) -> Estimate:
    """Return the estimate from log ratios in the plausible and sceptical worlds, (n_members,)."""
    row = estimate_columns(plausible[None, :], sceptical[None, :])[0]
    return Estimate(*(float(figure) for figure in row))


def estimate_columns(plausible: Floats, sceptical: Floats) -> Floats:
    """Return log ratio, low, high and sceptical of each panel, (n_panels, 4).

    Takes the log ratios in the plausible and in the sceptical worlds, (n_panels, n_members). Far
    out, a few worlds decide the score while the interval weighs them otherwise: it is then widened
    to hold the score.
    """
    mean = log_mean_exp(plausible)
    low, high = intervals(plausible, INTERVAL_LEVEL).T
    ends = np.minimum(low, mean), np.maximum(high, mean)
    return np.column_stack([mean, *ends, log_mean_exp(sceptical)])


def intervals(ratios: Floats, level: float) -> Floats:
    """Return the central interval of the log ratio over worlds, (n_panels, 2), of each panel.

    `ratios` are (n_panels, n_members). A world weighs as much as the panel is probable in it, half
    its people being cases: 1 + ratio.
    """
    order = np.sort(ratios, axis=1)
    top = np.maximum(order[:, -1:], 0.0)
    weights = np.exp(order - top) + np.exp(-top)
    reached = np.cumsum(weights, axis=1)
    total = reached[:, -1].copy()
    reached -= weights / 2
    ends = (1 - level) / 2, (1 + level) / 2
    return np.column_stack([row_quantiles(order, reached, share * total) for share in ends])


def row_quantiles(order: Floats, reached: Floats, wanted: Floats) -> Floats:
    """Return, in each row, the value at which `reached` is as `wanted`, linear between members."""
    last = order.shape[1] - 1
    right = np.clip(np.count_nonzero(reached < wanted[:, None], axis=1), 1, last)
    rows = np.arange(len(order))
    before, after = reached[rows, right - 1], reached[rows, right]
    step = np.clip((wanted - before) / np.maximum(after - before, np.finfo(float).tiny), 0, 1)
    return np.asarray(order[rows, right - 1] * (1 - step) + order[rows, right] * step)
