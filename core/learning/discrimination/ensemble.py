"""Candidates put together and calibrated, by what they said of people they were not fitted to."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from scipy.optimize import minimize

from core.learning.discrimination.odds import chance, likelihood, log_odds
from core.learning.people import Floats

# How firmly slopes are held to be alike, and how firmly their sum is held small: in persons who
# would have to tell otherwise, roughly.
ALIKE, SMALL = 0.3, 0.1
SMALLEST_SCALE = 1e-9
# The least sum of slopes: it changes no probability by more than about a hundredth, and leaves
# people in an order. Without it, what is faint would count as nothing, and all people as alike.
FAINTEST = 0.05
# Newton's steps towards the level, from close by.
LEVEL_STEPS = 10


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Ensemble:
    """Log odds from scores of candidates; arrays are (n_candidates,).

    Scores are standardised by `middle` and `scale`. Their sum by `slopes` and `intercept` is the
    ensemble's log odds, and each by its own slope and intercept what a candidate says alone.
    """

    middle: Floats
    scale: Floats
    slopes: Floats
    intercept: float
    own_slopes: Floats
    own_intercepts: Floats

    @classmethod
    def fitted(cls, scores: Floats, outcome: Floats) -> Self:
        """Fit to scores (n, n_candidates) of people who were left out when these were made."""
        middle = scores.mean(axis=0)
        scale = np.maximum(scores.std(axis=0), SMALLEST_SCALE)
        units = (scores - middle) / scale
        slopes, intercept = calibrated(units, outcome)
        alone = [calibrated(unit[:, None], outcome) for unit in units.T]
        return cls(
            middle=middle,
            scale=scale,
            slopes=slopes,
            intercept=intercept,
            own_slopes=np.array([slope[0] for slope, _ in alone]),
            own_intercepts=np.array([start for _, start in alone]),
        )

    @property
    def weights(self) -> tuple[float, ...]:
        """Return the share of each candidate; equal where none tells anything."""
        total = self.slopes.sum()
        if not total > 0:
            return (1 / len(self.slopes),) * len(self.slopes)
        return tuple((self.slopes / total).tolist())

    def moved(self, by: float) -> Self:
        """Return the same at another share of cases: log odds are larger by so much."""
        return replace(self, intercept=self.intercept + by, own_intercepts=self.own_intercepts + by)

    def log_odds(self, scores: Floats) -> Floats:
        """Return the log odds of rows of scores."""
        units = (scores - self.middle) / self.scale
        return np.asarray(units @ self.slopes + self.intercept)

    def each_log_odds(self, scores: Floats) -> Floats:
        """Return the log odds by each candidate alone, (n, n_candidates)."""
        units = (scores - self.middle) / self.scale
        return np.asarray(units * self.own_slopes + self.own_intercepts)


def calibrated(units: Floats, outcome: Floats) -> tuple[Floats, float]:
    """Return slopes, none below 0 and held alike, and the intercept, of a logistic regression.

    Slopes are shrunk by how much of the fit is more than chance would give (van Houwelingen &
    le Cessie 1990, https://doi.org/10.1002/sim.4780091109): on noise next to nothing is left.
    """
    base = log_odds(float(outcome.mean()))
    start = np.concatenate([[base], np.full(units.shape[1], 1 / units.shape[1])])
    bounds = [(None, None)] + [(0.0, None)] * units.shape[1]
    found = minimize(
        misfit, start, args=(units, outcome), jac=True, method="L-BFGS-B", bounds=bounds
    )
    slopes = np.asarray(found.x[1:])
    gained = 2 * (likelihood(units @ slopes + found.x[0], outcome) - likelihood(base, outcome))
    slopes = at_least_faint(slopes * max(0.0, 1 - 1 / gained) if gained > 0 else 0 * slopes)
    return slopes, level(units @ slopes, outcome)


def at_least_faint(slopes: Floats) -> Floats:
    """Return slopes, or alike ones that are all but nothing where these are less than that."""
    if slopes.sum() >= FAINTEST:
        return slopes
    return np.full(len(slopes), FAINTEST / len(slopes))


def misfit(weights: Floats, units: Floats, outcome: Floats) -> tuple[float, Floats]:
    """Return the penalised misfit of weights, the intercept first, and its gradient."""
    slopes = weights[1:]
    odds = units @ slopes + weights[0]
    wrong = chance(odds) - outcome
    apart = slopes - slopes.mean()
    penalty = 0.5 * (ALIKE * apart @ apart + SMALL * slopes.sum() ** 2)
    pull = ALIKE * apart + SMALL * slopes.sum()
    gradient = np.concatenate([[wrong.sum()], units.T @ wrong + pull])
    return penalty - likelihood(odds, outcome), gradient


def level(odds: Floats, outcome: Floats) -> float:
    """Return what has to be added to log odds so that as many cases are expected as there are."""
    shift = log_odds(float(outcome.mean())) - float(odds.mean())
    for _ in range(LEVEL_STEPS):
        chances = chance(odds + shift)
        shift += float((outcome - chances).sum() / (chances * (1 - chances)).sum())
    return shift
