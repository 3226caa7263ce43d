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
    chosen = landmarks(len(values), seed)
    people = values[chosen]
    apart = distances(values, people)
    widths = tuple(dict.fromkeys(width for width, _, _ in setting))
    mean = float(outcome.mean())
    weights, intercept = [], mean
    for width in widths:
        kernel = np.exp(-width * apart)
        mixed = [(ridge, weight) for w, ridge, weight in setting if w == width]
        weights.append(solved(kernel, chosen, outcome - mean, mixed))
        intercept -= float(kernel.mean(axis=0) @ weights[-1])
    return Nearness(people, widths, np.array(weights), intercept)


def solved(
    kernel: Floats, chosen: Ints, outcome: Floats, mixed: list[tuple[float, float]]
) -> Floats:
    """Return weights of the people chosen (n_chosen,), averaged over ridges by their weight."""
    total = np.zeros(len(chosen))
    if len(chosen) == len(kernel):
        products, penalty, targets = doubly_centred(kernel), np.eye(len(kernel)), outcome
        unit = np.trace(products) / len(kernel) or 1.0
    else:
        centred = kernel - kernel.mean(axis=0)
        products, targets = centred.T @ centred, centred.T @ outcome
        penalty = kernel[chosen]
        unit = np.trace(doubly_centred(penalty)) / len(penalty) or 1.0
        products += JITTER * np.trace(products) / len(products) * np.eye(len(products))
    for ridge, weight in mixed:
        factor = cho_factor(products + ridge * unit * penalty, lower=True, overwrite_a=True)
        total += weight * cho_solve(factor, targets)
    return total


def fit_support_vectors(values: Floats, outcome: Floats, seed: int) -> Nearness:
    """Fit a support vector machine; nothing of it is tuned."""
    chosen = landmarks(len(values), seed)
    people = values[chosen]
    kernel = np.exp(-FINE * distances(people, people))
    model = SVC(C=COST, kernel="precomputed").fit(kernel, outcome[chosen])
    weights = np.asarray(model.dual_coef_, dtype=np.float64)
    return Nearness(people[model.support_], (FINE,), weights, float(model.intercept_[0]))


def landmarks(count: int, seed: int) -> Ints:
    """Return the positions of everybody, or of as many drawn at random as can be afforded."""
    if count <= MOST_PEOPLE:
        return np.arange(count)
    drawn = np.random.default_rng(seed).choice(count, MOST_PEOPLE, replace=False)
    return np.sort(drawn)


def doubly_centred(kernel: Floats) -> Floats:
    """Return a symmetric kernel after centring what it stands for."""
    means = kernel.mean(axis=0)
    return np.asarray(kernel - means - means[:, None] + means.mean())
