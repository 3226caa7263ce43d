"""Versions of the world that the published findings leave open: how large each effect may be.

A world gives every reported marker an effect in [SD]: sign as published, in the sex it was
published for; size = common scale x relative effect. The relative effects follow the stated
assumptions, the scale what the study's AUC says of it (`study.json`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.evidence.assumptions import ASSUMPTIONS
from core.evidence.population import is_acylcarnitine, reported_markers
from core.markers import CATALOGUE, Sex

Floats = NDArray[np.float64]

ACYLCARNITINES = "acylcarnitines"


@dataclass(frozen=True, slots=True)
class Worlds:
    """Effects of cases against controls in [SD], by sex, each (n_worlds, n_markers of the sex)."""

    scales: Floats
    effects: dict[Sex, Floats]

    def __len__(self) -> int:
        """Return how many worlds there are."""
        return len(self.scales)


def draw_worlds(scales: Floats, random: np.random.Generator) -> Worlds:
    """Draw relative effects for each given scale, at random; one world a scale."""
    return worlds_of(scales, random.normal(size=(len(scales), len(effect_names()))))


def worlds_of(scales: Floats, deviates: Floats) -> Worlds:
    """Return the worlds of these scales and deviates of the relative effects.

    `scales` (n_worlds,); `deviates` (n_worlds, n_effects) are standard normal, in the order of
    `effect_names()`. The effect of a marker or of the acylcarnitine class is the same in both
    sexes.
    """
    sizes = relative_effects(deviates)
    effects = {}
    for sex in Sex:
        markers = reported_markers(sex)
        signs = np.array([finding_sign(key, sex) for key in markers])
        relative = np.column_stack([sizes[key] for key in markers])
        effects[sex] = scales[:, None] * signs * relative
    return Worlds(scales, effects)


def effect_names() -> tuple[str, ...]:
    """Return what has an effect of its own: the acylcarnitines as a class, then each marker."""
    markers = dict.fromkeys(key for sex in Sex for key in reported_markers(sex))
    return (ACYLCARNITINES, *(key for key in markers if not is_acylcarnitine(key)))


def relative_effects(deviates: Floats) -> dict[str, Floats]:
    """Return the size of each marker's effect at scale 1 in [SD], each of shape (n_worlds,).

    The acylcarnitines are exchangeable: all have the effect of their class.
    """
    spread = np.exp(ASSUMPTIONS["relative_effect.log_sd"].figure * deviates)
    of_class = ASSUMPTIONS["relative_effect.acylcarnitine"].figure * spread[:, 0]
    other = ASSUMPTIONS["relative_effect.other"].figure
    markers = dict.fromkeys(key for sex in Sex for key in reported_markers(sex))
    sizes = {key: of_class for key in markers if is_acylcarnitine(key)}
    for column, key in enumerate(effect_names()[1:], start=1):
        sizes[key] = other * spread[:, column]
    return sizes


def finding_sign(key: str, sex: Sex) -> int:
    """Return +1 where the marker was reported higher in cases of a sex, -1 where lower."""
    finding = CATALOGUE[key].case_control(sex)
    return finding.direction.sign if finding else 0
