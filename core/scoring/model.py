"""A loaded model: its card and, for each sex, the classifiers as scoring needs them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.learning.discriminant import WorldsDiscriminant
from core.learning.likelihood_forms import LikelihoodForms
from core.learning.trained import TrainedSex
from core.markers import Sex
from core.scoring.card import Card
from core.scoring.score import ModelStamp

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Members:
    """A classifier of many worlds with what was worked out for each subset of its markers.

    What is kept holds nobody's value: names of markers and the model's own figures.
    """

    classifier: WorldsDiscriminant
    markers: tuple[str, ...]
    kept: dict[tuple[str, ...], LikelihoodForms] = field(default_factory=dict)

    def forms(self, markers: tuple[str, ...]) -> LikelihoodForms:
        """Return the members for exactly these markers, in the model's order; worked out once."""
        if markers not in self.kept:
            self.kept[markers] = self.classifier.forms(np.isin(self.markers, markers))
        return self.kept[markers]


@dataclass(frozen=True, eq=False)
class SexModel:
    """The classifiers of one sex: over plausible worlds, and in the sceptical reading."""

    trained: TrainedSex

    @property
    def markers(self) -> tuple[str, ...]:
        """Return the markers that may enter the score, in order."""
        return self.trained.markers

    @cached_property
    def plausible(self) -> Members:
        """Return the worlds that the published evidence leaves open."""
        return Members(self.trained.classifier, self.markers)

    @cached_property
    def sceptical(self) -> Members:
        """Return worlds in which the study's true AUC is the lower limit it published."""
        return Members(self.trained.sceptical, self.markers)

    def positions(self, markers: tuple[str, ...]) -> list[int]:
        """Return where markers stand in the classifier."""
        return [self.markers.index(key) for key in markers]

    def in_order(self, markers: Collection[str]) -> tuple[str, ...]:
        """Return a set of markers in the model's order."""
        return tuple(key for key in self.markers if key in markers)


@dataclass(frozen=True, eq=False)
class Model:
    """A model that passed every check of `artefact.load_model`."""

    card: Card
    sexes: Mapping[Sex, SexModel] = field(repr=False)

    @property
    def stamp(self) -> ModelStamp:
        """Return what stands on every screen, PDF and export."""
        return self.card.stamp
