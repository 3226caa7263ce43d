"""A weighted sum of markers: logistic regression with a ridge.

How strong the ridge is follows from the people: the variance of the sum under which the outcome is
most probable, by Laplace's approximation (MacKay 1992, https://doi.org/10.1162/neco.1992.4.5.720).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve, eigh
from sklearn.linear_model import LogisticRegression

from core.learning.discrimination.odds import chance, likelihood
from core.learning.people import Floats

# Variance of the sum over markers that a ridge expects, in squares of log odds.
VARIANCES = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
# Precision of the intercept, which is free: log odds of 10 are one SD.
LOOSE = 0.01
# Newton steps until log odds move by less than this.
STEPS, SMALLEST_STEP = 30, 1e-4
SMALLEST_POWER = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A weighted sum of the markers."""

    weights: Floats
    intercept: float

    def scores(self, values: Floats) -> Floats:
        """Return the sum for each row."""
        return np.asarray(values @ self.weights + self.intercept)


def tuned_logistic(values: Floats, outcome: Floats) -> float:
    """Return the variance under which the outcome is most probable, by Laplace's approximation."""
    columns = compressed(values)
    start = np.zeros(columns.shape[1] + 1)
    best, chosen = -np.inf, VARIANCES[0]
    for variance in VARIANCES:
        start, evidence = posterior(columns, outcome, variance / values.shape[1], start)
        if evidence > best:
            best, chosen = evidence, variance
    return chosen


def compressed(values: Floats) -> Floats:
    """Return columns with the same products between rows, no more of them than rows."""
    if values.shape[1] <= len(values):
        return values
    powers, directions = eigh(values @ values.T, driver="evd")
    kept = powers > SMALLEST_POWER * powers[-1]
    return np.asarray(directions[:, kept] * np.sqrt(powers[kept]))


def posterior(
    columns: Floats, outcome: Floats, variance: float, start: Floats
) -> tuple[Floats, float]:
    """Return the most probable weights, the intercept first, and the log evidence."""
    design = np.column_stack([np.ones(len(columns)), columns])
    precision = np.full(design.shape[1], 1 / variance)
    precision[0] = LOOSE
    weights = start
    for _ in range(STEPS):
        chances = chance(design @ weights)
        slopes = design.T @ (outcome - chances) - precision * weights
        step = cho_solve(curved(design, chances, precision), slopes)
        weights = weights + step
        if np.abs(design @ step).max() < SMALLEST_STEP:
            break
    odds = design @ weights
    factor, _ = curved(design, chance(odds), precision)
    volume = 0.5 * np.log(precision).sum() - np.log(np.diag(factor)).sum()
    misfit = 0.5 * float((precision * weights**2).sum())
    return weights, likelihood(odds, outcome) - misfit + float(volume)


def curved(design: Floats, chances: Floats, precision: Floats) -> tuple[Floats, bool]:
    """Return the Cholesky factor of the curvature at chances of being a case."""
    weighted = (chances * (1 - chances))[:, None] * design
    factor: tuple[Floats, bool] = cho_factor(design.T @ weighted + np.diag(precision), lower=True)
    return factor


def fit_logistic(values: Floats, outcome: Floats, variance: float) -> Line:
    """Fit a logistic regression with the ridge that a variance stands for."""
    model = LogisticRegression(C=variance / values.shape[1], max_iter=1000)
    model.fit(values, outcome)
    return Line(model.coef_[0], float(model.intercept_[0]))
