"""95 % intervals of shares and means; those over people count persons, not draws."""

import numpy as np
from scipy.special import expit, logit, stdtrit

from core.cards import Measured
from core.learning.discrimination.areas import Z
from core.learning.people import Floats, Ints

SMALLEST = 1e-12


def share_interval(share: float, people: float) -> Measured:
    """Return a share of so many people with its score interval.

    Wilson 1927, doi 10.1080/01621459.1927.10502953. The number need not be whole.
    """
    if people <= 0:
        return Measured(share, 0.0, 1.0)
    middle = (share + Z**2 / (2 * people)) / (1 + Z**2 / people)
    half = (Z / (1 + Z**2 / people)) * np.sqrt(
        share * (1 - share) / people + Z**2 / (4 * people**2)
    )
    low, high = max(0.0, float(middle - half)), min(1.0, float(middle + half))
    return Measured(share, min(low, share), max(high, share))


def person_mean(values: Floats, numbers: Ints, inflation: float) -> Measured:
    """Return the mean of values (n,) between 0 and 1; draws of one person stay together.

    `numbers` (n,) count persons from 0. The interval is made on the log odds of the mean.
    """
    mean = float(values.mean())
    error = float(np.sqrt(inflation * person_variance(values - mean, numbers))) / len(values)
    held = float(np.clip(mean, SMALLEST, 1 - SMALLEST))
    half = Z * error / (held * (1 - held))
    low, high = expit(logit(held) - half), expit(logit(held) + half)
    return Measured(mean, min(float(low), mean), max(float(high), mean))


def person_variance(values: Floats, numbers: Ints) -> float:
    """Return the variance of a sum of values (n,) about 0, draws of one person taken together."""
    sums = np.bincount(numbers, weights=values)
    return float((sums**2).sum() * len(sums) / max(1, len(sums) - 1))


def fold_mean(values: Floats, folds: int) -> Measured:
    """Return the mean of a figure over outer folds (n_repeats * n_folds,) with its t interval.

    Folds share people, by which the variance of their mean is larger than that of as many
    independent ones (Nadeau & Bengio 2003, doi 10.1023/A:1024068626366).
    """
    mean, count = float(values.mean()), len(values)
    variance = float(values.var(ddof=1)) * (1 / count + 1 / (folds - 1))
    half = float(stdtrit(count - 1, 0.975) * np.sqrt(variance))
    return Measured(mean, mean - half, mean + half)
