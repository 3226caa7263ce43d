"""How long a model takes, before it is begun: to tell minutes from hours, no more."""

import numpy as np

from core.cards import Kind, Plan
from core.cohort import Cohort
from core.cohort.cohort import NOT_STATED

# Seconds with 100 people and 100 markers on two cores, and how they grow with either.
SECONDS = {Kind.DISCRIMINATION: 90.0, Kind.SEVERITY: 60.0, Kind.STRATA: 20.0}
BY_PEOPLE, BY_MARKERS = 0.6, 0.15
USUAL = 100


def expected_seconds(cohort: Cohort, plan: Plan) -> float:
    """Return about how long the whole protocol takes [s]."""
    people, markers = _people(cohort, plan), max(1, len(plan.analytes))
    growth: float = (people / USUAL) ** BY_PEOPLE * (markers / USUAL) ** BY_MARKERS
    return SECONDS[plan.kind] * growth


def _people(cohort: Cohort, plan: Plan) -> int:
    if not plan.levels:
        return cohort.size
    factor = cohort.factors[plan.group]
    codes = [factor.levels.index(level) for level in plan.levels]
    return int(np.isin(factor.codes[factor.codes != NOT_STATED], codes).sum())
