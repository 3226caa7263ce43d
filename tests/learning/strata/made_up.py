"""Made-up people with and without groups, and a protocol that takes little time."""

import numpy as np

from core.cards import Feature, Kind, Plan, Protocol
from core.learning.people import Floats, Inputs, Ints, LabelledPeople

PLAN = Plan(kind=Kind.STRATA, name="made-up", analytes=())
QUICK = Protocol(repeats=1, folds=1, inner=1, permutations=5, members=5)
# Three middles, neighbours 7 SD apart.
TRIANGLE = 7 / np.sqrt(3) * np.array([[1, 0], [-0.5, 0.866], [-0.5, -0.866]])


def people_of(
    values: Floats,
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
        outcome=np.zeros(size),
        persons=np.arange(size) if persons is None else persons,
        covariate_names=names,
    )


def in_groups(middles: Floats, sizes: tuple[int, ...], seed: int = 1) -> tuple[Floats, Ints]:
    """Values of people about the middle of their group, and the groups."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    noise = np.random.default_rng(seed).normal(size=(len(labels), middles.shape[1]))
    return 50 + middles[labels] + noise, labels


def silent(share: float, step: str) -> None:
    del share, step
