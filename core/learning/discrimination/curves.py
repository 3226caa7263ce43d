"""ROC curve, calibration curve and net benefit of people left out; arrays are (n_repeats, n)."""

import numpy as np
from scipy.special import expit

from core.cards import CalibrationPoint, RocPoint
from core.learning.discrimination.intervals import share_interval
from core.learning.people import Floats

RATES = np.linspace(0.0, 1.0, 101)
MOST_GROUPS, FEWEST_GROUPS, PEOPLE_PER_GROUP = 10, 3, 15


def roc_points(curves: list[Floats]) -> tuple[RocPoint, ...]:
    """Return the mean of the ROC curves of folds, each given as `sensitivities` gives it.

    Vertical averaging (Fawcett 2006, doi 10.1016/j.patrec.2005.10.010, section 8): the area under
    it is the mean AUC of folds, which is the one reported.
    """
    mean = np.mean(curves, axis=0)
    start = [RocPoint(0.0, 0.0)]
    points = [RocPoint(float(x), float(y)) for x, y in zip(RATES, mean, strict=True)]
    return tuple(start + points)


def sensitivities(log_odds: Floats, outcome: Floats) -> Floats:
    """Return the sensitivity at each of RATES, of ties in proportion."""
    levels = np.unique(log_odds)
    ends = [
        1 - np.searchsorted(np.sort(log_odds[outcome == group]), levels, side="left")[::-1]
        / (outcome == group).sum()
        for group in (0, 1)
    ]  # fmt: skip
    false, true = (np.concatenate([[0.0], end]) for end in ends)
    return np.asarray(np.interp(RATES, false, true), dtype=float)


def calibration_points(
    log_odds: Floats, outcome: Floats, persons: int
) -> tuple[CalibrationPoint, ...]:
    """Return people in groups of alike probability, as many of each; repeats are put together.

    A person is in as many groups as repeats put it into, and counts as one in all of them.
    """
    repeats, rows = log_odds.shape
    chance, observed = expit(log_odds).ravel(), np.tile(outcome, repeats)
    count = int(np.clip(persons // PEOPLE_PER_GROUP, FEWEST_GROUPS, MOST_GROUPS))
    groups = np.array_split(np.argsort(chance, kind="stable"), count)
    return tuple(
        CalibrationPoint(
            predicted=float(chance[group].mean()),
            observed=share_interval(
                float(observed[group].mean()), len(group) * persons / (repeats * rows)
            ),
            people=round(len(group) * persons / (repeats * rows)),
        )
        for group in groups
    )
