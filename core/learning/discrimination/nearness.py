"""Bayesian kernel ridge: people are alike as they are near each other, over all markers at once.

A Gaussian process fitted to 0 and 1 by least squares. Width and noise are not chosen but averaged
over, each as probable as the outcome is under it (Rasmussen & Williams 2006, chapter 5): no
held-out people are needed, and little is lost to the luck of a choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve, eigh
from sklearn.svm import SVC

from core.learning.people import Floats, Ints

# Width: the square of a mean distance in SD counts as so much; ridge: variance of noise to signal.
WIDTHS = (0.01, 0.03, 0.1, 0.3)
RIDGES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
# What is less probable than this, relative to the most probable, is left out.
LEAST = 0.02
# A support vector machine finer than those widths, with a cost that lets many people stand on the
# wrong side: it sees in many people what the others do not, and in few it gets no weight.
FINE, COST = 1.0, 1.0
# With more people so many of them, drawn at random, stand for all.
MOST_PEOPLE = 1000
ROWS_AT_ONCE = 4096
JITTER = 1e-8

# Rows of width, ridge and weight.
Setting = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """Weighted sums of nearness to `people` (n_people, n_markers), one row of weights a width."""

    people: Floats
    widths: tuple[float, ...]
    weights: Floats
    intercept: float

    def scores(self, values: Floats) -> Floats:
        """Return the expected outcome of each row, not held between 0 and 1."""
        found = np.full(len(values), self.intercept)
        for start in range(0, len(values), ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            apart = distances(values[rows], self.people)
            for width, weights in zip(self.widths, self.weights, strict=True):
                found[rows] += np.exp(-width * apart) @ weights
        return found


def distances(values: Floats, people: Floats) -> Floats:
    """Return the mean squared distance over markers of each row to each of the people."""
    squares = (values**2).sum(axis=1)[:, None] + (people**2).sum(axis=1)
    apart = np.maximum(squares - 2 * values @ people.T, 0.0)
    return np.asarray(apart / max(values.shape[1], 1))


def tuned_nearness(values: Floats, outcome: Floats) -> Setting:
    """Return widths and ridges with their posterior weight."""
    centred = outcome - outcome.mean()
    apart = distances(values, values)
    found = [
        (width, ridge, evidence)
        for width in WIDTHS
        for ridge, evidence in evidences(np.exp(-width * apart), centred)
    ]
    best = max(evidence for _, _, evidence in found)
    kept = [(w, r, float(np.exp(e - best))) for w, r, e in found if e > best + np.log(LEAST)]
    total = sum(weight for _, _, weight in kept)
    return tuple((width, ridge, weight / total) for width, ridge, weight in kept)


def evidences(kernel: Floats, outcome: Floats) -> Iterator[tuple[float, float]]:
    """Yield each ridge with the log evidence of a centred outcome, its scale profiled out."""
    powers, directions = eigh(doubly_centred(kernel), driver="evd", overwrite_a=True)
    # The smallest is the direction of the mean, which centring took away.
    powers = np.maximum(powers[1:], 0.0)
    parts = (directions[:, 1:].T @ outcome) ** 2
    count = len(powers)
    unit = powers.sum() / (count + 1) or 1.0
    for ridge in RIDGES:
        variances = powers + ridge * unit
        misfit = np.log((parts / variances).sum() / count)
        yield ridge, float(-0.5 * (count * misfit + np.log(variances).sum()))


def fit_nearness(values: Floats, outcome: Floats, setting: Setting, seed: int) -> Nearness:
    """Fit the mixture of a setting; its mean over widths and ridges is one sum for each width."""
    chosen = landmarks(outcome, seed)
    people = values[chosen]
    widths = tuple(dict.fromkeys(width for width, _, _ in setting))
    mean = float(outcome.mean())
    if len(chosen) == len(values):
        systems = of_everybody(values, outcome - mean, widths)
    else:
        systems = of_landmarks(values, people, outcome - mean, widths)
    weights, intercept = [], mean
    for width, system in zip(widths, systems, strict=True):
        weights.append(system.solved([(r, share) for w, r, share in setting if w == width]))
        intercept -= float(system.means @ weights[-1])
    return Nearness(people, widths, np.array(weights), intercept)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class System:
    """Equations for the weights of people: products + ridge * unit * penalty, against targets.

    `means` are those of the nearness to each of the people, over everybody fitted.
    """

    products: Floats
    penalty: Floats
    targets: Floats
    unit: float
    means: Floats

    def solved(self, ridges: list[tuple[float, float]]) -> Floats:
        """Return weights averaged over ridges, each with its share."""
        total = np.zeros(len(self.targets))
        for ridge, share in ridges:
            whole = self.products + ridge * self.unit * self.penalty
            total += share * cho_solve(cho_factor(whole, lower=True), self.targets)
        return total


def of_everybody(values: Floats, outcome: Floats, widths: tuple[float, ...]) -> Iterator[System]:
    """Yield the equations of each width, exactly, for a centred outcome."""
    apart = distances(values, values)
    for width in widths:
        kernel = np.exp(-width * apart)
        products = doubly_centred(kernel)
        yield System(
            products=products,
            penalty=np.eye(len(kernel)),
            targets=outcome,
            unit=np.trace(products) / len(kernel) or 1.0,
            means=kernel.mean(axis=0),
        )


def of_landmarks(
    values: Floats, people: Floats, outcome: Floats, widths: tuple[float, ...]
) -> Iterator[System]:
    """Yield the equations of each width for weights of some people only, a block at a time."""
    for width in widths:
        products, means = np.zeros((len(people), len(people))), np.zeros(len(people))
        targets = np.zeros(len(people))
        for start in range(0, len(values), ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            near = np.exp(-width * distances(values[rows], people))
            products += near.T @ near
            targets += near.T @ outcome[rows]
            means += near.sum(axis=0) / len(values)
        products -= len(values) * np.outer(means, means)
        products += JITTER * np.trace(products) / len(products) * np.eye(len(products))
        penalty = np.exp(-width * distances(people, people))
        unit = np.trace(doubly_centred(penalty)) / len(penalty) or 1.0
        yield System(products=products, penalty=penalty, targets=targets, unit=unit, means=means)


def fit_support_vectors(values: Floats, outcome: Floats, seed: int) -> Nearness:
    """Fit a support vector machine; nothing of it is tuned."""
    chosen = landmarks(outcome, seed)
    people = values[chosen]
    kernel = np.exp(-FINE * distances(people, people))
    model = SVC(C=COST, kernel="precomputed").fit(kernel, outcome[chosen])
    weights = np.asarray(model.dual_coef_, dtype=np.float64)
    return Nearness(people[model.support_], (FINE,), weights, float(model.intercept_[0]))


def landmarks(outcome: Floats, seed: int) -> Ints:
    """Return the positions of everybody, or of as many drawn at random as can be afforded.

    Half of these are cases where there are so many, so that rare ones are not lost.
    """
    if len(outcome) <= MOST_PEOPLE:
        return np.arange(len(outcome))
    shuffled = np.random.default_rng(seed).permutation(len(outcome))
    of_each = [shuffled[outcome[shuffled] == kind] for kind in (0, 1)]
    return np.sort(np.concatenate([rows[: MOST_PEOPLE // 2] for rows in of_each]))


def doubly_centred(kernel: Floats) -> Floats:
    """Return a symmetric kernel after centring what it stands for."""
    means = kernel.mean(axis=0)
    return np.asarray(kernel - means - means[:, None] + means.mean())
