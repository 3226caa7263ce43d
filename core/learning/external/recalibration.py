"""Recalibrates a model for people of another cohort: as little as the data ask for.

The closed test procedure of Vergouwe et al. 2017, doi 10.1002/sim.7179: nothing is changed unless a
shift and a slope together fit better than the model as it is, and the slope is only changed where
that fits better than a shift alone. The order in which people are ranked stays as it is.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import chdtrc, expit, xlogy

from core.errors import CohortError
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.external.resamples import Predicted, intercept, lines, predicted_by
from core.learning.people import Floats, LabelledPeople

LEVEL = 0.05
# Fewer of a group would calibrate to chance.
FEWEST_OF_GROUP = 20


@dataclass(frozen=True, slots=True)
class Line:
    """What log ratios are multiplied by, and what is added to them [log odds]."""

    slope: float
    shift: float


def recalibrated(trained: TrainedDiscrimination, people: LabelledPeople) -> TrainedDiscrimination:
    """Return the model recalibrated to these people.

    Raises CohortError where they are too few, where the model fits them as it is, and where it
    ranks them the wrong way round, which no recalibration mends.
    """
    line = line_for(predicted_by(trained.log_ratio(people.inputs), people, 0.0))
    return replace(
        trained,
        slope=line.slope * trained.slope,
        shift=line.slope * trained.shift + line.shift,
    )


def line_for(predicted: Predicted) -> Line:
    """Return the recalibration that fits, chosen by the closed test. Raises CohortError."""
    _check(predicted)
    everybody = np.ones((1, len(predicted.outcome)))
    as_it_is = misfit(predicted, 0.0, 1.0)
    shift = float(intercept(predicted, everybody)[0])
    start, slope = (float(found[0]) for found in lines(predicted, everybody))
    shifted, full = misfit(predicted, shift, 1.0), misfit(predicted, start, slope)
    if slope <= 0:
        raise CohortError("external.reversed")
    if chdtrc(2, max(0.0, as_it_is - full)) >= LEVEL:
        raise CohortError("external.calibrated")
    if chdtrc(1, max(0.0, shifted - full)) >= LEVEL:
        return Line(1.0, shift)
    # The line is one of log odds at the share of cases here; that share is then taken off again.
    share = float(predicted.outcome.mean())
    base = float(np.log(share / (1 - share)))
    return Line(slope, start + (slope - 1) * base)


def misfit(predicted: Predicted, start: float, slope: float) -> float:
    """Return minus twice the log likelihood of a line of the log odds."""
    chance: Floats = expit(start + slope * predicted.log_odds)
    likelihood = xlogy(predicted.outcome, chance) + xlogy(1 - predicted.outcome, 1 - chance)
    return float(-2 * likelihood.sum())


def _check(predicted: Predicted) -> None:
    for label, name in ((1, "cases"), (0, "controls")):
        count = len(np.unique(predicted.persons[predicted.outcome == label]))
        if count < FEWEST_OF_GROUP:
            raise CohortError(f"external.few_{name}", count=count, fewest=FEWEST_OF_GROUP)
