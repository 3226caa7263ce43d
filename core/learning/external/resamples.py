"""Figures of a score on people it was not fitted to, with intervals over resampled persons.

The score is fixed, so only the people vary: persons are drawn again with replacement, controls and
cases apart, and all draws of one stay together (the cluster bootstrap; Davison & Hinkley 1997,
doi 10.1017/CBO9780511802843, section 3.8). Resamples are weights, so each figure is one sum over an
array; intervals are percentiles.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from core.cards import Measured
from core.learning.people import Floats, Ints, LabelledPeople, Mask

RESAMPLES = 1_000
# As many numbers as are held at once: resamples are made in blocks of so many weights.
BLOCK = 4_000_000
ENDS = (2.5, 97.5)
STEPS = 30
# Holds the slope finite where the score separates the groups: as much as one person in a million.
PENALTY = 1e-6
ENOUGH = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Predicted:
    """Log odds of people (n,), at the share of cases among them, and what is true of each.

    `threshold` is the log odds from which on the score calls somebody a case.
    """

    log_odds: Floats
    outcome: Floats
    persons: Ints
    threshold: float


Figure = Callable[[Predicted, Floats], Floats]


def measured(predicted: Predicted, seed: int, resamples: int = RESAMPLES) -> dict[str, Measured]:
    """Return each of FIGURES with its 95 % interval."""
    everybody = np.ones((1, len(predicted.outcome)))
    values = {name: float(figure(predicted, everybody)[0]) for name, figure in FIGURES.items()}
    again: dict[str, list[Floats]] = {name: [] for name in FIGURES}
    for weights in weights_of(predicted, seed, resamples):
        for name, figure in FIGURES.items():
            again[name].append(figure(predicted, weights))
    ends = {name: np.percentile(np.concatenate(found), ENDS) for name, found in again.items()}
    return {
        name: Measured(value, min(float(ends[name][0]), value), max(float(ends[name][1]), value))
        for name, value in values.items()
    }


def weights_of(predicted: Predicted, seed: int, resamples: int) -> Iterator[Floats]:
    """Yield how often each row is in each resample, blocks of (n_resamples, n)."""
    random = np.random.default_rng(seed)
    persons, first, numbers = np.unique(predicted.persons, return_index=True, return_inverse=True)
    is_case = predicted.outcome[first] == 1
    size = max(1, BLOCK // len(predicted.outcome))
    for start in range(0, resamples, size):
        counts = np.zeros((min(size, resamples - start), len(persons)))
        for group in (np.flatnonzero(is_case), np.flatnonzero(~is_case)):
            share = np.full(len(group), 1 / max(1, len(group)))
            counts[:, group] = random.multinomial(len(group), share, size=len(counts))
        yield counts[:, numbers]


def area(predicted: Predicted, weights: Floats) -> Floats:
    """Return the AUC (n_resamples,); ties count half."""
    order = np.argsort(predicted.log_odds, kind="stable")
    scores, cases = predicted.log_odds[order], predicted.outcome[order]
    starts = np.flatnonzero(np.r_[True, np.diff(scores) > 0])
    held = weights[:, order]
    of_cases = np.add.reduceat(held * cases, starts, axis=1)
    of_controls = np.add.reduceat(held * (1 - cases), starts, axis=1)
    below = np.cumsum(of_controls, axis=1) - of_controls / 2
    pairs = of_cases.sum(axis=1) * of_controls.sum(axis=1)
    return np.asarray((of_cases * below).sum(axis=1) / pairs)


def sensitivity(predicted: Predicted, weights: Floats) -> Floats:
    """Return the share of cases at or above the threshold (n_resamples,)."""
    called = predicted.log_odds >= predicted.threshold
    return _share(weights, called, predicted.outcome == 1)


def specificity(predicted: Predicted, weights: Floats) -> Floats:
    """Return the share of controls below the threshold (n_resamples,)."""
    called = predicted.log_odds >= predicted.threshold
    return _share(weights, ~called, predicted.outcome == 0)


def brier(predicted: Predicted, weights: Floats) -> Floats:
    """Return the mean squared distance of the probability from what is true (n_resamples,)."""
    squares = (expit(predicted.log_odds) - predicted.outcome) ** 2
    return np.asarray(weights @ squares / weights.sum(axis=1))


def expected_to_observed(predicted: Predicted, weights: Floats) -> Floats:
    """Return the predicted number of cases over the real one (n_resamples,)."""
    return np.asarray(weights @ expit(predicted.log_odds) / (weights @ predicted.outcome))


def slope(predicted: Predicted, weights: Floats) -> Floats:
    """Return the calibration slope (n_resamples,); below 1, probabilities are too extreme."""
    return lines(predicted, weights)[1]


def intercept(predicted: Predicted, weights: Floats) -> Floats:
    """Return calibration in the large (n_resamples,): log odds to be added at a slope of 1."""
    added = np.zeros(len(weights))
    for _ in range(STEPS):
        chance = expit(added[:, None] + predicted.log_odds)
        gradient = (weights * (predicted.outcome - chance)).sum(axis=1)
        step = gradient / ((weights * chance * (1 - chance)).sum(axis=1) + PENALTY)
        added = added + np.clip(step, -2, 2)
        if np.abs(step).max() < ENOUGH:
            break
    return added


def lines(predicted: Predicted, weights: Floats) -> tuple[Floats, Floats]:
    """Return intercepts and slopes (n_resamples,) of a logistic regression on the log odds."""
    start, rise, x = np.zeros(len(weights)), np.ones(len(weights)), predicted.log_odds
    for _ in range(STEPS):
        chance = expit(start[:, None] + rise[:, None] * x)
        left, spread = weights * (predicted.outcome - chance), weights * chance * (1 - chance)
        by_start, by_rise = left.sum(axis=1), left @ x - PENALTY * rise
        one, both = spread.sum(axis=1) + PENALTY, spread @ x
        square = spread @ x**2 + PENALTY
        determinant = np.maximum(one * square - both**2, np.finfo(float).tiny)
        steps = (
            np.clip((square * by_start - both * by_rise) / determinant, -2, 2),
            np.clip((one * by_rise - both * by_start) / determinant, -2, 2),
        )
        start, rise = start + steps[0], rise + steps[1]
        if max(np.abs(step).max() for step in steps) < ENOUGH:
            break
    return start, rise


def _share(weights: Floats, called: Mask, group: Mask) -> Floats:
    return np.asarray(weights @ (called & group).astype(float) / (weights @ group.astype(float)))


FIGURES: dict[str, Figure] = {
    "auc": area,
    "sensitivity": sensitivity,
    "specificity": specificity,
    "brier": brier,
    "slope": slope,
    "intercept": intercept,
    "expected_to_observed": expected_to_observed,
}


def predicted_by(log_ratios: Floats, people: LabelledPeople, threshold: float) -> Predicted:
    """Return what log ratios (n,) predict at the share of cases among these people.

    `threshold` is a log ratio.
    """
    share = float(people.outcome.mean())
    base = float(np.log(share / (1 - share)))
    return Predicted(log_ratios + base, people.outcome, people.persons, threshold + base)
