"""Virtual people: simulated cases and controls whose every number is published or assumed.

A control is a draw from the healthy population of `population.py`; a case is one whose reported
markers were moved by the effects of its world. Nobody in here was ever measured.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.cohort import Cohort
from core.evidence.population import draw_healthy, reported_markers
from core.evidence.scales import scale_posterior
from core.evidence.worlds import Worlds, draw_worlds
from core.markers import Sex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GROUPS = ("control", "case")


@dataclass(frozen=True, slots=True)
class VirtualPeople:
    """People of one sex: values in [SD] (n, n_markers), group 1 for a case, number of the world."""

    values: Floats
    groups: Ints
    worlds: Ints


def plausible_worlds(count: int, random: np.random.Generator) -> Worlds:
    """Draw worlds from what the evidence leaves open."""
    return draw_worlds(scale_posterior().draw(count, random), random)


def draw_people(
    worlds: Worlds, sex: Sex, people_per_world: int, random: np.random.Generator
) -> VirtualPeople:
    """Draw people of a sex, half of them cases, the same number from each world."""
    world = np.repeat(np.arange(len(worlds)), people_per_world)
    groups = np.tile(np.arange(people_per_world) % 2, len(worlds))
    healthy = draw_healthy(sex, len(world), random)
    return VirtualPeople(healthy + groups[:, None] * worlds.effects[sex][world], groups, world)


def virtual_cohort(people: int, seed: int) -> Cohort:
    """Return a cohort of about `people` virtual people, a control and a case from each world.

    Half are men. A marker with no finding for a sex is missing for its people.
    """
    random = np.random.default_rng(seed)
    tables = []
    for sex in Sex:
        drawn = draw_people(plausible_worlds(people // 4, random), sex, 2, random)
        table = pd.DataFrame(drawn.values, columns=pd.Index(reported_markers(sex)))
        table.insert(0, "group", [GROUPS[group] for group in drawn.groups])
        table.insert(0, "sex", sex.value)
        tables.append(table)
    return Cohort(key="virtual", is_virtual=True, people=pd.concat(tables, ignore_index=True))
