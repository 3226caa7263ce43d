"""Made-up people to fit a classifier to: amounts, of which some are larger in cases."""

import numpy as np
from numpy.typing import NDArray

from core.learning.people import Floats, Inputs, LabelledPeople


def drawn_people(
    count: int = 60,
    markers: int = 12,
    shift: float = 0.8,
    seed: int = 0,
    covariates: Floats | None = None,
) -> LabelledPeople:
    """Return people whose first four markers are larger in cases by a shift in SD of logarithms."""
    random = np.random.default_rng(seed)
    outcome = (np.arange(count) % 2).astype(float)
    normal = random.normal(size=(count, markers))
    normal[:, :4] += shift * outcome[:, None]
    return people_of(np.exp(normal), outcome, covariates=covariates)


def people_of(
    values: Floats,
    outcome: Floats,
    covariates: Floats | None = None,
    persons: NDArray[np.int64] | None = None,
) -> LabelledPeople:
    """Return people with these values, each a person of their own unless said otherwise."""
    none = np.empty((len(values), 0))
    return LabelledPeople(
        features=(),
        inputs=Inputs(values=values, covariates=none if covariates is None else covariates),
        outcome=outcome,
        persons=np.arange(len(values)) if persons is None else persons,
    )
