"""What is pickled into `model.joblib` of groups that a clinic had found among its people."""

from dataclasses import dataclass

import numpy as np

from core.learning.people import Floats, Inputs, Mask
from core.learning.strata.groups import Groups
from core.learning.strata.standard import Standard


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TrainedStrata:
    """Groups, found again in `members`: of people drawn anew, their groups in the same order.

    `limit` is the distance [SD] that 99 of 100 of the people stay within, of groups found without
    them; who is further from every group fits none. `inputs` are those of all people that were
    asked for, whom the card's limits were learnt from, with those who lacked a marker.
    """

    standard: Standard
    members: tuple[Groups, ...]
    limit: float
    inputs: Inputs

    def memberships(self, inputs: Inputs) -> Floats:
        """Return the probability of each group (n, k), unsure also of where the groups are."""
        values = self.standard.values(inputs)
        return np.asarray(np.mean([one.memberships(values) for one in self.members], axis=0))

    def distances(self, inputs: Inputs) -> Floats:
        """Return how far people are from their nearest group [SD] (n,); nan without any marker."""
        values = self.standard.values(inputs)
        return np.asarray(np.mean([one.distances(values) for one in self.members], axis=0))

    def fits(self, inputs: Inputs) -> Mask:
        """Say who is near enough to a group to be put into one (n,)."""
        return np.asarray(self.distances(inputs) <= self.limit)
