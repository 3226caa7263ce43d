"""Trains the shipped classifier on the virtual cohort: `python -m core train`.

The same command gives the same scores: every draw comes from one seed. People are drawn from many
plausible worlds, the same number in each, half of them cases; the people kept for comparison and
for the metrics come from worlds the classifier never saw.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from core.evidence.assumptions import ASSUMPTIONS, EVIDENCE_VERSION
from core.evidence.population import (
    acylcarnitines,
    degrees_of_freedom,
    reported_markers,
)
from core.evidence.virtual_cohort import VirtualPeople, draw_people, plausible_worlds
from core.learning.discriminant import WorldsDiscriminant
from core.learning.trained import TrainedSex
from core.markers import Sex
from core.scoring.artefact import installed_libraries
from core.scoring.background import auc
from core.scoring.card import Card, Metric

Floats = NDArray[np.float64]

NAME = "withdrawal-risk"
SEED = 854
WORLDS, PEOPLE_PER_WORLD = 400, 2000
NEW_WORLDS, NEW_PEOPLE_PER_WORLD = 2000, 2
TEST_WORLDS, TEST_PEOPLE_PER_WORLD = 200, 400
LEVEL = (5, 95)

# What a clinic is likely to have: its routine chemistry, the amino acids as well, or everything.
ROUTINE = ("t_bil", "ua", "hdl_c")
AMINO_ACIDS = ("arginine", "ornithine")
SUBSETS = {"routine": ROUTINE, "amino": (*ROUTINE, *AMINO_ACIDS), "full": None}


@dataclass(frozen=True, slots=True)
class Training:
    """A trained model before it is written: classifiers by sex and the metrics of the card."""

    trained: dict[str, TrainedSex]
    metrics: tuple[Metric, ...]


def train(progress: Callable[[float], None]) -> Training:
    """Train both sexes; `progress` is called with the share done."""
    trained: dict[str, TrainedSex] = {}
    metrics: list[Metric] = []
    seeds = np.random.SeedSequence(SEED).spawn(len(Sex))
    for step, (sex, seed) in enumerate(zip(Sex, seeds, strict=True)):
        random = np.random.default_rng(seed)
        trained[sex.value] = train_sex(sex, random)
        progress((step + 0.6) / len(Sex))
        metrics += measured(trained[sex.value], sex, random)
        progress((step + 1) / len(Sex))
    return Training(trained, tuple(metrics))


def train_sex(sex: Sex, random: np.random.Generator) -> TrainedSex:
    """Fit one sex on people of the plausible worlds and draw new people to compare with."""
    people = draw_people(plausible_worlds(WORLDS, random), sex, PEOPLE_PER_WORLD, random)
    markers = reported_markers(sex)
    one_class = tuple(acylcarnitines(markers))
    classifier = WorldsDiscriminant(
        shrinkage=0.0, exchangeable=(one_class,), degrees_of_freedom=degrees_of_freedom(sex)
    )
    classifier.fit(people.values, people.groups, worlds=people.worlds)
    new = draw_people(plausible_worlds(NEW_WORLDS, random), sex, NEW_PEOPLE_PER_WORLD, random)
    return TrainedSex(classifier, markers, new.values, new.groups)


def measured(trained: TrainedSex, sex: Sex, random: np.random.Generator) -> list[Metric]:
    """Measure the AUC on new virtual people for each subset of markers, and for each marker."""
    worlds = plausible_worlds(TEST_WORLDS, random)
    people = draw_people(worlds, sex, TEST_PEOPLE_PER_WORLD, random)
    return [
        auc_metric(trained, people, sex, name, markers)
        for name, markers in distinct_subsets(trained.markers).items()
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
    trained: TrainedSex, people: VirtualPeople, sex: Sex, name: str, markers: tuple[str, ...]
) -> Metric:
    """Return the AUC over all worlds, with its 5th to 95th percentile from world to world."""
    values = np.where(np.isin(trained.markers, markers), people.values, np.nan)
    scores = trained.classifier.log_ratio(values)
    by_world = [
        group_auc(scores[people.worlds == world], people.groups[people.worlds == world])
        for world in range(TEST_WORLDS)
    ]
    low, high = np.percentile(by_world, LEVEL)
    return Metric(sex.value, name, "auc", group_auc(scores, people.groups), float(low), float(high))


def group_auc(scores: Floats, groups: NDArray[np.int64]) -> float:
    """Return the AUC of scores for groups coded 0 and 1."""
    return auc(scores[groups == 1], scores[groups == 0])


def card_of(training: Training, version: str, changed_on: date, sha256: dict[str, str]) -> Card:
    """Return the card of a training; `sha256` are the hashes of the files written."""
    return Card(
        name=NAME,
        version=version,
        evidence_version=EVIDENCE_VERSION,
        results_changed_on=changed_on,
        is_virtual=True,
        features={sex: t.markers for sex, t in training.trained.items()},
        units="SD from the middle of the reference interval that applies",
        trained={
            "worlds": WORLDS,
            "virtual_people_per_sex": WORLDS * PEOPLE_PER_WORLD,
            "patients": 0,
            "seed": SEED,
        },
        metrics=training.metrics,
        assumptions=tuple(ASSUMPTIONS.values()),
        libraries=installed_libraries(),
        sha256=sha256,
    )
