"""What one session holds of cohorts: the clinic's own, how each is compared, what was computed.

It stays in this session only, until the cohort is removed, all are forgotten or the page is closed.
"""

from dataclasses import dataclass, field, replace
from uuid import uuid4

from core.cohort import Cohort, Design
from core.errors import Problem
from core.readers.cohorts import CohortReading
from core.readers.corrections import NONE, Corrections
from pages.shared.cohort_results import Results

VIRTUAL, SURVEY = "virtual", "survey"


@dataclass(frozen=True, slots=True)
class CohortFile:
    """What was brought in, as it was: the table of values and, where apart, that of groups."""

    content: bytes = field(repr=False)
    name: str = field(repr=False)
    groups: tuple[bytes, str] | None = field(default=None, repr=False)
    sheet: str = ""
    corrections: Corrections = NONE
    is_made_up: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class OwnCohort:
    """A cohort of the clinic, named and marked as it was asked for, and what was read of its file.

    `cohort` is None where the file holds nothing that can be compared.
    """

    file: CohortFile
    reading: CohortReading = field(repr=False)
    cohort: Cohort | None = field(repr=False)


@dataclass(slots=True)
class Cohorts:
    """The clinic's cohorts by a random key, which is chosen, and the design of each comparison.

    `failure` is why the last file could not be read.
    """

    own: dict[str, OwnCohort] = field(default_factory=dict)
    chosen: str = VIRTUAL
    designs: dict[str, Design] = field(default_factory=dict, repr=False)
    results: Results = field(default_factory=Results)
    failure: Problem | None = None

    def take(self, own: OwnCohort, instead: OwnCohort | None = None) -> None:
        """Hold a cohort, in the place of another if one is given, and look at it."""
        self.chosen = self._key(instead) if instead else uuid4().hex
        if instead:
            self._drop(instead)
        self.own[self.chosen], self.failure = own, None

    def change(self, own: OwnCohort, cohort: Cohort) -> None:
        """Hold the same people under another name, or as shared; the design stays."""
        self.results.drop(own.cohort)
        self.own[self._key(own)] = replace(own, cohort=cohort)

    def remove(self, own: OwnCohort) -> None:
        """Forget a cohort and all that was computed of it."""
        self._drop(own)
        del self.own[self._key(own)]
        self.chosen = VIRTUAL

    def _drop(self, own: OwnCohort) -> None:
        self.results.drop(own.cohort)
        self.designs.pop(self._key(own), None)

    def _key(self, own: OwnCohort) -> str:
        return next(key for key, held in self.own.items() if held is own)
