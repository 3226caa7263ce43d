"""What Observations say of the patient and not of the blood: pregnancy, and the age.

They hold for the draws of the day they were made on, and for no other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.panel import Patient
from core.readers.context import parse_age
from core.readers.fhir.resources import Coding, Observation, number_in
from core.readers.fhir.values import unit_of

LOINC = "http://loinc.org"
PREGNANCY = "82810-3"
AGE = "30525-0"
SETTLED = ("final", "amended", "corrected")
PREGNANT: Mapping[tuple[str, str], bool] = {
    ("http://snomed.info/sct", "77386006"): True,
    ("http://snomed.info/sct", "60001007"): False,
    (LOINC, "LA15173-0"): True,
    (LOINC, "LA26683-5"): False,
}


class Circumstances:
    """What was said of each patient on each day; said in two ways, it is not known."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str, str], list[bool | float]] = {}
        self._used: set[tuple[str, str, str]] = set()
        self._nothing = 0

    @property
    def unused(self) -> int:
        """Return how many Observations said nothing of any draw."""
        left = (len(said) for key, said in self._said.items() if key not in self._used)
        return self._nothing + sum(left)

    def take(self, patient: Patient, day: date | None, observation: Observation) -> None:
        """Keep what an Observation says of its patient on a day."""
        is_age = any(coding.code == AGE for coding in observation.code.coding)
        said = _age(observation) if is_age else _pregnant(observation)
        if said is None or day is None or observation.status not in SETTLED:
            self._nothing += 1
            return
        key = patient.id, day.isoformat()[:10], "age" if is_age else "pregnant"
        self._said.setdefault(key, []).append(said)

    def pass_over(self) -> None:
        """Count an Observation that is about no patient."""
        self._nothing += 1

    def filled(self, patient: Patient, day: date | None) -> Patient:
        """Return a patient with what was said on the day, where it was not known."""
        if not self._said or day is None:
            return patient
        stated: dict[str, Any] = {}
        for field in ("age", "pregnant"):
            key = patient.id, day.isoformat()[:10], field
            said = set(self._said.get(key, ()))
            if len(said) == 1 and getattr(patient, field) is None:
                self._used.add(key)
                stated[field] = said.pop()
        return replace(patient, **stated)


def is_circumstance(codings: Iterable[Coding]) -> bool:
    """Say whether codes are those of a pregnancy or an age."""
    return any(c.system == LOINC and c.code in (PREGNANCY, AGE) for c in codings)


def _pregnant(observation: Observation) -> bool | None:
    concept = observation.value_codeable_concept
    codings = concept.coding if concept else ()
    said = {PREGNANT.get((c.system, c.code)) for c in codings} - {None}
    return said.pop() if len(said) == 1 else None


def _age(observation: Observation) -> float | None:
    quantity = observation.value_quantity
    if quantity is None or quantity.comparator or unit_of(quantity) != "a":
        return None
    age = parse_age(number_in(quantity.value) or "")
    return age if isinstance(age, float) else None
