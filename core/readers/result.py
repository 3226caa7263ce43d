"""One result as its source states it: nothing in it is converted yet.

FHIR, HL7 v2 and pasted lines all become Results; `core.readers.measuring` makes Measurements of
them, and `core.readers.draws` gathers those into panels.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from core.errors import NOWHERE, Place
from core.panel import Patient, Specimen
from core.readers.names import Code


class Status(IntEnum):
    """How far a result stands; of two for one draw, the higher one counts.

    What a laboratory withdrew is no result: its reader says so, and yields none.
    """

    PRELIMINARY = 0
    FINAL = 1
    CORRECTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result, in the words of its source.

    `name` is what the source calls the analyte beside its codes; `text` the value with its sign as
    in `<0.1`; `unit` the UCUM code where the source states one, else what it prints; `low` and
    `high` the ends of the laboratory's interval, in `unit`. `patient.id` is empty where the source
    names nobody. `reported` is when the laboratory released it; `decimal` is the decimal mark where
    the source has one of its own; `is_coded` says that the unit is a UCUM code, to the letter.
    `undated` is what stands for the time of the draw where that names no day, such as a month:
    results of two months are not of one draw.
    """

    patient: Patient
    text: str
    unit: str = ""
    name: str = ""
    codes: tuple[Code, ...] = ()
    low: str = ""
    high: str = ""
    specimen: Specimen = field(default_factory=Specimen)
    status: Status = Status.FINAL
    reported: datetime | None = None
    decimal: str = ""
    is_coded: bool = False
    undated: str = ""
    place: Place = NOWHERE

    @property
    def label(self) -> str:
        """Return the name that a person knows the analyte by, or else its code."""
        if self.name.strip():
            return self.name
        shown = (*(c.display for c in self.codes), *(c.code for c in self.codes))
        return next((name for name in shown if name.strip()), "")
