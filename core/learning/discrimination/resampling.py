"""Persons drawn into folds, halves and shuffled labels; all draws of a person stay together.

There are three kinds of persons: always a control, always a case, and those with draws of both
(before and after, say). Each kind is spread evenly.
"""

from dataclasses import dataclass

import numpy as np

from core.learning.people import Floats, Ints, LabelledPeople, Mask

CONTROL, CASE, BOTH = 0, 1, 2
KINDS = (BOTH, CASE, CONTROL)


@dataclass(frozen=True, slots=True, eq=False)
class Persons:
    """Who people are: `numbers` (n,) count persons from 0, `kinds` (n_persons,)."""

    numbers: Ints
    kinds: Ints

    def of_kind(self, kind: int) -> Ints:
        """Return the numbers of the persons of a kind."""
        return np.flatnonzero(self.kinds == kind)

    def with_outcome(self, outcome: int) -> int:
        """Return how many persons have a draw with this outcome."""
        return int(((self.kinds == outcome) | (self.kinds == BOTH)).sum())

    @property
    def fewest(self) -> int:
        """Return the number of persons in the smaller group."""
        return min(self.with_outcome(CONTROL), self.with_outcome(CASE))


def persons_of(people: LabelledPeople) -> Persons:
    """Return who the people are."""
    _, numbers = np.unique(people.persons, return_inverse=True)
    rows = np.bincount(numbers)
    cases = np.bincount(numbers, weights=people.outcome)
    kinds = np.where(cases == 0, CONTROL, np.where(cases == rows, CASE, BOTH))
    return Persons(numbers, kinds)


def effective_persons(people: LabelledPeople, outcome: int) -> float:
    """Return as how many persons of equally many draws a group's draws count.

    Draws of one person are taken to say the same, so that whoever has many outweighs others and
    the group is known less well than its number of persons says (Kish 1965, Survey Sampling).
    """
    draws = np.bincount(persons_of(people).numbers[people.outcome == outcome])
    return float(draws.sum() ** 2 / (draws**2).sum())


def person_folds(people: LabelledPeople, folds: int, random: np.random.Generator) -> Ints:
    """Return the fold of each row (n,); there are no more folds than persons of either group.

    Persons of each kind are dealt in random order, those of both outcomes first, so that each fold
    holds cases and controls.
    """
    persons = persons_of(people)
    count = min(folds, persons.fewest)
    fold = np.empty(len(persons.kinds), dtype=np.int64)
    start = len(persons.of_kind(BOTH))
    for kind in KINDS:
        dealt = random.permutation(persons.of_kind(kind))
        fold[dealt] = (np.arange(len(dealt)) + (0 if kind == BOTH else start)) % count
    return np.asarray(fold[persons.numbers])


def some_persons(people: LabelledPeople, share: float, random: np.random.Generator) -> Mask:
    """Return the rows (n,) of a random share of the persons of each kind, of each at least one."""
    persons = persons_of(people)
    is_in = np.zeros(len(persons.kinds), dtype=bool)
    for kind in KINDS:
        drawn = random.permutation(persons.of_kind(kind))
        # Half of an odd number is rounded up as often as down.
        count = int(np.floor(share * len(drawn) + random.random()))
        is_in[drawn[: max(1, count)]] = True
    return np.asarray(is_in[persons.numbers])


def shuffled_outcome(people: LabelledPeople, random: np.random.Generator) -> Floats:
    """Return outcomes (n,) that have nothing to do with values any more.

    Persons with one outcome exchange it among each other; who has both exchanges those of the own
    draws. So much stays as it was: who the draws belong to, and how many persons are cases.
    """
    persons = persons_of(people)
    single = np.flatnonzero(persons.kinds != BOTH)
    label = persons.kinds.copy()
    label[single] = random.permutation(label[single])
    by_person = np.argsort(persons.numbers, kind="stable")
    within = np.lexsort((random.random(people.size), persons.numbers))
    outcome = np.empty(people.size)
    outcome[by_person] = people.outcome[within]
    of_person = label[persons.numbers]
    return np.asarray(np.where(of_person == BOTH, outcome, of_person), dtype=float)
