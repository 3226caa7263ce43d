"""What is pickled into `model.joblib`: one classifier for each sex and people to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.learning.discriminant import WorldsDiscriminant

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TrainedSex:
    """The classifiers of one sex: its markers in order, and a sample they were not trained on.

    `classifier` averages over the plausible worlds, `sceptical` over worlds in which the study's
    true AUC is the lower limit it published; both know the same controls. `people` (n, n_markers)
    are in [SD]; `groups` (n,) is 1 for a case.
    """

    classifier: WorldsDiscriminant
    sceptical: WorldsDiscriminant
    markers: tuple[str, ...]
    people: Floats
    groups: Ints


Trained = Mapping[str, TrainedSex]
