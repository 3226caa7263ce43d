"""A model that a clinic trained to tell cases from controls, and what scoring needs of it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np

from core.cards import Discrimination
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.people import Floats
from core.scoring.clinic.people_model import PeopleModel
from core.scoring.model import Model


@dataclass(frozen=True, eq=False)
class ClinicModel(PeopleModel):
    """A model that passed every check of `loading.load_clinic_model`."""

    trained: TrainedDiscrimination = field(repr=False)

    @property
    def figures(self) -> Discrimination:
        """Return how well it tells cases from controls. Raises ValueError for another system."""
        if self.card.discrimination is None:
            raise ValueError("only a model that tells cases from controls gives a score")
        return self.card.discrimination

    @cached_property
    def medians(self) -> Floats:
        """Return the median of each feature among controls, cases and all, (3, n_features).

        Of a feature that nobody of a group has, it is that of all.
        """
        values, outcome = self.trained.inputs.values, self.trained.outcome
        groups = [values[outcome == group] for group in (0, 1)]
        return np.array([*(medians_or(group, self.middle) for group in groups), self.middle])


def medians_or(values: Floats, otherwise: Floats) -> Floats:
    """Return the median of each column, and another value where nobody has one."""
    found = otherwise.copy()
    held = ~np.isnan(values).all(axis=0)
    found[held] = np.nanmedian(values[:, held], axis=0)
    return found


AnyModel: TypeAlias = Model | ClinicModel
