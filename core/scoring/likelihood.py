"""The log-likelihood ratio of one panel in every world, marker by marker, censored or not."""

import numpy as np
from numpy.typing import NDArray

from core.scoring import censoring
from core.scoring.inputs import Inputs
from core.scoring.model import SexModel

Floats = NDArray[np.float64]


def parts_by_world(inputs: Inputs, model: SexModel) -> Floats:
    """Return what each marker adds to the log ratio in each world, (n_members, n_markers).

    Exact values first, jointly; then each censored value, integrated over its range given them and
    the censored ones before it. The sum over markers is the log ratio of the whole panel.
    """
    exact = inputs.low == inputs.high
    if exact.all():
        return model.linear_forms(inputs.markers).parts(inputs.low)
    parts = np.zeros((len(model.trained.classifier.centres_), len(exact)))
    seen = tuple(key for key, known in zip(inputs.markers, exact, strict=True) if known)
    if seen:
        parts[:, exact] = model.linear_forms(seen).parts(inputs.low[exact])
    parts[:, ~exact] = censored_parts(inputs, exact, model)
    return parts


def censored_parts(inputs: Inputs, exact: NDArray[np.bool_], model: SexModel) -> Floats:
    """Return the parts of the censored markers, (n_members, n_censored)."""
    classifier = model.trained.classifier
    positions = np.array(model.positions(inputs.markers))
    seen, hidden = positions[exact], positions[~exact]
    covariance = classifier.covariance_
    slopes = np.linalg.solve(covariance[np.ix_(seen, seen)], covariance[np.ix_(seen, hidden)])
    left = covariance[np.ix_(hidden, hidden)] - covariance[np.ix_(hidden, seen)] @ slopes
    low, high = inputs.low[~exact], inputs.high[~exact]

    def log_probabilities(means: Floats) -> Floats:
        centres = means[:, hidden] + (inputs.low[exact] - means[:, seen]) @ slopes
        return censoring.log_chain(centres, left, low, high)

    controls = classifier.centres_
    return log_probabilities(controls + classifier.shifts_) - log_probabilities(controls)
