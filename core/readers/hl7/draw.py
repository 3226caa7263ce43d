"""Whose blood a group of observations is of, and when and how it was drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import NamedTuple

from core.errors import Problem, Severity
from core.panel import Specimen
from core.readers.cells import shown
from core.readers.hl7.groups import Group
from core.readers.hl7.materials import Material, material_coded
from core.readers.hl7.observations import Obx
from core.readers.hl7.specimens import (
    OF_THE_PATIENT,
    Moment,
    Order,
    Sample,
    read_order,
    read_sample,
)
from core.readers.names import System

# No order has so many; and each is looked at.
MOST_SAMPLES = 100


class Time(NamedTuple):
    """A time of the draw, and where it stands."""

    moment: Moment
    row: int
    path: str


@dataclass(frozen=True, slots=True)
class Draw:
    """What an order and its specimens say of the draw, for all observations of a group.

    `before` and `after` are the times that count before and after that of an observation.
    """

    order: Order | None
    before: tuple[Time, ...]
    after: tuple[Time, ...]
    haemolysed: bool | None
    materials: tuple[tuple[Material, str], ...]
    problem: Problem | None

    def collected(self, obx: Obx) -> tuple[date | None, list[tuple[Problem, int, str]]]:
        """Return the first time that is stated, and what stands before it and is none.

        SPM-17 counts before OBR-7, and that before OBX-14. Of several specimens of different
        times, OBX-14 says which one the observation is of.
        """
        wrong: list[tuple[Problem, int, str]] = []
        for time in (*self.before, Time(obx.observed, obx.row, "OBX-14"), *self.after):
            if isinstance(time.moment, date):
                return time.moment, wrong
            if time.moment is not None:
                wrong.append((time.moment, time.row, time.path))
        return None, wrong

    def specimen(self, collected: date | None) -> Specimen:
        """Return the specimen drawn at a time."""
        fasting = self.order.fasting if self.order else None
        return Specimen(collected=collected, fasting=fasting, haemolysed=self.haemolysed)

    def not_blood(self, obx: Obx, label: str) -> Problem | None:
        """Return why the material of an observation is not the patient's blood for certain."""
        if self.problem is not None:
            details = {"name": shown(label), **self.problem.details}
            return Problem(self.problem.key, details, severity=self.problem.severity)
        coded, material = material_coded(obx.codes)
        stated = ((coded, material),) if coded is Material.OTHER else self.materials
        # A LOINC code of a known marker is one for blood.
        is_told_by_code = coded or any(code.system is System.LOINC for code in obx.codes)
        for kind, text in stated:
            if kind is Material.BLOOD:
                continue
            details = {"name": shown(label), "material": shown(text)}
            if kind is Material.OTHER:
                return Problem("reader.result.not_blood", details, severity=Severity.NOTE)
            if not is_told_by_code:
                return Problem("hl7.material", details)
        return None


def read_draw(group: Group, zone: tzinfo | None) -> Draw:
    """Read the order and the specimens of a group."""
    order = read_order(group.order, zone) if group.order else None
    samples = [read_sample(segment, zone) for segment in group.samples[:MOST_SAMPLES]]
    ordered = [Time(order.collected, order.row, "OBR-7")] if order else []
    drawn = [Time(sample.collected, sample.row, "SPM-17") for sample in samples]
    known = {time.moment for time in drawn if isinstance(time.moment, date)}
    is_one = len(known) <= 1
    materials = [(s.material, s.material_text) for s in samples if s.material]
    if not materials and order and order.material:
        materials = [(order.material, order.material_text)]
    return Draw(
        order=order,
        before=(*drawn, *ordered) if is_one else (),
        after=() if is_one else tuple(ordered),
        haemolysed=True if any(sample.haemolysed for sample in samples) else None,
        materials=tuple(dict.fromkeys(materials)),
        problem=_problem(group, samples),
    )


def _problem(group: Group, samples: Sequence[Sample]) -> Problem | None:
    if len(group.samples) > MOST_SAMPLES:
        return Problem("hl7.specimens", {"limit": MOST_SAMPLES})
    for sample in samples:
        if sample.role not in OF_THE_PATIENT:
            details = {"role": shown(sample.role)}
            return Problem("hl7.not_patient", details, severity=Severity.NOTE)
    return None
