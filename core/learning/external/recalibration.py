"""Recalibrates a model for people of another cohort: as little as the data ask for.

The closed test procedure of Vergouwe et al. 2017, doi 10.1002/sim.7179: nothing is changed unless a
shift and a slope together fit better than the model as it is, and the slope is only changed where
that fits better than a shift alone. The order in which people are ranked stays as it is.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import chdtrc

from core.errors import CohortError
from core.learning.discrimination.odds import base_of, likelihood
from core.learning.discrimination.resampling import CASE, CONTROL, persons_of
from core.learning.discrimination.slopes import regression
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.people import Floats, LabelledPeople

LEVEL = 0.05
# Fewer of a group would calibrate to chance.
FEWEST_OF_GROUP = 20


@dataclass(frozen=True, slots=True)
class Line:
    """What log ratios are multiplied by, and what is added to them [log odds]."""

    slope: float
    shift: float


def recalibrated_to(
    trained: TrainedDiscrimination, people: LabelledPeople
) -> TrainedDiscrimination:
    """Return the model recalibrated to these people.

    Raises CohortError where they are too few, where the model fits them as it is, and where it
    ranks them the wrong way round, which no recalibration mends.
    """
    line = line_for(trained.log_ratio(people.inputs), people)
    return replace(
        trained,
        slope=line.slope * trained.slope,
        shift=line.slope * trained.shift + line.shift,
    )


def line_for(log_ratios: Floats, people: LabelledPeople) -> Line:
    """Return the recalibration of log ratios (n,) that fits, by the closed test.

    Raises CohortError as `recalibrated_to` does.
    """
    _check(people)
    outcome = people.outcome
    # Log odds at the share of cases here; that share is taken off again at the end.
    base = base_of(outcome)
    odds, ones = log_ratios + base, np.ones((len(outcome), 1))
    numbers = persons_of(people).numbers
    shift = float(regression(ones, outcome, odds, numbers)[0][0])
    design = np.column_stack([ones, odds])
    start, slope = map(float, regression(design, outcome, np.zeros(len(outcome)), numbers)[0])
    if slope <= 0:
        raise CohortError("external.reversed")
    full = misfit(start + slope * odds, outcome)
    if chdtrc(2, max(0.0, misfit(odds, outcome) - full)) >= LEVEL:
        raise CohortError("external.calibrated")
    if chdtrc(1, max(0.0, misfit(odds + shift, outcome) - full)) >= LEVEL:
        return Line(1.0, shift)
    return Line(slope, start + (slope - 1) * base)


def misfit(log_odds: Floats, outcome: Floats) -> float:
    """Return minus twice the log likelihood of log odds (n,)."""
    return -2 * likelihood(log_odds, outcome)


def _check(people: LabelledPeople) -> None:
    persons = persons_of(people)
    for group, name in ((CASE, "cases"), (CONTROL, "controls")):
        count = persons.with_outcome(group)
        if count < FEWEST_OF_GROUP:
            raise CohortError(f"external.few_{name}", count=count, fewest=FEWEST_OF_GROUP)
