"""What the rules on a panel read of any model that a clinic trained: its card and its people."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np

from core.cards import ClinicCard
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.people import Floats
from core.learning.severity.trained import TrainedSeverity
from core.learning.strata.trained import TrainedStrata
from core.scoring.clinic.limits import Yardstick, yardstick
from core.scoring.clinic.stamp import stamp_of
from core.scoring.score import ModelStamp

AnyTrained: TypeAlias = TrainedDiscrimination | TrainedSeverity | TrainedStrata


@dataclass(frozen=True, eq=False)
class PeopleModel:
    """A model of any kind with the people it was trained on, which its artefact holds.

    What is worked out and kept is of the model's own people, never of a panel.
    """

    card: ClinicCard
    trained: AnyTrained = field(repr=False)

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
    def middle(self) -> Floats:
        """Return the median of each feature among all people, (n_features,)."""
        return np.asarray(np.nanmedian(self.trained.inputs.values, axis=0))

    @cached_property
    def ranges(self) -> Floats:
        """Return the smallest and largest value trained on of each feature, (2, n_features)."""
        features = self.card.features
        return np.array([[f.low for f in features], [f.high for f in features]])
