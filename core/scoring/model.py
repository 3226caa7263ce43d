"""A loaded model: its card and, for each sex, the classifier as scoring needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.learning.likelihood_forms import LikelihoodForms
from core.learning.trained import TrainedSex
from core.markers import Sex
from core.scoring.card import Card
from core.scoring.score import ModelStamp

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SexModel:
    """The classifier of one sex with what was worked out for each subset of its markers.

    What is kept holds nobody's value: names of markers and the model's own figures.
    """

    trained: TrainedSex
    kept: dict[tuple[str, ...], LikelihoodForms] = field(default_factory=dict)

    @property
    def markers(self) -> tuple[str, ...]:
        """Return the markers that may enter the score, in order."""
        return self.trained.markers

    def positions(self, markers: tuple[str, ...]) -> list[int]:
        """Return where markers stand in the classifier."""
        return [self.markers.index(key) for key in markers]

    def forms(self, markers: tuple[str, ...]) -> LikelihoodForms:
        """Return the members for exactly these markers; worked out once."""
        if markers not in self.kept:
            pattern = np.isin(self.markers, markers)
            self.kept[markers] = self.trained.classifier.forms(pattern)
        return self.kept[markers]

    def distances(self, markers: tuple[str, ...], z: Floats) -> Floats:
        """Return squared distances from the mean controls, (n_panels,), for z (n_panels, k)."""
        forms = self.forms(markers)
        centred = z - forms.centres.mean(axis=0)
        return np.asarray(((centred @ forms.precision) * centred).sum(axis=1))


@dataclass(frozen=True, eq=False)
class Model:
    """A model that passed every check of `artefact.load_model`."""

    card: Card
    sexes: Mapping[Sex, SexModel] = field(repr=False)

    @property
    def stamp(self) -> ModelStamp:
        """Return what stands on every screen, PDF and export."""
        return self.card.stamp
