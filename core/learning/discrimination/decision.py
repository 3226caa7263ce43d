"""What is won by testing: net benefit at each probability from which on one would act."""

import numpy as np
from scipy.special import logit

from core.cards import NetBenefit
from core.learning.discrimination.odds import base_of
from core.learning.people import Floats

THRESHOLDS = np.round(np.arange(0.02, 0.99, 0.02), 2)


def net_benefits(log_odds: Floats, outcome: Floats, prevalence: float) -> tuple[NetBenefit, ...]:
    """Return net benefit [true positives per person] where so many of the people are cases.

    `log_odds` (n_repeats, n) are at the share of cases among these people. True positives less
    false ones, each of those worth the odds of the threshold (Vickers & Elkin 2006,
    doi 10.1177/0272989X06295361).
    """
    cuts = logit(THRESHOLDS) - logit(prevalence) + base_of(outcome)
    sensitivity = called(log_odds[:, outcome == 1], cuts)
    false = called(log_odds[:, outcome == 0], cuts)
    odds = THRESHOLDS / (1 - THRESHOLDS)
    model = sensitivity * prevalence - false * (1 - prevalence) * odds
    everybody = prevalence - (1 - prevalence) * odds
    return tuple(
        NetBenefit(float(threshold), float(one), float(all_))
        for threshold, one, all_ in zip(THRESHOLDS, model, everybody, strict=True)
    )


def called(log_odds: Floats, cuts: Floats) -> Floats:
    """Return the share of log odds at or above each cut."""
    below = np.searchsorted(np.sort(log_odds, axis=None), cuts, side="left")
    return np.asarray(1 - below / log_odds.size)
