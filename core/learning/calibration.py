"""How good probabilities are beyond their order: Brier score, calibration slope and error."""

import numpy as np
from numpy.typing import NDArray

BINS = 10
# A forest may be sure; the logarithm of the odds then needs an end.
SUREST = 1e-6

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def brier(probability: Floats, groups: Ints) -> float:
    """Return the mean squared distance of the probability from what is true (0 or 1)."""
    return float(np.mean((probability - groups) ** 2))


def calibration_slope(probability: Floats, groups: Ints) -> float:
    """Return the slope of a logistic regression of the group on the log odds; 1 is right.

    Below 1 the probabilities are too extreme. They are held within 1e-6 of 0 and 1 for this.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - seconds of import

    held = np.clip(probability, SUREST, 1 - SUREST)
    odds = np.log(held / (1 - held))[:, None]
    return float(LogisticRegression(C=np.inf, tol=1e-8).fit(odds, groups).coef_[0, 0])


def calibration_error(probability: Floats, groups: Ints) -> float:
    """Return the expected calibration error over ten bins with equally many people."""
    bins = np.array_split(np.argsort(probability, kind="stable"), BINS)
    errors = [abs(probability[rows].mean() - groups[rows].mean()) for rows in bins]
    return float(np.average(errors, weights=[len(rows) for rows in bins]))
