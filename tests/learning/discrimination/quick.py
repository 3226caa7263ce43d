"""A classifier that takes no time, and made-up people to fit it to."""

from dataclasses import dataclass, replace

import numpy as np

from core.cards import Aim, Feature, Kind, Plan, Protocol
from core.learning.discrimination.asked import Asked
from core.learning.people import Floats, Inputs, Ints, LabelledPeople

RIDGE = 30.0
PROTOCOL = Protocol(repeats=2, folds=4, inner=3, permutations=19, members=8)
PLAN = Plan(kind=Kind.DISCRIMINATION, name="made-up", analytes=(), aim=Aim.BALANCED)


@dataclass(frozen=True, slots=True, eq=False)
class Quick:
    """A ridge regression of the outcome, whose second candidate knows the first marker only."""

    line: Floats
    middle: Floats
    candidates: tuple[str, ...] = ("logistic", "kernel")
    weights: tuple[float, ...] = (1.0, 0.0)

    def log_odds(self, inputs: Inputs) -> Floats:
        return np.asarray(4 * (np.nan_to_num(inputs.values) - self.middle) @ self.line)

    def candidate_log_odds(self, inputs: Inputs) -> Floats:
        return np.column_stack([self.log_odds(inputs), np.nan_to_num(inputs.values[:, 0])])

    def refitted(self, people: LabelledPeople, seed: int) -> "Quick":
        return quick_fit(people, seed)


def quick_fit(people: LabelledPeople, seed: int) -> Quick:
    del seed
    values = np.nan_to_num(people.inputs.values)
    middle = values.mean(axis=0)
    centred = values - middle
    products = centred.T @ centred + RIDGE * np.eye(values.shape[1])
    return Quick(np.linalg.solve(products, centred.T @ (people.outcome - 0.5)), middle)


def made_up(
    people: int = 60, markers: int = 6, effect: float = 0.0, seed: int = 1, share: float = 0.5
) -> LabelledPeople:
    """People whose first two markers are larger in cases by an effect [SD]."""
    random = np.random.default_rng(seed)
    outcome = (np.arange(people) < round(people * share)).astype(float)
    values = random.normal(size=(people, markers))
    values[:, :2] += effect * outcome[:, None]
    return people_of(values, outcome, np.arange(people))


def people_of(values: Floats, outcome: Floats, persons: Ints) -> LabelledPeople:
    """People without covariates."""
    features = tuple(
        Feature(key=f"m{i}", title=f"Marker {i}", unit="", marker="", low=-9.0, high=9.0)
        for i in range(values.shape[1])
    )
    inputs = Inputs(values=values, covariates=np.zeros((len(values), 0)))
    return LabelledPeople(features=features, inputs=inputs, outcome=outcome, persons=persons)


def with_covariates(people: LabelledPeople, covariates: Floats) -> LabelledPeople:
    """The same people with one covariate, an age."""
    inputs = replace(people.inputs, covariates=covariates[:, None])
    return replace(people, inputs=inputs, covariate_names=("age",))


def asked(people: LabelledPeople, plan: Plan = PLAN, protocol: Protocol = PROTOCOL) -> Asked:
    """A study of people with the quick classifier."""
    return Asked(people=people, plan=plan, protocol=protocol, fit=quick_fit)
