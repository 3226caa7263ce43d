"""Makes Results of the observations of messages, and tells of those that give none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, tzinfo
from typing import NamedTuple

from core.errors import Place, Problem, Severity
from core.readers.cells import shown
from core.readers.hl7.analytes import Analyte, Analytes
from core.readers.hl7.draw import Draw, draw_of, specimen_problem
from core.readers.hl7.groups import Group
from core.readers.hl7.observations import Obx, read_observation
from core.readers.hl7.statuses import WITHDRAWN, status_of
from core.readers.hl7.values import ends_of, flag_problem, text_of, unit_of
from core.readers.result import Result


class Subject(NamedTuple):
    """Of whom, when and of what a result is: what a withdrawal refers to."""

    patient: str
    collected: date | None
    label: str


class Results:
    """The results of a file that stand, and what is told of the rest."""

    def __init__(self, file: str, corrections: Corrections) -> None:
        self.problems: list[Problem] = []
        self.analytes = Analytes(file, corrections)
        self.people: dict[int, Person] = {}
        self.observed = 0
        self.nameless: list[int] = []
        self._file = file
        self._corrections = corrections
        self._standing: dict[Subject, list[Result]] = {}
        self._told: set[tuple[int, str]] = set()

    def standing(self) -> Iterator[Result]:
        """Yield the results that no later message withdrew."""
        for results in self._standing.values():
            yield from results

    def tell(self, problem: Problem, row: int, path: str = "") -> None:
        """Add a problem at a line of the file."""
        self.problems.append(replace(problem, place=Place(self._file, row, path=path)))

    def add(self, group: Group, zone: tzinfo | None) -> None:
        """Add the observations of a group; those of unknown analytes are told by `Analytes`."""
        draw = None
        for segment in group.observations:
            self.observed += 1
            analyte = self.analytes.of(segment)
            if not analyte.label:
                self.nameless.append(segment.row)
            elif analyte.marker is not None:
                draw = draw or read_draw(group, zone)
                person = self._person(group.person)
                self._add(person, draw, read_observation(segment, zone), analyte)

    def _person(self, segment: Segment) -> Person:
        person = self.people.get(segment.row)
        if person is None:
            person, told = read_person(segment, self._file, self._corrections)
            self.people[segment.row] = person
            self.problems += told
        return person

    def _add(self, person: Person, draw: Draw, obx: Obx, analyte: Analyte) -> None:
        collected, wrong = draw.collected(obx)
        for time in wrong:
            if isinstance(time.moment, Problem):
                self._tell_once(time.moment, time.row, time.path)
        subject = Subject(person.id or str(person.row), collected, analyte.label)
        if obx.status in WITHDRAWN:
            self._withdraw(subject, obx.status)
        refused = self._refused(draw, obx, analyte)
        if refused is not None:
            self.tell(refused, obx.row, "OBX")
            return
        result = self._result(person, draw, obx, analyte, collected)
        if result is not None:
            self._standing.setdefault(subject, []).append(result)
