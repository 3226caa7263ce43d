"""Whether probabilities are as extreme as they should be (slope), and as high (intercept).

Logistic regressions of the outcome on log odds; errors are those of persons, whose draws stay
together (Huber 1967). A slope below 1: too extreme. An intercept above 0: too low.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from core.cards import Measured
from core.learning.discrimination.areas import Z
from core.learning.discrimination.intervals import person_variance
from core.learning.people import Floats, Ints

STEPS = 100
ENOUGH = 1e-10
FARTHEST = 4.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient and the variance of its error."""

    value: float
    variance: float


def slope(log_odds: Floats, outcome: Floats, numbers: Ints) -> Estimate:
    """Return the calibration slope; `numbers` (n,) count persons from 0.

    Where log odds separate cases from controls every slope is too small. One case more where the
    middle of the controls is, and one control where that of the cases is, then keep it finite, as
    a weak prior opinion does (Clogg et al. 1991, doi 10.2307/270878); the error is that of the
    model, since residuals hardly tell any.
    """
    is_separated = separates(log_odds, outcome)
    if is_separated:
        middles = [log_odds[outcome == 0].mean(), log_odds[outcome == 1].mean()]
        log_odds = np.concatenate([log_odds, middles])
        outcome = np.concatenate([outcome, [1.0, 0.0]])
        numbers = np.concatenate([numbers, numbers.max() + np.array([1, 2])])
    design = np.column_stack([np.ones(len(outcome)), log_odds])
    found, errors = regression(design, outcome, np.zeros(len(outcome)), numbers)
    if is_separated:
        errors = np.diag(np.linalg.pinv(information(design, expit(design @ found))))
    return Estimate(float(found[1]), float(errors[1]))


def intercept(log_odds: Floats, outcome: Floats, numbers: Ints) -> Estimate:
    """Return calibration in the large: by how much log odds are too low at a slope of 1."""
    found, errors = regression(np.ones((len(outcome), 1)), outcome, log_odds, numbers)
    return Estimate(float(found[0]), float(errors[0]))


def separates(log_odds: Floats, outcome: Floats) -> bool:
    """Say whether all cases lie above all controls, or all below."""
    cases, controls = log_odds[outcome == 1], log_odds[outcome == 0]
    return bool(cases.min() >= controls.max() or cases.max() <= controls.min())


def regression(
    design: Floats, outcome: Floats, offset: Floats, numbers: Ints
) -> tuple[Floats, Floats]:
    """Return coefficients (k,) of a logistic regression and the variances of their errors."""
    # In SD of each column; the first is the constant.
    scale = np.array([column.std() or abs(column[0]) or 1.0 for column in design.T])
    scaled, found = design / scale, np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = expit(offset + scaled @ found)
        step = np.linalg.lstsq(
            information(scaled, chance), scaled.T @ (outcome - chance), rcond=None
        )[0]
        # A step too far would be followed by none at all.
        step *= min(1.0, FARTHEST / max(float(np.abs(step).max()), ENOUGH))
        found = found + step
        if np.abs(step).max() < ENOUGH:
            break
    chance = expit(offset + scaled @ found)
    inverse = np.linalg.pinv(information(scaled, chance))
    influence = (scaled * (outcome - chance)[:, None]) @ inverse
    variances = [person_variance(column, numbers) for column in influence.T]
    return found / scale, np.array(variances) / scale**2


def information(design: Floats, chance: Floats) -> Floats:
    """Return the information on coefficients (k, k) where people have these probabilities."""
    return np.asarray((design * (chance * (1 - chance))[:, None]).T @ design)


def over_repeats(estimates: list[Estimate], inflation: float) -> Measured:
    """Return the mean of estimates of the same people by several repeats, with its interval.

    The people are the same in each, so that repeats do not lessen the variance.
    """
    mean = float(np.mean([estimate.value for estimate in estimates]))
    variance = inflation * float(np.mean([estimate.variance for estimate in estimates]))
    half = Z * float(np.sqrt(variance))
    return Measured(mean, mean - half, mean + half)
