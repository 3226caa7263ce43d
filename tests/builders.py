"""Measurements and panels with the least that a test must say."""

from core.markers import CATALOGUE, Interval, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value


def measurement(
    key: str, value: float | Value, interval: tuple[float, float] | None = None
) -> Measurement:
    """A measurement in the marker's own unit, with the laboratory's interval if one is given."""
    marker = CATALOGUE[key]
    return Measurement(
        marker=marker,
        value=value if isinstance(value, Value) else Value.exactly(value),
        text=str(value),
        unit=marker.unit,
        interval=Interval(*interval) if interval else None,
    )


def panel(
    sex: Sex | None = Sex.MALE, specimen: Specimen | None = None, **values: float | Value
) -> Panel:
    """A panel of a drug-free man of 30 years, or of a woman, with values by marker key."""
    return Panel(
        patient=Patient(id="P-1", sex=sex, age=30, medication=False),
        specimen=specimen or Specimen(fasting=True, haemolysed=False),
        measurements=tuple(measurement(key, value) for key, value in values.items()),
    )
