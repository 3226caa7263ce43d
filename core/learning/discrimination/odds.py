"""Log odds and what they stand for."""

import numpy as np

from core.learning.people import Floats


def likelihood(odds: Floats | float, outcome: Floats) -> float:
    """Return the log likelihood of an outcome under log odds."""
    return float(-np.logaddexp(0, -(2 * outcome - 1) * odds).sum())


def chance(odds: Floats) -> Floats:
    """Return probabilities of log odds, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(odds / 2)))


def log_odds(share: float) -> float:
    """Return the log odds of a share."""
    return float(np.log(share / (1 - share)))


def base_of(outcome: Floats) -> float:
    """Return the log odds of the share of cases among people."""
    return log_odds(float(outcome.mean()))
