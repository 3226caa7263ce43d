"""Hypothesis strategies for markers, values, measurements and panels."""

import string
from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from core.markers import CATALOGUE, Interval, Marker, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value

MEASURABLE = tuple(marker for marker in CATALOGUE.values() if not marker.derived)
ANSWERS = st.none() | st.booleans()
AMOUNTS = st.floats(1e-3, 1e5)


def markers() -> st.SearchStrategy[Marker]:
    """A marker that a laboratory can measure."""
    return st.sampled_from(MEASURABLE)


def values() -> st.SearchStrategy[Value]:
    """A value that is exact, or below or above a limit."""
    return st.one_of(AMOUNTS.map(Value.exactly), AMOUNTS.map(Value.below), AMOUNTS.map(Value.above))


def intervals() -> st.SearchStrategy[Interval]:
    """An interval of the laboratory's own, closed or open at one end."""
    return st.one_of(
        st.tuples(AMOUNTS, st.floats(1.5, 9)).map(
            lambda ends: Interval(ends[0], ends[0] * ends[1])
        ),
        AMOUNTS.map(lambda high: Interval(None, high)),
        AMOUNTS.map(lambda low: Interval(low, None)),
    )


@st.composite
def measurements(
    draw: st.DrawFn, marker: Marker | None = None, *, may_be_preliminary: bool = False
) -> Measurement:
    """A measurement, of a given marker or of any, in the marker's own unit."""
    marker = marker or draw(markers())
    value = draw(values())
    return Measurement(
        marker=marker,
        value=value,
        text=str(value.low),
        unit=marker.unit,
        interval=draw(st.none() | intervals()),
        is_preliminary=may_be_preliminary and draw(st.booleans()),
    )


def patients() -> st.SearchStrategy[Patient]:
    """A patient of whom anything but the id may be unknown."""
    return st.builds(
        Patient,
        id=st.text(string.ascii_letters + string.digits, min_size=1, max_size=12),
        sex=st.none() | st.sampled_from(Sex),
        age=st.none() | st.floats(0, 130),
        medication=ANSWERS,
        pregnant=ANSWERS,
    )


def zones() -> st.SearchStrategy[timezone]:
    """A zone, by how far its clocks are from UTC: from -12 to +14 hours."""
    return st.integers(-48, 56).map(lambda quarters: timezone(quarters * timedelta(minutes=15)))


def moments(*, may_have_zone: bool = False) -> st.SearchStrategy[datetime]:
    """A time to the second, by a wall clock, or one whose zone was stated."""
    first, last = datetime(1950, 1, 1), datetime(2090, 1, 1)  # noqa: DTZ001 - local time
    moments = st.datetimes(first, last)
    if may_have_zone:
        moments |= st.datetimes(first, last, timezones=zones())
    return moments.map(lambda moment: moment.replace(microsecond=0))


def specimens(*, may_have_zone: bool = False) -> st.SearchStrategy[Specimen]:
    """A specimen of which anything may be unknown."""
    timed = moments(may_have_zone=may_have_zone)
    return st.builds(
        Specimen,
        collected=st.none() | timed | timed.map(datetime.date),
        fasting=ANSWERS,
        haemolysed=ANSWERS,
        minutes_to_separation=st.none() | st.floats(0, 1e4),
    )


@st.composite
def panels(
    draw: st.DrawFn, *, may_have_zone: bool = False, may_be_preliminary: bool = False
) -> Panel:
    """A panel of one to six markers."""
    chosen = draw(st.lists(markers(), min_size=1, max_size=6, unique_by=lambda m: m.key))
    return Panel(
        patient=draw(patients()),
        specimen=draw(specimens(may_have_zone=may_have_zone)),
        measurements=tuple(
            draw(measurements(marker, may_be_preliminary=may_be_preliminary)) for marker in chosen
        ),
    )
