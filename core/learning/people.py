"""People to learn from: a cohort as a plan asks for it, in arrays.

Values stand as the cohort has them, a censored one at its limit; what is missing is nan. Nothing
is transformed, filled in or scaled here: whatever looks at the values belongs inside the folds.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.cards import Feature

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Inputs:
    """What a model reads of people: `values` (n, n_features), `covariates` (n, n_covariates)."""

    values: Floats
    covariates: Floats

    def where(self, people: Mask | Ints) -> "Inputs":
        """Return what is read of some people."""
        return Inputs(values=self.values[people], covariates=self.covariates[people])


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LabelledPeople:
    """People with an outcome: `outcome` (n,) is 1 for a case and 0 for a control, or a target.

    `persons` (n,) are numbers, alike for draws of one person, who never stands on both sides of a
    fold. `covariates` of Inputs are in the order of `covariate_names`: ages in [years], sex 1 for
    male, a factor of several levels as several columns of 0 and 1.
    """

    features: tuple[Feature, ...]
    inputs: Inputs
    outcome: Floats
    persons: Ints
    covariate_names: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Return the number of rows."""
        return len(self.outcome)

    def where(self, people: Mask | Ints) -> "LabelledPeople":
        """Return some of the rows; features still describe all."""
        return replace(
            self,
            inputs=self.inputs.where(people),
            outcome=self.outcome[people],
            persons=self.persons[people],
        )

    def labelled(self, outcome: Floats) -> "LabelledPeople":
        """Return the same people with another outcome."""
        return replace(self, outcome=outcome)
