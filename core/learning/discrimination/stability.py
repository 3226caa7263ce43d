"""Which markers a model rests on, fold by fold: the fall of the AUC when their values are shuffled.

Permutation importance on people left out (Breiman 2001, doi 10.1023/A:1010933404324). Markers that
carry the same share what they carry: each alone can be missed.
"""

import numpy as np

from core.cards import Feature, Stability
from core.learning.discrimination.areas import area
from core.learning.discrimination.asked import Fitted
from core.learning.discrimination.intervals import fold_mean
from core.learning.people import Floats, Inputs, Ints, LabelledPeople

TOP = 10
# Several shuffles where a fold is small; else one, since there are many folds.
SHUFFLES, MANY_VALUES = 3, 10_000
# A few hundred people tell which markers matter; so many numbers are held at once.
MOST_PEOPLE = 400
BLOCK = 4_000_000


def falls(classifier: Fitted, others: LabelledPeople, random: np.random.Generator) -> Floats:
    """Return by how much the AUC in others falls without each feature (n_features,)."""
    some = _some(others, random)
    values, covariates = some.inputs.values, some.inputs.covariates
    whole = area(classifier.log_odds(some.inputs), some.outcome)
    found = np.zeros(values.shape[1])
    at_once = max(1, BLOCK // values.size)
    shuffles = SHUFFLES if values.size < MANY_VALUES else 1
    for _ in range(shuffles):
        order = random.permutation(some.size)
        for start in range(0, len(found), at_once):
            columns = np.arange(start, min(start + at_once, len(found)))
            # One copy of the people for each of the columns, which is shuffled in it.
            copies = np.repeat(values[None], len(columns), axis=0)
            copies[np.arange(len(columns)), :, columns] = values[order][:, columns].T
            inputs = Inputs(
                values=copies.reshape(-1, values.shape[1]),
                covariates=np.tile(covariates, (len(columns), 1)),
            )
            all_odds = classifier.log_odds(inputs).reshape(len(columns), -1)
            found[columns] += [whole - area(odds, some.outcome) for odds in all_odds]
    return found / shuffles


def directions(people: LabelledPeople) -> Ints:
    """Return 1 for each feature that is larger in cases, -1 where it is smaller, 0 where alike."""
    return np.array([_direction(column, people.outcome) for column in people.inputs.values.T])


def stabilities(
    features: tuple[Feature, ...], falls_: Floats, directions_: Ints, folds: int
) -> tuple[Stability, ...]:
    """Return how features did over outer folds, each (n_all_folds, n_features); largest first."""
    ranks = np.argsort(np.argsort(-falls_, axis=1, kind="stable"), axis=1, kind="stable")
    top = ((ranks < TOP) & (falls_ > 0)).mean(axis=0)
    agreed = np.where((directions_ == directions_[0]).all(axis=0), directions_[0], 0)
    order = np.argsort(-falls_.mean(axis=0), kind="stable")
    return tuple(
        Stability(
            key=features[column].key,
            fall=fold_mean(falls_[:, column], folds),
            share=float(top[column]),
            direction=int(agreed[column]),
        )
        for column in order
    )


def _some(people: LabelledPeople, random: np.random.Generator) -> LabelledPeople:
    """Return the people, or so many of each group as are enough."""
    if people.size <= MOST_PEOPLE:
        return people
    each = [
        random.permutation(np.flatnonzero(people.outcome == group))[: MOST_PEOPLE // 2]
        for group in (0, 1)
    ]
    return people.where(np.sort(np.concatenate(each)))


def _direction(values: Floats, outcome: Floats) -> int:
    seen = ~np.isnan(values)
    cases, controls = values[seen & (outcome == 1)], values[seen & (outcome == 0)]
    if not cases.size or not controls.size:
        return 0
    return int(np.sign(area(np.concatenate([cases, controls]), _labels(cases, controls)) - 0.5))


def _labels(cases: Floats, controls: Floats) -> Floats:
    return np.concatenate([np.ones(len(cases)), np.zeros(len(controls))])
