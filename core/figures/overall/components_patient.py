"""A patient among the components of a cohort: from a panel to scores, or what is missing for it."""

from dataclasses import dataclass

import numpy as np

from core.cohort import Analyte, Cohort
from core.cohort.cohort import Floats
from core.cohort.overall.components import Components
from core.figures.among.place import place_of
from core.markers import Scale, Sex
from core.panel import Panel


@dataclass(frozen=True, slots=True, eq=False)
class PatientPlace:
    """The patient's scores on every component (k,), None where values are `missing` for them."""

    scores: Floats | None
    missing: tuple[Analyte, ...] = ()


def patient_place(components: Components, panel: Panel, sex: Sex | None = None) -> PatientPlace:
    """Project a patient; by the interval for the sex given, else for that of the panel."""
    values = {a.key: _value(panel, a, sex) for a in components.selection.analytes}
    missing = tuple(a for a in components.selection.analytes if values[a.key] is None)
    if missing:
        return PatientPlace(None, missing)
    known = {key: value for key, value in values.items() if value is not None}
    return PatientPlace(components.project(known))


def placeable_keys(cohort: Cohort, panel: Panel, sex: Sex | None = None) -> tuple[str, ...]:
    """Return the analytes of a cohort that the patient has exactly, so as to be among them."""
    return tuple(a.key for a in cohort.analytes if _value(panel, a, sex) is not None)


def _value(panel: Panel, analyte: Analyte, sex: Sex | None) -> float | None:
    """Return the patient's value as the cohort would hold it, None where it is not one number."""
    place = place_of(panel, analyte, sex or panel.patient.sex)
    if place is None or not place.is_exact or not np.isfinite(place.low):
        return None
    if analyte.scale is Scale.LOG and place.low <= 0:
        return None
    return place.low
