"""Markers freed of what age, sex and other covariates explain of them among controls."""

from dataclasses import dataclass

import numpy as np

from core.learning.discrimination.standard import centre_and_scale, standard
from core.learning.people import Floats, Mask

# As if so many more people stood on every line: with hardly any controls, or covariates that say
# the same, slopes stay finite, and with many it changes nothing.
HELD_BY = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Adjustment:
    """Lines of markers on covariates in SD: `slopes` are (n_covariates, n_markers)."""

    middle: Floats
    scale: Floats
    slopes: Floats

    def adjusted(self, values: Floats, covariates: Floats) -> Floats:
        """Return values (n, n_markers) less what covariates explain; a missing one is average."""
        if not self.slopes.size:
            return values
        known = np.nan_to_num(standard(covariates, self.middle, self.scale), nan=0.0)
        return np.asarray(values - known @ self.slopes)


def fit_adjustment(values: Floats, covariates: Floats, controls: Mask) -> Adjustment:
    """Fit a line for each marker (n, n_markers) to the controls who have a value of it."""
    among, targets = covariates[controls], values[controls]
    middle, scale = centre_and_scale(among)
    design = np.nan_to_num(standard(among, middle, scale), nan=0.0)
    slopes = np.zeros((design.shape[1], targets.shape[1]))
    if slopes.size and len(among):
        gaps = np.isnan(targets)
        whole = ~gaps.any(axis=0)
        slopes[:, whole] = lines(design, targets[:, whole])
        for column in np.flatnonzero(~whole & ~gaps.all(axis=0)):
            seen = ~gaps[:, column]
            slopes[:, [column]] = lines(design[seen], targets[seen][:, [column]])
    return Adjustment(middle, scale, slopes)


def lines(design: Floats, targets: Floats) -> Floats:
    """Return the slopes (n_covariates, n_targets) of regressions with an intercept."""
    centred = design - design.mean(axis=0)
    products = centred.T @ centred + HELD_BY * np.eye(design.shape[1])
    return np.asarray(np.linalg.solve(products, centred.T @ (targets - targets.mean(axis=0))))
