"""One panel and what the written rules make of it, as a row of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.markers import Interval, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value
from tests.scoring.panels import of

STATED = {"sex": Sex.MALE, "age": 24, "medication": False, "pregnant": False}


@dataclass(frozen=True)
class Case:
    """A panel of a man of 24 of whom everything is stated, but for what a row says otherwise."""

    name: str
    patient: dict[str, object] = field(default_factory=dict)
    specimen: dict[str, object] = field(default_factory=dict)
    values: Mapping[str, Value | float] = field(default_factory=lambda: {"ua": 4.0})
    cautions: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    refusal: str = ""
    own_intervals: bool = True
    preliminary: frozenset[str] = frozenset()

    @property
    def sex(self) -> Sex | None:
        sex = (STATED | self.patient)["sex"]
        return sex if isinstance(sex, Sex) else None

    def panel(self) -> Panel:
        patient = STATED | self.patient
        specimen = {"fasting": True, "haemolysed": False} | self.specimen
        measured = of(
            Patient(id="A-014", **patient),  # type: ignore[arg-type] # a table of any fields
            self.values,
            Specimen(**specimen),  # type: ignore[arg-type]
        )
        judged = judged_by_the_laboratory(measured) if self.own_intervals else measured
        return replace(judged, measurements=tuple(map(self._as_reported, judged.measurements)))

    def _as_reported(self, measured: Measurement) -> Measurement:
        return replace(measured, is_preliminary=measured.marker.key in self.preliminary)


def judged_by_the_laboratory(panel: Panel) -> Panel:
    """The same panel from a laboratory whose own intervals are those of the catalogue."""
    sent = tuple(with_interval(m, panel.patient.sex) for m in panel.measurements)
    return replace(panel, measurements=sent)


def with_interval(measured: Measurement, sex: Sex | None) -> Measurement:
    interval = measured.reference(sex)
    return replace(measured, interval=interval and Interval(interval.low, interval.high))
