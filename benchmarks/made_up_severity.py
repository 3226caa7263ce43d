"""Made-up people whose target some of their markers tell a known share of."""

import numpy as np

from core.cards import Feature
from core.learning.people import Floats, Inputs, LabelledPeople

FACTORS, LOADING = 4, 0.6
MEAN, SD = 45.0, 15.0


def made_up(people: int, markers: int, share: float, seed: int) -> LabelledPeople:
    """Return people whose target is told by a factor behind their markers up to a share."""
    random = np.random.default_rng((seed, 0))
    # The same world whatever the seed of the people.
    loadings = LOADING * np.random.default_rng(7).normal(size=(FACTORS, markers))
    factors = random.normal(size=(people, FACTORS))
    values = factors @ loadings + random.normal(size=(people, markers))
    noise = random.normal(size=people)
    target = np.sqrt(share) * factors[:, 0] + np.sqrt(1 - share) * noise
    return labelled(np.exp(values), MEAN + SD * target)


def labelled(values: Floats, target: Floats) -> LabelledPeople:
    """Return people with a target, without covariates, each of them once."""
    size, markers = values.shape
    return LabelledPeople(
        features=tuple(
            Feature(key=f"m{n}", title="", unit="", marker="", low=0.0, high=1.0)
            for n in range(markers)
        ),
        inputs=Inputs(values=values, covariates=np.zeros((size, 0))),
        outcome=target,
        persons=np.arange(size),
    )
