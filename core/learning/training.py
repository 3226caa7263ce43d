"""Trains the shipped classifier on the virtual cohort: `python -m core train`.

The same command gives the same scores: every draw comes from one seed. People are drawn from many
plausible worlds, the same number in each, half of them cases; the people kept for comparison and
for the metrics come from worlds the classifier never saw.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.evidence.assumptions import ASSUMPTIONS, EVIDENCE_VERSION
from core.evidence.population import (
    acylcarnitines,
    degrees_of_freedom,
    reported_markers,
)
from core.evidence.virtual_cohort import (
    draw_balanced,
    draw_people,
    plausible_worlds,
    sceptical_worlds,
)
from core.evidence.worlds import Worlds
from core.learning.discriminant import WorldsDiscriminant
from core.learning.performance import distinct_subsets, measured
from core.learning.trained import TrainedSex
from core.markers import Sex
from core.scoring.artefact import installed_libraries
from core.scoring.card import Card, Metric

Floats = NDArray[np.float64]

CANDIDATES = Path(__file__).parent / "candidates.json"
NAME = "withdrawal-risk"
SEED = 854
WORLDS, SCEPTICAL_WORLDS, PEOPLE_PER_WORLD = 640, 64, 800
NEW_WORLDS, NEW_PEOPLE_PER_WORLD = 2000, 2


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
    subsets = {sex: distinct_subsets(reported_markers(sex)) for sex in Sex}
    # Measuring a subset takes about as long as fitting a sex.
    steps, done = sum(len(named) for named in subsets.values()) + len(Sex), 0
    for sex, seed in zip(Sex, seeds, strict=True):
        random = np.random.default_rng(seed)
        trained[sex.value] = train_sex(sex, random)
        done += 1
        for found in measured(trained[sex.value], sex, subsets[sex], random):
            progress(done / steps)
            metrics += found
            done += 1
    progress(1.0)
    return Training(trained, tuple(metrics))


def train_sex(sex: Sex, random: np.random.Generator) -> TrainedSex:
    """Fit one sex on people of many worlds and draw new people to compare with."""
    markers = reported_markers(sex)
    classifier = fitted(plausible_worlds(WORLDS, random), sex, random)
    sceptical = fitted(sceptical_worlds(SCEPTICAL_WORLDS, random), sex, random)
    new = draw_people(plausible_worlds(NEW_WORLDS, random), sex, NEW_PEOPLE_PER_WORLD, random)
    return TrainedSex(classifier, sceptical, markers, new.values, new.groups)


def fitted(worlds: Worlds, sex: Sex, random: np.random.Generator) -> WorldsDiscriminant:
    """Fit a classifier to people drawn from each of these worlds."""
    people = draw_balanced(worlds, sex, PEOPLE_PER_WORLD, random)
    one_class = tuple(acylcarnitines(reported_markers(sex)))
    classifier = WorldsDiscriminant(
        shrinkage=0.0,
        exchangeable=(one_class,),
        common_controls=True,
        degrees_of_freedom=degrees_of_freedom(sex),
    )
    return classifier.fit(people.values, people.groups, worlds=people.worlds)


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
            "sceptical_worlds": SCEPTICAL_WORLDS,
            "seed": SEED,
        },
        metrics=training.metrics,
        assumptions=tuple(ASSUMPTIONS.values()),
        libraries=installed_libraries(),
        sha256=sha256,
        candidates=tuple(json.loads(CANDIDATES.read_text(encoding="utf-8"))["rows"]),
    )
