"""What stands behind one panel's score: how the same markers score in the model's own two groups.

Worked out once for each subset of markers from people the classifier was not trained on; what is
kept depends on the names of the markers only, never on a panel's values.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.evidence.discrimination import auc
from core.markers import Sex
from core.panel import Panel
from core.scoring.clinic.model import AnyModel, ClinicModel
from core.scoring.clinic.preparing import prepare_clinic
from core.scoring.model import Model, SexModel
from core.scoring.scorer import prepare

Floats = NDArray[np.float64]

SUBSETS_KEPT, MODELS_KEPT = 1024, 8
GRID_POINTS = 161
FEWEST_BANDWIDTH = 0.03
# So many bandwidths beyond its last person, a density has come down to nothing.
BEYOND = 3.0


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


def background(panel: Panel, model: AnyModel) -> Background | None:
    """Return the background of a panel's usable markers; None where there is no score."""
    if isinstance(model, ClinicModel):
        return None if prepare_clinic(panel, model).refusal else background_of_people(model)
    inputs = prepare(panel, model).inputs
    return background_of(model, inputs.sex, inputs.markers) if inputs else None


@lru_cache(maxsize=SUBSETS_KEPT)
def background_of(model: Model, sex: Sex, markers: tuple[str, ...]) -> Background:
    """Return the background of a subset of markers."""
    controls, cases = group_scores(model.sexes[sex], markers)
    return of_scores(controls, cases, auc(cases, controls))


@lru_cache(maxsize=MODELS_KEPT)
def background_of_people(model: ClinicModel) -> Background:
    """Return how a clinic's own people score, each by classifiers that were fitted without them.

    All of the model's markers are in it, whatever a panel lacks; the AUC is the card's.
    """
    trained = model.trained
    ratios = trained.slope * trained.log_ratios + trained.shift
    known = np.isfinite(ratios)
    controls, cases = (ratios[known & (trained.outcome == group)] for group in (0, 1))
    return of_scores(controls, cases, model.figures.auc.value)


def of_scores(controls: Floats, cases: Floats, auc: float) -> Background:
    """Return the background that the scores of two groups make."""
    grid = np.linspace(*whole(controls, cases), GRID_POINTS)
    return Background(
        tuple(grid.tolist()),
        tuple(density(controls, grid).tolist()),
        tuple(density(cases, grid).tolist()),
        auc,
    )


def group_scores(model: SexModel, markers: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Return the scores of the model's own controls and cases seen through these markers only."""
    people = np.full_like(model.trained.people, np.nan)
    positions = model.positions(markers)
    people[:, positions] = model.trained.people[:, positions]
    scores = model.trained.classifier.log_ratio(people)
    return scores[model.trained.groups == 0], scores[model.trained.groups == 1]


def whole(*groups: Floats) -> tuple[float, float]:
    """Return between which scores every group's density has come down to nothing."""
    low = min(scores.min() - BEYOND * bandwidth(scores) for scores in groups)
    high = max(scores.max() + BEYOND * bandwidth(scores) for scores in groups)
    return float(low), float(high)


def bandwidth(scores: Floats) -> float:
    """Return the bandwidth of a density by Silverman's rule."""
    return max(1.06 * float(scores.std()) / float(len(scores) ** 0.2), FEWEST_BANDWIDTH)


def density(scores: Floats, grid: Floats) -> Floats:
    """Return a Gaussian kernel density on a grid."""
    width = bandwidth(scores)
    kernel = np.exp(-0.5 * ((grid[:, None] - scores[None, :]) / width) ** 2)
    return np.asarray(kernel.sum(axis=1) / (len(scores) * width * np.sqrt(2 * np.pi)))
