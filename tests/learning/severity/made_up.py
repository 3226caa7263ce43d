"""Made-up people with a target that their markers tell, and protocols that take no time."""

import numpy as np

from core.cards import Feature, Kind, Plan, Protocol
from core.learning.people import Floats, Inputs, Ints, LabelledPeople

PLAN = Plan(kind=Kind.SEVERITY, name="made-up", analytes=(), target="made-up total")
QUICK = Protocol(repeats=2, folds=3, inner=2, permutations=4, members=4)


def people_of(
    values: Floats,
    target: Floats,
    persons: Ints | None = None,
    covariates: Floats | None = None,
    names: tuple[str, ...] = (),
) -> LabelledPeople:
    size, markers = values.shape
    return LabelledPeople(
        features=tuple(
            Feature(key=f"m{n}", title=f"Marker {n}", unit="U", marker="", low=0.0, high=9.0)
            for n in range(markers)
        ),
        inputs=Inputs(
            values=values, covariates=np.zeros((size, 0)) if covariates is None else covariates
        ),
        outcome=target,
        persons=np.arange(size) if persons is None else persons,
        covariate_names=names,
    )


def made_up(size: int = 40, markers: int = 4, effect: float = 1.0, seed: int = 1) -> LabelledPeople:
    """People whose target rises with the first marker and falls with the second."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(size, markers))
    target = effect * (values[:, 0] - values[:, 1]) + 0.5 * random.normal(size=size)
    return people_of(10 + values, 50 + 10 * target)


def silent(share: float, step: str) -> None:
    del share, step
