"""A clinic's model that gives no score but tells a number or a group of a panel."""

from dataclasses import dataclass, field

from core.learning.severity.trained import TrainedSeverity
from core.learning.strata.trained import TrainedStrata
from core.scoring.clinic.people_model import PeopleModel


@dataclass(frozen=True, eq=False)
class OutcomeModel(PeopleModel):
    """A model of severity or of strata that passed every check of `loading.load_outcome_model`."""

    trained: TrainedSeverity | TrainedStrata = field(repr=False)
