"""Where a measurement stands against its reference interval: as a flag, and in [SD] for a strip.

Both keep a censored value an interval: `<0.4` against 0.3 to 1.5 is UNDECIDED, not low.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.markers import Interval, Sex
from core.panel import Measurement, Value

# All strips reach as far, in [SD] to either side of the middle of the interval.
REACH = 4.0


class Flag(StrEnum):
    """LOW and HIGH: surely outside; UNDECIDED: the value is censored and may be on either side."""

    LOW = "low"
    HIGH = "high"
    WITHIN = "within"
    UNDECIDED = "undecided"
    NO_INTERVAL = "no_interval"


@dataclass(frozen=True, slots=True)
class Strip:
    """A value on the common axis of all strips, in [SD] from the middle of its interval.

    `low` and `high` are equal for an exact value; a censored one may reach to infinity.
    """

    low: float
    high: float


def flag(measurement: Measurement, sex: Sex | None) -> Flag:
    """Compare a measurement with the interval to judge it by; its ends count as within."""
    interval = measurement.reference(sex)
    if interval is None or (interval.low is None and interval.high is None):
        return Flag.NO_INTERVAL
    return compared(measurement.value, interval)


def compared(value: Value, interval: Interval) -> Flag:
    """Compare all that a value may be with an interval, of which one end may be open."""
    if interval.low is not None and value.high < interval.low:
        return Flag.LOW
    if interval.high is not None and value.low > interval.high:
        return Flag.HIGH
    reaches_low = interval.low is None or value.low >= interval.low
    reaches_high = interval.high is None or value.high <= interval.high
    return Flag.WITHIN if reaches_low and reaches_high else Flag.UNDECIDED


def strip(measurement: Measurement, sex: Sex | None) -> Strip | None:
    """Place a measurement on the axis of strips; None where its interval has no middle or SD."""
    interval = measurement.reference(sex)
    if interval is None:
        return None
    try:
        ends = (measurement.value.low, measurement.value.high)
        low, high = (measurement.marker.standardised(end, interval) for end in ends)
    except ValueError:
        return None
    return Strip(low, high)
