"""Values as they are compared with groups: logarithms, covariates and SD, but no bound and no fill.

A value far out must stay far out here, or a person unlike everybody would look like the edge of a
group; and what is missing stays missing.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from core.learning.discrimination.preprocessing import Preprocessing, generalised_log
from core.learning.discrimination.standard import centre_and_scale
from core.learning.people import Floats, Inputs, Ints, LabelledPeople


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """What is learnt of people: as in `preprocessing`, then `mean` and `sd` (n_kept,)."""

    preprocessing: Preprocessing
    mean: Floats
    sd: Floats

    @property
    def kept(self) -> Ints:
        """Return the columns of the markers that vary."""
        return self.preprocessing.kept

    def values(self, inputs: Inputs) -> Floats:
        """Return standardised values (n, n_kept), nan where there is none."""
        return np.asarray((adjusted(self.preprocessing, inputs) - self.mean) / self.sd)

    @classmethod
    def fitted(cls, people: LabelledPeople) -> Self:
        """Learn it from people, nobody among them a control: covariates are everybody's."""
        preprocessing = Preprocessing.fitted(people.labelled(np.zeros(people.size)))
        return cls(preprocessing, *centre_and_scale(adjusted(preprocessing, people.inputs)))


def adjusted(preprocessing: Preprocessing, inputs: Inputs) -> Floats:
    """Return values (n, n_kept) with logarithms taken and covariates adjusted for."""
    values = inputs.values[:, preprocessing.kept]
    logged = generalised_log(values, preprocessing.offset, preprocessing.is_log)
    return preprocessing.adjustment.adjusted(logged, inputs.covariates)
