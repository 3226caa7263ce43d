"""Models fitted to random halves of the persons: over them it shows how sure the model can be."""

from dataclasses import dataclass

import numpy as np

from core.learning.discrimination.areas import chance_share
from core.learning.discrimination.asked import Asked, Fitted, seed_from
from core.learning.discrimination.resampling import some_persons
from core.learning.people import Floats, Mask

MEMBERS = 3
HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A refit to half of the persons, the log odds of all (n,), and who was not among them (n,)."""

    classifier: Fitted
    log_odds: Floats
    is_out: Mask


def member(asked: Asked, number: int, classifier: Fitted) -> Member:
    """Return a member; settings are those of the classifier."""
    random = asked.random(MEMBERS, number)
    half = some_persons(asked.people, HALF, random)
    refit = classifier.refitted(asked.people.where(half), seed_from(random))
    return Member(refit, refit.log_odds(asked.people.inputs), ~half)


def chance_of(members: list[Member], outcome: Floats, size: float) -> float:
    """Return the share of log ratios' variance due to who was fitted, at a share of the people."""
    log_odds = np.array([each.log_odds for each in members])
    is_out = np.array([each.is_out for each in members])
    return chance_share(log_odds, is_out, outcome, size)
