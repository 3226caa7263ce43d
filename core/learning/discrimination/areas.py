"""The AUC of people left out, and an interval that is honest about all that would vary.

The figure is the mean of the AUCs within outer folds: pairs are compared by one fitted model only,
since pooled log odds of several models lie below 0.5 by themselves (Parker et al. 2007,
doi 10.1186/1471-2105-8-326). Were another cohort drawn, not only the people tested would differ
but also those fitted; no unbiased estimate of that variance exists (Bengio & Grandvalet 2004,
jmlr.org/papers/v5/grandvalet04a.html). Here it is built from two parts:

- people tested: Hanley & McNeil's variance at each AUC that might be true, with Newcombe's sizes,
  which are the score interval of an AUC: it stays within 0 and 1, and has a width at 1
  (Newcombe 2006, doi 10.1002/sim.2324). Sizes are numbers of persons, not of draws, and smaller
  still where some persons have more draws than others.
- people fitted: where a model has learnt nothing, person A says of B what B says of A, so that each
  pair is counted twice and the variance is up to double; where models fitted to different people
  agree, nothing is added. How much models agree is measured between halves of the persons.

`python -m benchmarks.no_optimism` and tests/learning/discrimination hold it against the truth.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from core.cards import Measured
from core.evidence.discrimination import auc
from core.learning.discrimination.resampling import CASE, CONTROL, effective_persons
from core.learning.people import Floats, LabelledPeople, Mask

Z = float(ndtri(0.975))
GRID = np.linspace(0.0, 1.0, 10_001)
# By how much variance grows where models have learnt nothing: measured on shuffled labels.
MOST_ADDED = 0.6
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What an interval takes into account: persons of each group, and the part of the fits.

    Persons as `effective_persons` counts them, which need not be whole. `chance` is the share of
    the variance of log ratios within a group that is due to who was fitted, 0 where it makes no
    difference, 1 where it is all.
    """

    cases: float
    controls: float
    chance: float

    @property
    def inflation(self) -> float:
        """Return by what the variance over people tested is multiplied."""
        return 1 + MOST_ADDED * float(np.sqrt(self.chance))


def uncertainty_of(people: LabelledPeople, chance: float) -> Uncertainty:
    """Return what the intervals of a cohort take into account."""
    cases, controls = (effective_persons(people, group) for group in (CASE, CONTROL))
    return Uncertainty(cases, controls, chance)


def area(log_odds: Floats, outcome: Floats) -> float:
    """Return the AUC; ties count half."""
    return auc(log_odds[outcome == 1], log_odds[outcome == 0])


def auc_interval(value: float, uncertainty: Uncertainty) -> Measured:
    """Return an AUC with its 95 % interval: all values that are no further off than 1.96 SE."""
    variance = area_variance(GRID, uncertainty.cases, uncertainty.controls) * uncertainty.inflation
    held = GRID[(value - GRID) ** 2 <= Z**2 * variance]
    if not held.size:
        return Measured(value, value, value)
    return Measured(value, min(float(held[0]), value), max(float(held[-1]), value))


def area_variance(areas: Floats, cases: float, controls: float) -> Floats:
    """Return the variance of an AUC from so many people, where the true one is known."""
    size = (cases + controls) / 2 - 1
    both = 1 + size * (1 - areas) / (2 - areas) + size * areas / (1 + areas)
    return np.asarray(areas * (1 - areas) * both / (cases * controls))


def chance_share(log_odds: Floats, is_out: Mask, outcome: Floats, size: float) -> float:
    """Return the share of the variance of log ratios that is due to who was fitted.

    Each row of `log_odds` and `is_out` (n_halves, n) is a model fitted to half of the persons, and
    who was not among them. Two halves share half of their persons, and with them half of what is
    due to who was fitted: of people in neither, models agree by 1 less half of that share. It
    falls with the number of people fitted, `size` as a share of all, as that of an average does
    (Spearman 1910, doi 10.1111/j.2044-8295.1910.tb00206.x).
    """
    agreed = agreement(log_odds, is_out, outcome)
    of_half = float(np.clip((1 - agreed) / HALF, 0.0, 1.0))
    to_signal = of_half * HALF / size
    return to_signal / (1 - of_half + to_signal)


def agreement(log_odds: Floats, is_out: Mask, outcome: Floats) -> float:
    """Return the correlation within groups between models, over people whom neither was fitted to.

    Log odds enter by their ranks, as in the AUC.
    """
    products = powers = 0.0
    for group in (CASE, CONTROL):
        ranks = _centred_ranks(log_odds[:, outcome == group], is_out[:, outcome == group])
        out = is_out[:, outcome == group].astype(float)
        shared = ranks**2 @ out.T
        upper = np.triu_indices(len(ranks), k=1)
        products += float((ranks @ ranks.T)[upper].sum())
        powers += float(np.sqrt(shared * shared.T)[upper].sum())
    return products / powers if powers else 0.0


def _centred_ranks(log_odds: Floats, is_out: Mask) -> Floats:
    """Return ranks among those left out in each row, about their mean; 0 for the others."""
    ranks = np.zeros(log_odds.shape)
    for row, (odds, out) in enumerate(zip(log_odds, is_out, strict=True)):
        _, level, counts = np.unique(odds[out], return_inverse=True, return_counts=True)
        middle = np.cumsum(counts) - counts / 2
        ranks[row, out] = middle[level] / max(1, len(level)) - 0.5
    return ranks
