"""What makes a discrimination model impossible, told before anything is fitted."""

import numpy as np

from core.errors import CohortError
from core.learning.discrimination.preprocessing import varies
from core.learning.discrimination.resampling import CASE, CONTROL, persons_of
from core.learning.people import LabelledPeople

FEWEST_PEOPLE = 20
FEWEST_OF_GROUP = 8


def check(people: LabelledPeople) -> None:
    """Raise CohortError where people cannot be learnt from. Draws do not count, persons do."""
    persons = persons_of(people)
    count = len(persons.kinds)
    if count < FEWEST_PEOPLE:
        raise CohortError("discrimination.people", count=count, fewest=FEWEST_PEOPLE)
    cases, controls = persons.with_outcome(CASE), persons.with_outcome(CONTROL)
    if min(cases, controls) < FEWEST_OF_GROUP:
        raise CohortError(
            "discrimination.group", cases=cases, controls=controls, fewest=FEWEST_OF_GROUP
        )
    if not people.inputs.values.shape[1] or not np.any(varies(people.inputs.values)):
        raise CohortError("discrimination.markers")
