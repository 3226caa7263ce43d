"""What is pickled into `model.joblib` of a discrimination model that a clinic trained."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from core.learning.people import Floats, Inputs


class Classifier(Protocol):
    """What tells cases from controls after it was fitted; calibrated at the fitted share."""

    def log_odds(self, inputs: Inputs) -> Floats:
        """Return the log odds of being a case (n,), at the share of cases it was fitted to."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TrainedDiscrimination:
    """The classifier that scores, refits that say how sure it is, and the people behind it.

    `members` were each fitted to a random half of the people, with the settings found on all: over
    them log ratios vary about as much as from one cohort of this size to another. `inputs` and
    `outcome` are the people it was fitted to and `log_ratios` (n,) what classifiers fitted without
    each of them told. `base` is the log odds of the share of cases. A recalibration multiplies log
    ratios by `slope` and adds `shift`.
    """

    classifier: Classifier
    members: tuple[Classifier, ...]
    inputs: Inputs
    outcome: Floats
    log_ratios: Floats
    base: float
    slope: float = 1.0
    shift: float = 0.0

    def log_ratio(self, inputs: Inputs) -> Floats:
        """Return the natural-log likelihood ratio of people (n,)."""
        return self.slope * (self.classifier.log_odds(inputs) - self.base) + self.shift

    def spread(self, inputs: Inputs) -> Floats:
        """Return by how much members differ from their mean (n_members, n), in log ratio."""
        all_odds = np.array([member.log_odds(inputs) for member in self.members])
        return np.asarray(self.slope * (all_odds - all_odds.mean(axis=0)))
