"""By how much the score moves if the same person is drawn again.

Each marker has a published within-person variation, or none (`within_person` in the catalogue). The
difference of two draws has twice its variance; changes of several markers go together within a
person as the markers do between people, which is an assumption. Analytical error is not in it.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from core.evidence.lattice import lattice
from core.panel import Measurement, Panel
from core.scoring.censoring import log_mean_exp
from core.scoring.inputs import Inputs
from core.scoring.model import SexModel
from core.scoring.score import INTERVAL_LEVEL, Estimate, Repeatability

Floats = NDArray[np.float64]

DRAWS = 64


def repeatability(
    panel: Panel, inputs: Inputs, estimate: Estimate, model: SexModel
) -> Repeatability:
    """Return where the score of a second draw is expected.

    The exact values move; a censored one, or one of unknown variation, is taken to stay.
    """
    known = inputs.exact()
    spread = np.array([within(panel.get(key), inputs) for key in known.markers])
    covered = tuple(key for key, sd in zip(known.markers, spread, strict=True) if sd)
    held = tuple(key for key in inputs.markers if key not in covered)
    if not covered:
        return Repeatability(estimate.log_ratio, estimate.log_ratio, covered, held)
    forms = model.plausible.forms(known.markers)
    moved = known.low + second_draws(spread, forms.precision)
    scores = log_mean_exp(forms.ratios(np.vstack([known.low, moved])))
    levels = [(1 - INTERVAL_LEVEL) / 2, (1 + INTERVAL_LEVEL) / 2]
    # The draws stand at the middles of equal shares, which is Hazen's convention.
    ends = np.quantile(scores[1:] - scores[0], levels, method="hazen")
    low, high = (estimate.log_ratio + float(end) for end in ends)
    return Repeatability(low, high, covered, held)


def within(measurement: Measurement | None, inputs: Inputs) -> float:
    """Return the SD of a marker within one person [SD of its interval]; 0 where not known."""
    interval = measurement.reference(inputs.sex) if measurement else None
    if measurement is None or interval is None:
        return 0.0
    return measurement.marker.within_sd(measurement.value.low, interval) or 0.0


def second_draws(spread: Floats, precision: Floats) -> Floats:
    """Return differences of a second draw from the first, (DRAWS, n_markers), in [SD]."""
    scatter = np.linalg.inv(precision)
    width = np.sqrt(np.diag(scatter))
    root = np.linalg.cholesky(scatter / np.outer(width, width))
    normal = ndtri(lattice(DRAWS, len(spread)))
    return np.asarray(math.sqrt(2) * spread * (normal @ root.T))
