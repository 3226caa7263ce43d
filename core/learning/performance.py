"""How well a trained classifier does on new virtual people, and how near that is to the limit.

The people come from worlds it never saw; every figure is of the simulation, not of patients. On the
same people the exact average over worlds gives the Bayes limit, so that the regret is paired.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from core.evidence.bayes_limit import BayesLimit, bayes_limits, own_log_ratios, seen_through
from core.evidence.discrimination import auc
from core.evidence.virtual_cohort import VirtualPeople, draw_people, plausible_worlds
from core.evidence.worlds import Worlds
from core.learning.calibration import brier, calibration_error, calibration_slope
from core.learning.trained import TrainedSex
from core.markers import Sex
from core.scoring.card import Metric
from core.scoring.many import estimate_values
from core.scoring.model import SexModel

Floats = NDArray[np.float64]

# What a clinic is likely to have: its routine chemistry, the amino acids as well, or everything.
ROUTINE = ("t_bil", "ua", "hdl_c")
AMINO_ACIDS = ("arginine", "ornithine")
SUBSETS = {"routine": ROUTINE, "amino": (*ROUTINE, *AMINO_ACIDS), "full": None}

# Two people a world: the AUC over all that is plausible. Many a world: how it varies between them.
MIXED_WORLDS, LIMIT_WORLDS = 10_000, 4_000
TEST_WORLDS, TEST_PEOPLE_PER_WORLD = 200, 400
LEVEL = (5, 95)


Subsets = Mapping[str, tuple[str, ...]]


def measured(
    trained: TrainedSex, sex: Sex, subsets: Subsets, random: np.random.Generator
) -> Iterator[list[Metric]]:
    """Yield the figures of each subset of markers in turn."""
    some_worlds = plausible_worlds(TEST_WORLDS, random)
    crowds = draw_people(some_worlds, sex, TEST_PEOPLE_PER_WORLD, random)
    true_worlds = plausible_worlds(MIXED_WORLDS, random)
    people = draw_people(true_worlds, sex, 2, random)
    worlds = plausible_worlds(LIMIT_WORLDS, random)
    for name, markers in subsets.items():
        (limit,) = bayes_limits(people, true_worlds, sex, {name: markers}, worlds)
        yield [
            auc_metric(trained, people, crowds, limit),
            *against_limit(trained, people, limit),
            *coverage(trained, people, true_worlds, limit),
        ]


def distinct_subsets(markers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the named subsets that a sex's markers make, each once, and every single marker."""
    subsets: dict[str, tuple[str, ...]] = {}
    for name, wanted in SUBSETS.items():
        held = tuple(key for key in markers if wanted is None or key in wanted)
        if held and held not in subsets.values():
            subsets[name] = held
    return subsets | {key: (key,) for key in markers}


def auc_metric(
    trained: TrainedSex, people: VirtualPeople, crowds: VirtualPeople, limit: BayesLimit
) -> Metric:
    """Return the AUC over all worlds, with its 5th to 95th percentile from world to world.

    `people` are two a world; `crowds` many of each of a few worlds, enough for an AUC of its own.
    """
    scores = scores_of(trained, crowds, limit)
    by_world = [
        group_auc(scores[crowds.worlds == world], crowds.groups[crowds.worlds == world])
        for world in range(TEST_WORLDS)
    ]
    low, high = np.percentile(by_world, LEVEL)
    over_all = group_auc(scores_of(trained, people, limit), people.groups)
    return metric(limit, "auc", over_all, (float(low), float(high)))


def against_limit(
    trained: TrainedSex, people: VirtualPeople, limit: BayesLimit
) -> Iterator[Metric]:
    """Yield the limit, how far the classifier stays below it, its calibration and its own error.

    The last is the SD of its log ratios about those averaged over the limit's many more worlds.
    """
    scores = scores_of(trained, people, limit)
    probability = expit(scores)
    yield metric(limit, "limit_auc", limit.auc)
    yield metric(limit, "informed_auc", limit.informed_auc)
    yield metric(limit, "regret", limit.auc - group_auc(scores, people.groups))
    yield metric(limit, "brier", brier(probability, people.groups))
    yield metric(limit, "slope", calibration_slope(probability, people.groups))
    yield metric(limit, "ece", calibration_error(probability, people.groups))
    yield metric(limit, "world_error", float(np.std(scores - limit.log_ratios)))


def coverage(
    trained: TrainedSex, people: VirtualPeople, true_worlds: Worlds, limit: BayesLimit
) -> Iterator[Metric]:
    """Yield how often the interval holds the log ratio of a person's own world: all, by group."""
    seen = np.isin(trained.markers, limit.markers)
    found = estimate_values(people.values[:, seen], limit.markers, SexModel(trained))
    truth = own_log_ratios(people, true_worlds, limit.sex, limit.markers)
    covered = (found[:, 1] <= truth) & (truth <= found[:, 2])
    yield metric(limit, "coverage", float(covered.mean()))
    for group, name in enumerate(("coverage_controls", "coverage_cases")):
        yield metric(limit, name, float(covered[people.groups == group].mean()))


def scores_of(trained: TrainedSex, people: VirtualPeople, limit: BayesLimit) -> Floats:
    """Return the classifier's log ratios of people seen through a limit's markers, (n,)."""
    return trained.classifier.log_ratio(seen_through(people.values, limit.sex, limit.markers))


def group_auc(scores: Floats, groups: NDArray[np.int64]) -> float:
    """Return the AUC of scores for groups coded 0 and 1."""
    return auc(scores[groups == 1], scores[groups == 0])


def metric(
    limit: BayesLimit, name: str, value: float, ends: tuple[float, float] | None = None
) -> Metric:
    """Return a figure of a subset; without an interval of its own both ends are the value."""
    low, high = ends or (value, value)
    return Metric(limit.sex.value, limit.subset, name, value, low, high)
