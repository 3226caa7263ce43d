"""From which log odds on somebody is called a case."""

import numpy as np

from core.cards import Aim, Plan
from core.learning.people import Floats


def threshold_for(log_odds: Floats, outcome: Floats, plan: Plan) -> float:
    """Return the log odds at and above which people are called cases, as the plan aims for.

    Balanced: sensitivity and specificity as near to each other as they get. At a wanted rate: the
    other one as high as it gets while this one is reached.
    """
    cuts = _cuts(log_odds)
    sensitivity = _share_from(cuts, log_odds[outcome == 1])
    specificity = 1 - _share_from(cuts, log_odds[outcome == 0])
    if plan.aim is Aim.BALANCED:
        # Of several cuts that are equally near, the one with the higher rates.
        order = np.lexsort((-(sensitivity + specificity), np.abs(sensitivity - specificity)))
        return float(cuts[order[0]])
    if plan.aim is Aim.SENSITIVITY:
        return float(cuts[np.flatnonzero(_reached(sensitivity, plan.wanted))[-1]])
    return float(cuts[np.flatnonzero(_reached(specificity, plan.wanted))[0]])


def _cuts(log_odds: Floats) -> Floats:
    """Return one number below all log odds, one between each two neighbours, one above all."""
    levels = np.unique(log_odds)
    between = (levels[1:] + levels[:-1]) / 2
    # Neighbours may be so near that their mean is the lower one, which it must exceed.
    between = np.where(between > levels[:-1], between, levels[1:])
    return np.concatenate([[levels[0]], between, [np.nextafter(levels[-1], np.inf)]])


def _share_from(cuts: Floats, log_odds: Floats) -> Floats:
    below = np.searchsorted(np.sort(log_odds), cuts, side="left")
    return np.asarray(1 - below / len(log_odds))


def _reached(rates: Floats, wanted: float) -> Floats:
    return np.asarray(rates >= wanted - np.finfo(float).eps * len(rates))
