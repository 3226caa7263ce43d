"""What one session holds of the studio: the models being planned, and what is looked at."""

from dataclasses import dataclass, field

from core.cards import Kind, Plan


@dataclass(slots=True)
class Studio:
    """The plans by the key of their cohort and by what they tell; which job, and which model.

    Plans hold names of columns and groups of the clinic's cohorts, and go with them. `job` is the
    id of the one that is looked at, `model` the name and version of the one that is open.
    """

    kind: Kind = Kind.DISCRIMINATION
    plans: dict[tuple[str, Kind], Plan] = field(default_factory=dict, repr=False)
    job: str = ""
    model: tuple[str, str] | None = None
