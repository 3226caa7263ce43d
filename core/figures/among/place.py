"""Where a patient's value stands on the scale of an analyte, and the interval it is judged by."""

from core.cohort import Analyte
from core.cohort.standing import Place
from core.figures import words
from core.figures.flags import strip
from core.markers import Interval, Sex
from core.panel import Measurement, Panel
from core.text import Text


def place_of(panel: Panel | None, analyte: Analyte, sex: Sex | None) -> Place | None:
    """Return the patient's place: in [SD] for a standardised analyte, else in the marker's unit.

    None for what is no marker, was not measured, or has no interval to standardise it by.
    """
    measurement = measurement_of(panel, analyte)
    if measurement is None:
        return None
    if not analyte.is_standardised:
        return Place(measurement.value.low, measurement.value.high)
    stands = strip(measurement, sex)
    return Place(stands.low, stands.high) if stands else None


def measurement_of(panel: Panel | None, analyte: Analyte) -> Measurement | None:
    """Return the patient's measurement of an analyte, if there is one."""
    return panel.get(analyte.marker.key) if panel and analyte.marker else None


def interval_of(panel: Panel | None, analyte: Analyte, sex: Sex | None) -> Interval | None:
    """Return the reference interval that applies: the laboratory's own, else the catalogue's."""
    measurement = measurement_of(panel, analyte)
    if measurement is not None:
        return measurement.reference(sex)
    return analyte.marker.reference(sex) if analyte.marker else None


def value_words(text: Text, panel: Panel | None, analyte: Analyte) -> str:
    """Write the patient's value with its unit, or nothing where there is none."""
    measurement = measurement_of(panel, analyte)
    return words.value(text, measurement) if measurement else ""
