"""A loaded model: its card and, for each sex, the classifier as scoring needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.learning.trained import TrainedSex
from core.markers import Sex
from core.scoring.card import Card
from core.scoring.score import ModelStamp

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearForms:
    """The members of a classifier for one subset of markers.

    `slopes`, `middles` (n_members, n_markers): a marker's part of the log ratio in a member is
    slope x (z - middle).
    """

    slopes: Floats
    middles: Floats

    def parts(self, z: Floats) -> Floats:
        """Return each marker's part in each member, (n_members, n_markers), for z (n_markers,)."""
        return self.slopes * (z - self.middles)

    def ratios(self, z: Floats) -> Floats:
        """Return the log ratios, (n_panels, n_members), for z (n_panels, n_markers)."""
        return np.asarray(z @ self.slopes.T - (self.slopes * self.middles).sum(axis=1))


@dataclass(frozen=True, eq=False)
class SexModel:
    """The classifier of one sex with what was worked out for each subset of its markers.

    What is kept holds nobody's value: names of markers and the model's own figures.
    """

    trained: TrainedSex
    forms: dict[tuple[str, ...], LinearForms] = field(default_factory=dict)

    @property
    def markers(self) -> tuple[str, ...]:
        """Return the markers that may enter the score, in order."""
        return self.trained.markers

    def positions(self, markers: tuple[str, ...]) -> list[int]:
        """Return where markers stand in the classifier."""
        return [self.markers.index(key) for key in markers]

    def linear_forms(self, markers: tuple[str, ...]) -> LinearForms:
        """Return the members for exactly these markers; worked out once."""
        if markers not in self.forms:
            self.forms[markers] = self._linear_forms(markers)
        return self.forms[markers]

    def _linear_forms(self, markers: tuple[str, ...]) -> LinearForms:
        pattern = np.isin(self.markers, markers)
        classifier = self.trained.classifier
        slopes, _ = classifier.linear_form(pattern)
        middles = classifier.centres_[:, pattern] + classifier.shifts_[:, pattern] / 2
        return LinearForms(slopes, middles)


@dataclass(frozen=True, eq=False)
class Model:
    """A model that passed every check of `artefact.load_model`."""

    card: Card
    sexes: Mapping[Sex, SexModel]

    @property
    def stamp(self) -> ModelStamp:
        """Return what stands on every screen, PDF and export."""
        return self.card.stamp
