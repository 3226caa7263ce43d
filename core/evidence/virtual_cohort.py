"""Virtual people: simulated cases and controls whose every number is published or assumed.

A control is a draw from the healthy population of `population.py`; a case is one whose reported
markers were moved by the effects of its world. Nobody in here was ever measured.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from core.cohort import Analyte, Cohort, Factor, Origin
from core.cohort.cohort import GROUP, SEX
from core.evidence.headline import STUDY
from core.evidence.lattice import lattice
from core.evidence.population import covariance, draw_healthy, reported_markers
from core.evidence.scales import scale_at, scale_posterior
from core.evidence.worlds import Worlds, effect_names, worlds_of
from core.markers import CATALOGUE, Sex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GROUPS = ("control", "case")
SMALLEST_SHARE = 1e-9


@dataclass(frozen=True, slots=True)
class VirtualPeople:
    """People of one sex: values in [SD] (n, n_markers), group 1 for a case, number of the world."""

    values: Floats
    groups: Ints
    worlds: Ints


def plausible_worlds(count: int, random: np.random.Generator) -> Worlds:
    """Draw worlds from what the evidence leaves open, spread evenly over it."""
    shares = even_shares(count, 1 + len(effect_names()), random)
    return worlds_of(scale_posterior().quantile(shares[:, 0]), ndtri(shares[:, 1:]))


def sceptical_worlds(count: int, random: np.random.Generator) -> Worlds:
    """Draw worlds in which the study's true AUC is the lower limit it published."""
    shares = even_shares(count, len(effect_names()), random)
    return worlds_of(np.full(count, scale_at(STUDY.auc_low)), ndtri(shares))


def even_shares(count: int, dimensions: int, random: np.random.Generator) -> Floats:
    """Return points of a randomly shifted lattice in random order, (count, dimensions).

    Fewer worlds than at random are then needed to stand for all.
    """
    shifted = (lattice(count, dimensions) + random.random(dimensions)) % 1.0
    inside = np.clip(shifted, SMALLEST_SHARE, 1 - SMALLEST_SHARE)
    return np.asarray(random.permutation(inside))


def draw_people(
    worlds: Worlds, sex: Sex, people_per_world: int, random: np.random.Generator
) -> VirtualPeople:
    """Draw people of a sex, half of them cases, the same number from each world."""
    world = np.repeat(np.arange(len(worlds)), people_per_world)
    groups = np.tile(np.arange(people_per_world) % 2, len(worlds))
    healthy = draw_healthy(sex, len(world), random)
    return VirtualPeople(healthy + groups[:, None] * worlds.effects[sex][world], groups, world)


def draw_balanced(
    worlds: Worlds, sex: Sex, people_per_world: int, random: np.random.Generator
) -> VirtualPeople:
    """Draw people as `draw_people` does, but with the population's own mean and covariance exactly.

    Each has a mirror image on the other side of the middle, and all are stretched together until
    their covariance is right: what is learned from them then holds no sampling error, whatever
    their number, which must be a multiple of 4 a world.
    """
    quarter = people_per_world // 4
    world = np.repeat(np.arange(len(worlds)), 4 * quarter)
    groups = np.tile(np.repeat([0, 1], 2 * quarter), len(worlds))
    half = with_covariance(draw_healthy(sex, len(world) // 2, random), covariance(sex))
    sets = half.reshape(-1, quarter, half.shape[1])
    healthy = np.concatenate([sets, -sets], axis=1).reshape(len(world), -1)
    return VirtualPeople(healthy + groups[:, None] * worlds.effects[sex][world], groups, world)


def with_covariance(values: Floats, wanted: Floats) -> Floats:
    """Return values (n, k) stretched so that their mean square about 0 is `wanted` (k, k)."""
    found = np.linalg.cholesky(values.T @ values / len(values))
    return np.asarray(np.linalg.solve(found, values.T).T @ np.linalg.cholesky(wanted).T)


def virtual_cohort(people: int, seed: int) -> Cohort:
    """Return a cohort of about `people` virtual people, a control and a case from each world.

    Half are men; values are in [SD]. A marker with no finding for a sex is missing for its people.
    """
    random = np.random.default_rng(seed)
    drawn = {sex: draw_people(plausible_worlds(people // 4, random), sex, 2, random) for sex in Sex}
    keys = tuple(dict.fromkeys(key for sex in Sex for key in reported_markers(sex)))
    return Cohort(
        name="virtual",
        origin=Origin.VIRTUAL,
        analytes=tuple(_standardised(key) for key in keys),
        values=np.concatenate([_spread(drawn[sex].values, sex, keys) for sex in Sex]),
        factors={
            SEX: _factor(SEX, tuple(Sex), [np.full(len(d.groups), i) for i, d in _each(drawn)]),
            GROUP: _factor(GROUP, GROUPS, [d.groups for _, d in _each(drawn)]),
        },
    )


def _standardised(key: str) -> Analyte:
    marker = CATALOGUE[key]
    return Analyte(key=key, unit=marker.unit, marker=marker, is_standardised=True)


def _spread(values: Floats, sex: Sex, keys: tuple[str, ...]) -> Floats:
    """Return the values of a sex under all the markers, (n_people, n_keys)."""
    wide = np.full((len(values), len(keys)), np.nan)
    wide[:, [keys.index(key) for key in reported_markers(sex)]] = values
    return wide


def _each(drawn: dict[Sex, VirtualPeople]) -> list[tuple[int, VirtualPeople]]:
    return list(enumerate(drawn.values()))


def _factor(name: str, levels: tuple[str, ...], codes: list[Ints]) -> Factor:
    return Factor(name, tuple(map(str, levels)), np.concatenate(codes).astype(np.int32))
