"""Measurements and panels with the least that a test must say."""

from collections.abc import Mapping, Sequence

import numpy as np

from core.cohort import Analyte, Cohort, Factor, Origin
from core.markers import CATALOGUE, Interval, Scale, Sex
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


def factor(name: str, stated: Sequence[str | None]) -> Factor:
    """A factor from what is stated of each person, its levels in order of appearance."""
    levels = tuple(dict.fromkeys(level for level in stated if level is not None))
    codes = [-1 if level is None else levels.index(level) for level in stated]
    return Factor(name, levels, np.array(codes, dtype=np.int32))


def cohort(
    values: Mapping[str, Sequence[float]],
    *,
    origin: Origin = Origin.OWN,
    ages: Sequence[float] | None = None,
    is_shared: bool = False,
    **factors: Sequence[str | None],
) -> Cohort:
    """A made-up cohort; a key of the catalogue is its marker, [SD] but in a clinic's own."""
    is_own = origin is Origin.OWN
    return Cohort(
        name="made-up",
        origin=origin,
        analytes=tuple(_analyte(key, is_standardised=not is_own) for key in values),
        values=np.array(list(values.values()), dtype=np.float64).T.copy(),
        factors={name: factor(name, stated) for name, stated in factors.items()},
        ages=None if ages is None else np.array(ages, dtype=np.float64),
        is_shared=is_shared,
    )


def _analyte(key: str, *, is_standardised: bool) -> Analyte:
    marker = CATALOGUE.get(key)
    if marker is None:
        return Analyte(key=key)
    return Analyte(
        key=key,
        unit=marker.unit,
        scale=Scale.LINEAR if is_standardised else marker.scale,
        marker=marker,
        is_standardised=is_standardised,
    )
