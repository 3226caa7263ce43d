"""Whether targets exchanged between persons are told as well: what chance alone reaches."""

from collections.abc import Sequence

import numpy as np

from core.cards import Permutation
from core.learning.people import Ints
from core.learning.severity.measuring import q2_of
from core.learning.severity.validation import Study, one_repeat


def q2_by_chance(study: Study, seed: int) -> float:
    """Return Q2 of exchanged targets, from one repeat of all the nested folds."""
    people = study.people
    random = np.random.default_rng(seed)
    shuffled = people.labelled(people.outcome[exchanged(people.persons, random)])
    return q2_of(shuffled, one_repeat(shuffled, study.protocol, seed))


def permutation(real: float, null: Sequence[float]) -> Permutation:
    """Return how rarely chance reaches the Q2 of one repeat with the true targets.

    These count as a run of their own, so that p is never 0.
    """
    reached = sum(found >= real for found in null)
    return Permutation((1 + reached) / (1 + len(null)), tuple(null), real)


def exchanged(persons: Ints, random: np.random.Generator) -> Ints:
    """Return the row whose target each row takes (n,).

    A person's rows go together, to a person who has as many: targets of one person are alike, and
    torn apart they would make chance look smaller than it is.
    """
    places = np.arange(len(persons))
    _, numbers, counts = np.unique(persons, return_inverse=True, return_counts=True)
    rows = np.split(np.argsort(numbers, kind="stable"), np.cumsum(counts)[:-1])
    for count in np.unique(counts):
        alike = np.array([rows[person] for person in np.flatnonzero(counts == count)])
        places[alike] = random.permutation(alike, axis=0)
    return places
