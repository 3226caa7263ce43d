"""What is looked at on the cohort page: a cohort, a design for it, and the patient."""

from dataclasses import dataclass, replace

from core.cohort import Cohort, Design
from core.cohort.groups.proposal import proposal
from core.figures.cohort_words import EVERYBODY, with_everybody
from core.markers import Sex
from core.panel import Panel
from core.text import Text
from pages.shared import resources
from pages.shared.cohort_held import SURVEY, VIRTUAL, OwnCohort
from pages.shared.state import session


@dataclass(frozen=True, slots=True)
class Looked:
    """A cohort under its key in the session; `design` is None where no groups can be told apart."""

    key: str
    cohort: Cohort
    design: Design | None
    panel: Panel | None

    @property
    def sex(self) -> Sex | None:
        """Return the patient's sex, where there is a patient and it is stated."""
        return self.panel.patient.sex if self.panel else None

    @property
    def analytes(self) -> tuple[str, ...]:
        """Return the keys of the analytes that were chosen, or else of all."""
        return self.design.analytes if self.design else self.every_analyte

    @property
    def every_analyte(self) -> tuple[str, ...]:
        """Return the keys of all analytes."""
        return tuple(analyte.key for analyte in self.cohort.analytes)


def cohort_of(key: str) -> Cohort | None:
    """Return the cohort with a key; None where a file holds nothing to compare."""
    if key == VIRTUAL:
        return resources.cohort()
    return resources.survey() if key == SURVEY else session().cohorts.own[key].cohort


def own_cohort() -> OwnCohort | None:
    """Return the clinic's cohort that is looked at, if it is one of the clinic's."""
    held = session().cohorts
    return held.own.get(held.chosen)


def looked_at() -> Looked | None:
    """Return what was chosen, with its design as it was left; None where there is nothing."""
    held = session().cohorts
    cohort, own = cohort_of(held.chosen), own_cohort()
    if cohort is None:
        return None
    if held.chosen not in held.designs:
        design = proposal(cohort, own.reading.suggested_group if own else "")
        if design:
            held.designs[held.chosen] = design
    return Looked(held.chosen, cohort, held.designs.get(held.chosen), session().confirmed_panel)


def grouped(text: Text, looked: Looked) -> tuple[Cohort, str, tuple[str, ...]]:
    """Return the cohort, its factor and levels to draw; all as one group where none is chosen."""
    if looked.design:
        return looked.cohort, looked.design.group, looked.design.levels
    return with_everybody(text, looked.cohort), EVERYBODY, ()


def settle(looked: Looked, design: Design) -> Looked:
    """Hold another design for the cohort that is looked at."""
    session().cohorts.designs[looked.key] = design
    return replace(looked, design=design)
