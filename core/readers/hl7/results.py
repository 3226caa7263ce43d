"""Makes Results of the observations of messages, and tells of those that give none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, tzinfo
from typing import NamedTuple

from core.errors import Place, Problem, Severity
from core.panel import Patient
from core.readers.cells import shown
from core.readers.corrections import Corrections
from core.readers.draws import DrawKey
from core.readers.hl7.analytes import Analyte, Analytes
from core.readers.hl7.draw import Draw, read_draw
from core.readers.hl7.groups import Group
from core.readers.hl7.observations import Obx, read_observation
from core.readers.hl7.people import Person, patient_at, read_person
from core.readers.hl7.segments import Segment
from core.readers.hl7.statuses import WITHDRAWN
from core.readers.hl7.usable import Observed
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
        self.partly_read: set[DrawKey] = set()
        self.observed = 0
        self.nameless: list[int] = []
        self._file = file
        self._corrections = corrections
        self._standing: dict[Subject, list[Result]] = {}
        self._told: set[tuple[int, str]] = set()
        # Who gave each id, and the PID of those whose id somebody else gave to another patient.
        self._authorities: dict[str, str] = {}
        self._strangers: set[int] = set()

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
                if person.row not in self._strangers:
                    obx = read_observation(segment, zone, analyte.codes)
                    self._add(person, draw, obx, analyte)

    def _person(self, segment: Segment) -> Person:
        person = self.people.get(segment.row)
        if person is None:
            person, told = read_person(segment, self._file, self._corrections)
            self.people[segment.row] = person
            self.problems += told
            if person.id and person.authority:
                known = self._authorities.setdefault(person.id, person.authority)
                if known != person.authority:
                    self._strangers.add(person.row)
                    self.tell(Problem("hl7.patient.two"), person.row, "PID-3")
        return person

    def _add(self, person: Person, draw: Draw, obx: Obx, analyte: Analyte) -> None:
        collected, wrong = draw.collected(obx)
        for time, row, path in wrong:
            self._tell_once(time, row, path)
        patient = patient_at(person, collected)
        if isinstance(patient, Problem):
            self._tell_once(patient, person.row, "PID-7")
            patient = Patient(id=person.id, sex=person.sex)
        subject = Subject(person.id or str(person.row), collected, analyte.label)
        if obx.status in WITHDRAWN:
            self._withdraw(subject, obx.status)
        undated = "" if collected else " ".join(str(time.details["text"]) for time, _, _ in wrong)
        result, told = Observed(obx, analyte, draw, patient, collected, undated).result(self._file)
        for path, problem in told:
            self.tell(problem, obx.row, path)
            if problem.severity is Severity.REFUSED:
                self.partly_read.add((patient.id, collected, undated))
        if result is not None:
            self._standing.setdefault(subject, []).append(result)

    def _tell_once(self, problem: Problem, row: int, path: str) -> None:
        if (row, path) not in self._told:
            self._told.add((row, path))
            self.tell(problem, row, path)

    def _withdraw(self, subject: Subject, status: str) -> None:
        """Take back what stands before a withdrawal in the file."""
        for result in self._standing.pop(subject, ()):
            details = {"name": shown(result.label), "status": status}
            problem = Problem("reader.result.withdrawn", details, severity=Severity.NOTE)
            self.problems.append(replace(problem, place=result.place))
