"""What the published AUC says of the common scale of the effects, from the virtual hold-outs.

The study's AUC came from a hold-out of about 17 people, so many scales could have given it. With
a flat prior, each scale is as plausible as virtual hold-outs near the published AUC are common
at it; a scale drawn from here carries that uncertainty into every score.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.evidence.headline import STUDY

PATH = Path(__file__).parent / "study.json"
BANDWIDTH = 0.04
GRID_POINTS = 1001

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScalePosterior:
    """A density over the common scale, on a grid; both (n_points,), the density sums to 1."""

    grid: Floats
    density: Floats

    def quantile(self, shares: Floats) -> Floats:
        """Return the scales below which these shares of the probability lie, alike in shape."""
        cumulative = np.cumsum(self.density)
        return np.asarray(np.interp(shares, cumulative / cumulative[-1], self.grid))


@cache
def simulated_studies() -> tuple[Floats, Floats]:
    """Return the scales (n_scales,) and the hold-out AUCs at each (n_scales, n_studies)."""
    document = json.loads(PATH.read_text(encoding="utf-8"))
    return np.array(document["scales"]), np.array(document["aucs"])


@cache
def scale_posterior() -> ScalePosterior:
    """Return how plausible each scale is given the published AUC, with a flat prior."""
    scales, aucs = simulated_studies()
    near = np.exp(-0.5 * ((aucs - STUDY.auc) / BANDWIDTH) ** 2).mean(axis=1)
    grid = np.linspace(scales[0], scales[-1], GRID_POINTS)
    density = np.interp(grid, scales, near)
    return ScalePosterior(grid, density / density.sum())


def scale_at(mean_auc: float) -> float:
    """Return the scale at which virtual hold-outs reach a mean AUC, by linear interpolation."""
    scales, aucs = simulated_studies()
    return float(np.interp(mean_auc, np.maximum.accumulate(aucs.mean(axis=1)), scales))
