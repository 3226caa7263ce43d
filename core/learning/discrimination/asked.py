"""What all pieces of one study share: people, plan, protocol, and how a classifier is fitted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol as Shape

import numpy as np

from core.cards import Plan, Protocol
from core.learning.discrimination.resampling import person_folds, persons_of
from core.learning.people import Floats, Inputs, Ints, LabelledPeople

# From so many people on, a fifth of them says what all would.
MANY_PEOPLE = 2_000


class Fitted(Shape):
    """A classifier that can be fitted to others without being tuned anew."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Return the names of the candidates it is made of."""

    @property
    def weights(self) -> tuple[float, ...]:
        """Return the share of each candidate."""

    def log_odds(self, inputs: Inputs) -> Floats:
        """Return the log odds of being a case (n,)."""

    def candidate_log_odds(self, inputs: Inputs) -> Floats:
        """Return the log odds by each candidate alone (n, n_candidates)."""

    def refitted(self, people: LabelledPeople, seed: int) -> "Fitted":
        """Return the same settings fitted to other people."""


Fit = Callable[[LabelledPeople, int], Fitted]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Asked:
    """A study as it was asked for; `fit` is a function of a module that can be imported."""

    people: LabelledPeople
    plan: Plan
    protocol: Protocol
    fit: Fit

    @property
    def folds(self) -> int:
        """Return the number of outer folds: no more than the smaller group has persons."""
        return min(self.protocol.folds, persons_of(self.people).fewest)

    def random(self, *place: int) -> np.random.Generator:
        """Return the randomness of a place in the study, always the same."""
        return np.random.default_rng([self.protocol.seed, *place])


def seed_from(random: np.random.Generator) -> int:
    """Return a seed for a fit."""
    return int(random.integers(2**31))


def out_of_fold(
    classifier: Fitted, people: LabelledPeople, fold: Ints, random: np.random.Generator
) -> Floats:
    """Return the log odds (n,) of people by refits without their fold.

    Of many people one fold is enough; the others then have nan.
    """
    log_odds = np.full(people.size, np.nan)
    for number in range(fold.max() + 1 if people.size < MANY_PEOPLE else 1):
        left = fold == number
        refit = classifier.refitted(people.where(~left), seed_from(random))
        log_odds[left] = refit.log_odds(people.inputs.where(left))
    return log_odds


def inner_folds(people: LabelledPeople, protocol: Protocol, random: np.random.Generator) -> Ints:
    """Return the inner fold of each row (n,)."""
    return person_folds(people, protocol.inner, random)
