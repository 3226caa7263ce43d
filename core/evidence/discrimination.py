"""How well a score tells two groups apart."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def auc(cases: Floats, controls: Floats) -> float:
    """Return the share of (case, control) pairs in which the case scores higher; ties half."""
    ordered = np.sort(controls)
    below = np.searchsorted(ordered, cases, "left") + np.searchsorted(ordered, cases, "right")
    return float(below.mean() / (2 * len(controls)))
