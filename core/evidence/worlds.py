"""Versions of the world that the published findings leave open: how large each effect may be.

A world gives every reported marker an effect in [SD]: sign as published, in the sex it was
published for; size = common scale x relative effect. The relative effects follow the stated
assumptions, the scale what the study's AUC says of it (`study.json`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.evidence.assumptions import ASSUMPTIONS
from core.evidence.population import acylcarnitines, reported_markers
from core.markers import CATALOGUE, Sex

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Worlds:
    """Effects of cases against controls in [SD], by sex, each (n_worlds, n_markers of the sex)."""

    scales: Floats
    effects: dict[Sex, Floats]

    def __len__(self) -> int:
        """Return how many worlds there are."""
        return len(self.scales)


def draw_worlds(scales: Floats, random: np.random.Generator) -> Worlds:
    """Draw relative effects for each given scale; one world a scale.

    The effect of a marker or of the acylcarnitine class is the same draw in both sexes.
    """
    sizes = relative_effects(len(scales), random)
    effects = {}
    for sex in Sex:
        markers = reported_markers(sex)
        signs = np.array([finding_sign(key, sex) for key in markers])
        relative = np.column_stack([sizes[key] for key in markers])
        effects[sex] = scales[:, None] * signs * relative
    return Worlds(scales, effects)


def relative_effects(count: int, random: np.random.Generator) -> dict[str, Floats]:
    """Draw the size of each marker's effect at scale 1 in [SD], each of shape (count,).

    The acylcarnitines are exchangeable: all have the one draw of their class.
    """
    spread = ASSUMPTIONS["relative_effect.log_sd"].figure
    markers = tuple(dict.fromkeys(key for sex in Sex for key in reported_markers(sex)))
    members = [markers[i] for i in acylcarnitines(markers)]
    middle = ASSUMPTIONS["relative_effect.acylcarnitine"].figure
    of_class = middle * np.exp(random.normal(0, spread, count))
    sizes = dict.fromkeys(members, of_class)
    for key in markers:
        if key not in members:
            middle = ASSUMPTIONS["relative_effect.other"].figure
            sizes[key] = middle * np.exp(random.normal(0, spread, count))
    return sizes


def finding_sign(key: str, sex: Sex) -> int:
    """Return +1 where the marker was reported higher in cases of a sex, -1 where lower."""
    finding = CATALOGUE[key].case_control(sex)
    return finding.direction.sign if finding else 0
