"""A model that a clinic trained: its card, what was trained, and what scoring needs of both."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np

from core.cards import ClinicCard, Discrimination
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.people import Floats
from core.scoring.clinic.limits import Yardstick, yardstick
from core.scoring.clinic.stamp import stamp_of
from core.scoring.model import Model
from core.scoring.score import ModelStamp


@dataclass(frozen=True, eq=False)
class ClinicModel:
    """A model that passed every check of `loading.load_clinic_model`.

    What is worked out and kept is of the model's own people, never of a panel.
    """

    card: ClinicCard
    trained: TrainedDiscrimination = field(repr=False)

    @property
    def figures(self) -> Discrimination:
        """Return how well it tells cases from controls. Raises ValueError for another system."""
        if self.card.discrimination is None:
            raise ValueError("only a model that tells cases from controls gives a score")
        return self.card.discrimination

    @property
    def stamp(self) -> ModelStamp:
        """Return what stands on every screen, PDF and export."""
        return stamp_of(self.card)

    @cached_property
    def markers(self) -> tuple[str, ...]:
        """Return the markers that the model reads, in its order."""
        return tuple(feature.marker for feature in self.card.features)

    @cached_property
    def columns(self) -> dict[str, int]:
        """Return where each marker stands among the features."""
        return {marker: column for column, marker in enumerate(self.markers)}

    @cached_property
    def yardstick(self) -> Yardstick:
        """Return what distances from the model's people are counted by."""
        return yardstick(self.trained.inputs.values)

    @cached_property
    def medians(self) -> Floats:
        """Return the median of each feature among controls, cases and all, (3, n_features).

        Of a feature that nobody of a group has, it is that of all.
        """
        values, outcome = self.trained.inputs.values, self.trained.outcome
        all_people = np.nanmedian(values, axis=0)
        groups = [values[outcome == group] for group in (0, 1)]
        return np.array([*(medians_or(group, all_people) for group in groups), all_people])

    @cached_property
    def ranges(self) -> Floats:
        """Return the smallest and largest value trained on of each feature, (2, n_features)."""
        features = self.card.features
        return np.array([[f.low for f in features], [f.high for f in features]])


def medians_or(values: Floats, otherwise: Floats) -> Floats:
    """Return the median of each column, and another value where nobody has one."""
    found = otherwise.copy()
    held = ~np.isnan(values).all(axis=0)
    found[held] = np.nanmedian(values[:, held], axis=0)
    return found


AnyModel: TypeAlias = Model | ClinicModel
