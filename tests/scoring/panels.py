"""Panels to score: like `tests.builders`, with the intervals that a laboratory must send."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from core.evidence.population import reported_markers
from core.markers import CATALOGUE, Interval, Marker, Sex
from core.panel import Panel, Patient, Specimen, Value
from tests.builders import measurement

# Arginase and the acylcarnitines have no interval in the catalogue.
SENT = (0.05, 0.20)

PROMPT = Specimen(fasting=True, haemolysed=False, minutes_to_separation=20)


def panel(sex: Sex | None, /, **values: Value | float) -> Panel:
    """A panel of a drug-free person of 24, drawn fasting, with every interval that is needed."""
    return of(Patient(id="A-014", sex=sex, age=24, medication=False), values)


def of(patient: Patient, values: Mapping[str, Value | float], specimen: Specimen = PROMPT) -> Panel:
    """A panel of a certain patient and specimen."""
    measured = [
        measurement(key, value, SENT if needs_interval(CATALOGUE[key]) else None)
        for key, value in values.items()
    ]
    return Panel(patient=patient, specimen=specimen, measurements=tuple(measured))


def needs_interval(marker: Marker) -> bool:
    return not marker.intervals and any(marker.case_control(sex) for sex in Sex)


def at(sex: Sex, key: str, z: float) -> float:
    """The value of a marker that lies z [SD] from the middle of its interval."""
    marker = CATALOGUE[key]
    interval = Interval(*SENT) if needs_interval(marker) else marker.intervals[sex]
    return marker.unstandardised(z, interval)


@st.composite
def panels(
    draw: st.DrawFn,
    lowest: float = 1e-3,
    highest: float = 1e4,
    subsets: Sequence[tuple[str, ...]] = (),
) -> Panel:
    """Any subset of the markers that may enter the score of a sex, or one of a few subsets."""
    amounts = st.floats(lowest, highest)
    values = st.one_of(*(amounts.map(f) for f in (Value.exactly, Value.below, Value.above)))
    sex = draw(st.sampled_from(Sex))
    any_subset = st.lists(st.sampled_from(reported_markers(sex)), min_size=1, unique=True)
    keys = draw(st.sampled_from(subsets) if subsets else any_subset)
    return panel(sex, **{key: draw(values) for key in keys})
