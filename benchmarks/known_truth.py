"""Studies of people about whom the truth is known, for benchmarks; workers import them by name."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit

from core.cards import Discrimination, Feature, Kind, Plan, Protocol
from core.cohort.cohort import GROUP, SEX
from core.evidence.virtual_cohort import virtual_cohort
from core.learning.calibration import calibration_slope
from core.learning.discrimination.protocol import protocol_for
from core.learning.discrimination.study import Discriminated, discriminate
from core.learning.people import Floats, Inputs, Ints, LabelledPeople

PEOPLE, MARKERS = 60, 30
# Fewer than in the studio: they tell how often p is below 0.05, and take most of the time.
SHUFFLES = 39
# Markers share a few things, by which they are correlated as in people.
SHARED, LOADING = 5, 0.5
DRAWN, NEW = 500, 20_000
LIGHT = Protocol(repeats=2, folds=5, inner=5, permutations=0, members=20)
PLAN = Plan(kind=Kind.DISCRIMINATION, name="benchmark", analytes=())


@dataclass(frozen=True, slots=True)
class Slopes:
    """The calibration slope of a model as it was reported, and on new people."""

    reported: float
    on_new: float


def on_nothing(_: None, seed: int) -> Discrimination:
    """Return the figures of a model of made-up people with shuffled labels."""
    random = np.random.default_rng(seed)
    loadings = LOADING * random.normal(size=(SHARED, MARKERS))
    values = random.normal(size=(PEOPLE, SHARED)) @ loadings + random.normal(size=(PEOPLE, MARKERS))
    outcome = random.permutation(np.arange(PEOPLE) % 2).astype(float)
    people = people_of(np.exp(values / 2), outcome, np.zeros((PEOPLE, 0)))
    return made(people, replace(protocol_for(people), permutations=SHUFFLES, seed=seed))


def slopes_of(_: None, seed: int) -> Slopes:
    """Return the slopes of a model of virtual people."""
    drawn, new = virtual_people(DRAWN, seed), virtual_people(NEW, 1000 + seed)
    found = trained(drawn, replace(LIGHT, seed=seed))
    log_odds = found.trained.log_ratio(new.inputs) + found.trained.base
    on_new = calibration_slope(expit(log_odds), new.outcome.astype(np.int64))
    return Slopes(found.discrimination.slope.value, on_new)


def virtual_people(people: int, seed: int) -> LabelledPeople:
    """Return virtual people of many worlds, with sex as a covariate."""
    cohort = virtual_cohort(people, seed)
    sex, group = (cohort.factors[name].codes.astype(float) for name in (SEX, GROUP))
    return people_of(cohort.values, group, sex[:, None])


def people_of(values: Floats, outcome: Floats, covariates: Floats) -> LabelledPeople:
    """Return people as a study wants them."""
    features = tuple(
        Feature(key=f"m{i}", title="", unit="", marker="", low=0.0, high=0.0)
        for i in range(values.shape[1])
    )
    persons: Ints = np.arange(len(values))
    inputs = Inputs(values=values, covariates=covariates)
    names = tuple(f"c{i}" for i in range(covariates.shape[1]))
    return LabelledPeople(
        features=features, inputs=inputs, outcome=outcome, persons=persons, covariate_names=names
    )


def made(people: LabelledPeople, protocol: Protocol) -> Discrimination:
    """Return the figures of a model."""
    return trained(people, protocol).discrimination


def trained(people: LabelledPeople, protocol: Protocol) -> Discriminated:
    """Return a model, made and tested in this process."""
    return discriminate(people, PLAN, protocol, lambda *_: None, processes=1)
