"""Who the blood is from: a pseudonym, a sex and an age. A name is never read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.errors import Problem, Severity
from core.markers import Sex
from core.panel import Patient
from core.readers.ages import completed_years, is_possible
from core.readers.context import parse_age, parse_id
from core.readers.fhir.entries import Entries, Entry
from core.readers.fhir.moments import parse_day
from core.readers.fhir.resources import Identifier, Reference, number_in, record
from core.readers.fhir.resources import Patient as Resource
from core.readers.fhir.specimens import answer

SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
USES = ("official", "usual")
# A number of the state or of a licence is no pseudonym while the patient has another.
CIVIL = frozenset(("SS", "SB", "DL", "PPN", "NI", "TAX", "PRC", "CZ"))
OUTDATED = ("old", "temp")
MEDICAL_RECORD, IN_USE, ANY, NEVER = range(4)
AGE = "urn:engawa:age"


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a patient at any time; an age only where one was stated.

    `system` is who gave the patient the pseudonym. `unnamed` is what tells one patient without a
    pseudonym from another.
    """

    patient: Patient
    birth: date | None = None
    system: str = ""
    problems: tuple[Problem, ...] = ()
    unnamed: object = None

    def at(self, collected: date | None) -> tuple[Patient, tuple[Problem, ...]]:
        """Return the patient at the age of a draw, and why there is none."""
        if self.patient.age is not None or self.birth is None or collected is None:
            return self.patient, ()
        years = completed_years(self.birth, collected)
        if not is_possible(years):
            return self.patient, (Problem("fhir.patient.age", severity=Severity.NOTE),)
        known = self.patient
        aged = Patient(
            id=known.id,
            sex=known.sex,
            age=float(years),
            medication=known.medication,
            pregnant=known.pregnant,
        )
        return aged, ()


def read_person(reference: Reference | None, seeker: Entry, entries: Entries) -> Person | Problem:
    """Return who a reference means; one without an id where nobody is named.

    A Problem where it means no patient but a group, a device or a place.
    """
    if reference is None:
        return Person(Patient(id=""))
    entry = entries.find(reference.reference, seeker) if reference.reference else None
    kind = entry.kind if entry else reference.type or _kind_in(reference.reference)
    if kind not in ("Patient", ""):
        return Problem("fhir.patient.other", {"kind": kind[:40]})
    if entry is None:
        own = reference.identifier.value if reference.identifier else ""
        pseudonym = _usable((_last(reference.reference), own))
        within = (seeker.container or seeker).place if reference.reference[:1] == "#" else None
        return Person(Patient(id=pseudonym), unnamed=(reference, within))
    # The id of a contained resource holds within the one around it: "#p" is anybody.
    ids = () if entry.container else (entry.id, _last(reference.reference))
    found = record(Resource, entry.members, entry.place)
    if isinstance(found, Problem):
        return Person(Patient(id=_usable(ids)), problems=(found,), unnamed=entry.members)
    return replace(_person(found, ids, entry.base), unnamed=entry.members)


def _person(found: Resource, ids: Sequence[str], server: str) -> Person:
    identifiers = [i for i in sorted(found.identifier, key=_rank) if _rank(i) is not NEVER]
    ages = [number_in(e.value_decimal) or "" for e in found.extension if e.url == AGE]
    age = parse_age(ages[0]) if ages else None
    pseudonym = _usable((*(i.value for i in identifiers), *ids))
    patient = Patient(
        id=pseudonym,
        sex=SEXES.get(found.gender),
        age=age if isinstance(age, float) else None,
        medication=answer(found.extension, "urn:engawa:medication"),
        pregnant=answer(found.extension, "urn:engawa:pregnant"),
    )
    system = next((i.system for i in identifiers if i.value.strip() == pseudonym), server)
    return Person(patient, parse_day(found.birth_date), system)


def _rank(identifier: Identifier) -> int:
    kinds = {coding.code for coding in identifier.type.coding}
    if kinds & CIVIL or identifier.use in OUTDATED:
        return NEVER
    if "MR" in kinds:
        return MEDICAL_RECORD
    return IN_USE if identifier.use in USES else ANY


def _usable(candidates: Sequence[str]) -> str:
    """Return the first text that can be a pseudonym, or an empty one."""
    found = (parse_id(text) for text in candidates if text.strip())
    return next((text for text in found if isinstance(text, str)), "")


def _kind_in(reference: str) -> str:
    parts = reference.partition("/_history/")[0].split("/")
    is_local = len(parts) > 1 and parts[-2].isalpha() and parts[-2][:1].isupper()
    return parts[-2] if is_local else ""


def _last(reference: str) -> str:
    return "" if reference.startswith("#") else reference.partition("/_history/")[0].split("/")[-1]
