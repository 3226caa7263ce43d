"""By how much the score moves if the same person is drawn again.

Each marker has a published within-person variation, or none (`within_person` in the catalogue). The
difference of two draws has twice its variance; changes of several markers go together within a
person as the markers do between people, which is an assumption. Whether the assay's own error is in
the figure depends on its source, as the catalogue says.
"""

import math
from itertools import compress

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from core.evidence.lattice import lattice
from core.learning.likelihood_forms import LikelihoodForms, log_mean_exp
from core.panel import Measurement, Panel
from core.scoring.inputs import Inputs
from core.scoring.model import SexModel
from core.scoring.score import INTERVAL_LEVEL, Estimate, Repeatability

Floats = NDArray[np.float64]

DRAWS = 512
# Of the worlds, every fourth: how the score moves is common to them.
THINNED = 4


def repeatability(
    panel: Panel, inputs: Inputs, estimate: Estimate, model: SexModel
) -> Repeatability:
    """Return where the score of a second draw is expected.

    A marker of unknown variation is taken to stay. Beside a censored value nothing is worked out:
    where it lies would have to move along.
    """
    spread = np.array([within(panel.get(key), inputs) for key in inputs.markers])
    if not inputs.is_exact or not spread.any():
        return Repeatability(estimate.log_ratio, estimate.log_ratio, (), inputs.markers)
    forms = model.plausible.forms(inputs.markers)
    some = LikelihoodForms(forms.centres, forms.shifts[::THINNED], forms.precision, forms.df)
    moved = inputs.low + second_draws(spread, forms.precision)
    scores = log_mean_exp(some.ratios(np.vstack([inputs.low, moved])))
    levels = [(1 - INTERVAL_LEVEL) / 2, (1 + INTERVAL_LEVEL) / 2]
    low, high = (float(end) for end in np.quantile(scores[1:] - scores[0], levels))
    return Repeatability(
        estimate.log_ratio + low,
        estimate.log_ratio + high,
        covered=tuple(compress(inputs.markers, spread > 0)),
        held=tuple(compress(inputs.markers, spread == 0)),
    )


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
