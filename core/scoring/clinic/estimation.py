"""The score of people by a clinic's model, with its interval and the sceptical reading."""

import math

import numpy as np
from scipy.special import ndtri

from core.cards import Discrimination
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.people import Floats, Inputs
from core.scoring.clinic.model import ClinicModel
from core.scoring.score import INTERVAL_LEVEL

# So many people at once are scored by every member: what is held stays small.
ROWS_AT_ONCE = 2_000


def estimate_rows(inputs: Inputs, model: ClinicModel) -> Floats:
    """Return log ratio, low, high and sceptical of people, (n, 4), as an Estimate has them."""
    factor = sceptical_factor(model.figures)
    blocks = [np.empty((0, 4))]
    for start in range(0, len(inputs.values), ROWS_AT_ONCE):
        block = inputs.where(np.arange(start, min(start + ROWS_AT_ONCE, len(inputs.values))))
        found = with_interval(block, model.trained)
        blocks.append(np.column_stack([found, found[:, 0] * factor]))
    return np.concatenate(blocks)


def with_interval(inputs: Inputs, trained: TrainedDiscrimination) -> Floats:
    """Return log ratio, low and high of people, (n, 3).

    The interval is that of models fitted to halves of the model's people, about the score. Where
    most of them lie on one side of it, it is widened to hold the score.
    """
    ratios = trained.log_ratio(inputs)
    levels = (1 - INTERVAL_LEVEL) / 2, (1 + INTERVAL_LEVEL) / 2
    below, above = np.quantile(trained.spread(inputs), levels, axis=0)
    low, high = np.minimum(ratios + below, ratios), np.maximum(ratios + above, ratios)
    return np.column_stack([ratios, low, high])


def sceptical_factor(figures: Discrimination) -> float:
    """Return by what a log ratio shrinks if the true AUC is the lower end of its 95 % interval.

    For scores that are normal in both groups with the same SD, d SD apart, the AUC is
    Phi(d / sqrt(2)) and the log ratio of a score is d times its distance from even: so it shrinks
    as d does. At an AUC of 0.5 or less nothing is left. Of an AUC of 1 no d is known: it is then
    taken for the largest that leaves half a pair of a case and a control the wrong way round.
    """
    largest = 1 - 1 / (2 * max(figures.cases * figures.controls, 1))
    separation, lowest = (
        float(ndtri(min(auc, largest))) for auc in (figures.auc.value, figures.auc.low)
    )
    if not math.isfinite(lowest) or lowest <= 0 or separation <= 0:
        return 0.0
    return min(lowest / separation, 1.0)
