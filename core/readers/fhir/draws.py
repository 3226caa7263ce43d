"""From whom and when the blood of an Observation was drawn: by its Specimen first, then by itself.

A report or a panel stands in for what its Observations leave out.
"""

from dataclasses import dataclass, replace
from datetime import date

from core.errors import Place, Problem
from core.panel import Patient, Specimen
from core.readers.fhir.backgrounds import Observed
from core.readers.fhir.entries import Entries, Entry, is_same
from core.readers.fhir.patients import Person, read_person
from core.readers.fhir.resources import Reference, Timed
from core.readers.fhir.specimens import Drawn, read_specimen, time_of

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """A patient at the time of a draw, and the specimen; `other` is its material if not blood.

    `undated` is what stands for its time where that names no day.
    """

    patient: Patient
    specimen: Specimen
    other: str
    undated: str = ""


class Draws:
    """Finds the draws of Observations; each patient and each specimen is read once."""

    def __init__(self, entries: Entries, told: list[Problem]) -> None:
        self._entries = entries
        self._told = told
        self._people: dict[Key, Person | Problem] = {}
        self._specimens: dict[Key, Drawn] = {}
        self._systems: dict[str, str] = {}
        self._draws: dict[Key, Draw | Problem] = {}
        self._unnamed: list[object] = []

    @property
    def is_unnamed_certain(self) -> bool:
        """Say whether all results that name nobody are of one patient, and no others are there.

        What is typed beside the file says who that one is, not who each of several is.
        """
        return len(self._unnamed) + len(self._systems) <= 1

    def of(self, one: Observed) -> Draw | Problem:
        """Return the draw of an Observation, or why its subject is no patient.

        Observations that say the same of their draw share it, and its problems are told once.
        """
        own, background = one.observation, one.background
        key = (
            *_key(own.subject, one.entry),
            *_key(own.specimen, one.entry),
            background and background.holder.place,
            own.effective_date_time,
            own.effective_period,
            own.effective_instant,
            own.beside,
        )
        if key not in self._draws:
            self._draws[key] = self._draw(one)
        return self._draws[key]

    def _draw(self, one: Observed) -> Draw | Problem:
        own, background = one.observation, one.background
        subject, seeker = own.subject, one.entry
        if subject is None and background is not None:
            subject, seeker = background.subject, background.holder
        person = self._person(subject, seeker)
        if isinstance(person, Problem):
            return person
        sample, seeker = own.specimen, one.entry
        if sample is None and background is not None:
            sample, seeker = background.specimen, background.holder
        drawn = self._specimen(sample, seeker)
        timed = (own, background.timed) if background else (own,)
        collected, undated = drawn.specimen.collected, drawn.problems
        if collected is None:
            collected, problems = self._time(timed, one.entry.place)
            undated = (*undated, *problems)
        patient, problems = person.at(collected)
        self._told += (replace(problem, place=one.entry.place) for problem in problems)
        specimen = drawn.specimen
        if collected != specimen.collected:
            specimen = replace(specimen, collected=collected)
        words = () if collected else (str(p.details.get("text", "")) for p in undated)
        return Draw(patient, specimen, drawn.other, " ".join(words))

    def _person(self, reference: Reference | None, seeker: Entry) -> Person | Problem:
        key = _key(reference, seeker)
        if key not in self._people:
            person = read_person(reference, seeker, self._entries)
            if isinstance(person, Person):
                self._told += person.problems
                name = person.patient.id
                if name and self._systems.setdefault(name, person.system) != person.system:
                    person = Problem("fhir.patient.two")
                elif not name:
                    self._note_unnamed(person.unnamed)
            self._people[key] = person
        return self._people[key]

    def _note_unnamed(self, unnamed: object) -> None:
        """Remember who has no pseudonym; a second one is enough to know that there are several."""
        if not self._unnamed or (
            len(self._unnamed) == 1 and not is_same(self._unnamed[0], unnamed)
        ):
            self._unnamed.append(unnamed)

    def _specimen(self, reference: Reference | None, seeker: Entry) -> Drawn:
        key = _key(reference, seeker)
        if key not in self._specimens:
            self._specimens[key] = read_specimen(reference, seeker, self._entries)
            self._told += self._specimens[key].problems
        return self._specimens[key]

    def _time(
        self, timed: tuple[Timed, ...], place: Place
    ) -> tuple[date | None, tuple[Problem, ...]]:
        found = [time_of(one) for one in timed]
        moment = next((moment for moment, _ in found if moment is not None), None)
        if moment is not None:
            return moment, ()
        problems = tuple(replace(p, place=place) for _, told in found for p in told)
        self._told += problems
        return None, problems


def _key(reference: Reference | None, seeker: Entry) -> Key:
    """Return what makes two references mean the same: their words, and who says them."""
    is_inside = reference is not None and reference.reference.startswith("#")
    return reference, (seeker.container or seeker).place if is_inside else seeker.base
