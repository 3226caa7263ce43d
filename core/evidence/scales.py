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
from scipy.special import ndtr, ndtri

from core.evidence.assumptions import ASSUMPTIONS
from core.evidence.headline import STUDY

PATH = Path(__file__).parent / "study.json"
GRID_POINTS = 1001
CURVE_DEGREE = 4

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
    bandwidth = ASSUMPTIONS["scale.bandwidth"].figure
    near = np.exp(-0.5 * ((aucs - STUDY.auc) / bandwidth) ** 2).mean(axis=1)
    grid = np.linspace(scales[0], scales[-1], GRID_POINTS)
    density = np.interp(grid, scales, near)
    return ScalePosterior(grid, density / density.sum())


def scale_at(mean_auc: float) -> float:
    """Return the scale at which virtual hold-outs reach a mean AUC, on a smooth curve."""
    scales, _ = simulated_studies()
    grid = np.linspace(scales[0], scales[-1], GRID_POINTS)
    return float(np.interp(mean_auc, np.maximum.accumulate(mean_aucs(grid)), grid))


def mean_aucs(scales: Floats) -> Floats:
    """Return the mean AUC of virtual hold-outs at each scale, (n_scales,).

    A polynomial on the normal scale smooths what chance does to the means simulated; without an
    effect it is one half.
    """
    simulated, aucs = simulated_studies()
    powers = np.arange(1, CURVE_DEGREE + 1)
    fit = np.linalg.lstsq(simulated[:, None] ** powers, ndtri(aucs.mean(axis=1)))[0]
    return np.asarray(ndtr(scales[:, None] ** powers @ fit))
