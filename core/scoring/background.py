"""What stands behind one panel's score: how the same markers score in the model's own two groups.

Worked out once for each subset of markers from people the classifier was not trained on; what is
kept depends on the names of the markers only, never on anybody's values.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.evidence.discrimination import auc
from core.markers import Sex
from core.panel import Panel
from core.scoring.applicability import examine
from core.scoring.inputs import usable_inputs
from core.scoring.model import Model, SexModel

Floats = NDArray[np.float64]

SUBSETS_KEPT = 1024
GRID_POINTS = 161
# The strip shows this much of the controls on its left and of the cases on its right.
SHOWN = (0.005, 0.98)
FEWEST_BANDWIDTH = 0.03


@dataclass(frozen=True, slots=True)
class Background:
    """How the score of this panel's markers is spread among the model's controls and cases.

    `log_ratio` is a grid of natural-log likelihood ratios, `controls` and `cases` the density of
    each group on it; `auc` is how well the markers separate the two.
    """

    log_ratio: tuple[float, ...]
    controls: tuple[float, ...]
    cases: tuple[float, ...]
    auc: float


def background(panel: Panel, model: Model) -> Background | None:
    """Return the background of a panel's usable markers; None where there is no score."""
    sex, verdict = panel.patient.sex, examine(panel)
    if sex is None or verdict.refusal:
        return None
    inputs, _ = usable_inputs(panel, sex, model.sexes[sex].markers, verdict.withheld)
    return background_of(model, sex, inputs.markers) if inputs.markers else None


@lru_cache(maxsize=SUBSETS_KEPT)
def background_of(model: Model, sex: Sex, markers: tuple[str, ...]) -> Background:
    """Return the background of a subset of markers."""
    controls, cases = group_scores(model.sexes[sex], markers)
    low, high = np.quantile(controls, SHOWN[0]), np.quantile(cases, SHOWN[1])
    grid = np.linspace(low, high, GRID_POINTS)
    return Background(
        tuple(grid.tolist()),
        tuple(density(controls, grid).tolist()),
        tuple(density(cases, grid).tolist()),
        auc(cases, controls),
    )


def group_scores(model: SexModel, markers: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Return the scores of the model's own controls and cases seen through these markers only."""
    people = np.full_like(model.trained.people, np.nan)
    positions = model.positions(markers)
    people[:, positions] = model.trained.people[:, positions]
    scores = model.trained.classifier.log_ratio(people)
    return scores[model.trained.groups == 0], scores[model.trained.groups == 1]


def density(scores: Floats, grid: Floats) -> Floats:
    """Return a Gaussian kernel density on a grid, bandwidth by Silverman's rule."""
    width = max(1.06 * scores.std() * len(scores) ** -0.2, FEWEST_BANDWIDTH)
    kernel = np.exp(-0.5 * ((grid[:, None] - scores[None, :]) / width) ** 2)
    return np.asarray(kernel.sum(axis=1) / (len(scores) * width * np.sqrt(2 * np.pi)))
