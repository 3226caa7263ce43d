"""Would shuffled labels have done as well? The whole procedure is gone through with them again.

A test against chance wants one figure of the labels, computed alike for the real and for shuffled
ones; then it is exact (Ojala & Garriga 2010, jmlr.org/papers/v11/ojala10a.html). Here that figure
is cheaper than the one reported: a classifier is tuned once with all people, then fitted anew
without each fold (of many people, without one). Its AUC is a little too high, for real and
shuffled labels alike.
"""

from collections.abc import Sequence

import numpy as np

from core.cards import Permutation
from core.learning.discrimination.areas import area
from core.learning.discrimination.asked import Asked, out_of_fold, seed_from
from core.learning.discrimination.resampling import person_folds, shuffled_outcome

CHANCE = 2
# The number of the run with the real labels.
REAL = 0
# Equal but for rounding counts as reached.
ROUNDING = 1e-9


def figure_of_labels(asked: Asked, number: int) -> float:
    """Return the mean AUC of folds with the real labels (number 0), or with shuffled ones."""
    people, random = asked.people, asked.random(CHANCE, number)
    if number != REAL:
        people = people.labelled(shuffled_outcome(people, random))
    fold = person_folds(people, asked.protocol.folds, random)
    classifier = asked.fit(people, seed_from(random))
    log_odds = out_of_fold(classifier, people, fold, random)
    within = [fold == each for each in np.unique(fold[~np.isnan(log_odds)])]
    return float(np.mean([area(log_odds[rows], people.outcome[rows]) for rows in within]))


def permutation(figures: Sequence[float]) -> Permutation:
    """Return the test from the figure of the real labels, which comes first, and the others."""
    real, null = figures[REAL], tuple(figures[REAL + 1 :])
    reached = sum(figure >= real - ROUNDING for figure in null)
    return Permutation(p=(reached + 1) / (len(null) + 1), null=null, real=real)
