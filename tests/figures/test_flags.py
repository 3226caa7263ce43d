import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.flags import Flag, Strip, compared, flag, strip
from core.markers import CATALOGUE, Interval, Marker, Sex
from core.panel import Measurement, Value

CLOSED = Interval(1.0, 3.0)
UPPER_ONLY = Interval(None, 3.0)
LOWER_ONLY = Interval(1.0, None)
amounts = st.floats(0, 100)


def of(marker: Marker, value: Value, interval: Interval | None = None) -> Measurement:
    return Measurement(marker=marker, value=value, text="", unit="", interval=interval)


@pytest.mark.parametrize(
    ("value", "interval", "expected"),
    [
        (Value.exactly(0.9), CLOSED, Flag.LOW),
        (Value.exactly(1.0), CLOSED, Flag.WITHIN),
        (Value.exactly(3.0), CLOSED, Flag.WITHIN),
        (Value.exactly(3.1), CLOSED, Flag.HIGH),
        (Value.below(0.9), CLOSED, Flag.LOW),
        (Value.below(1.0), CLOSED, Flag.UNDECIDED),
        (Value.below(2.0), CLOSED, Flag.UNDECIDED),
        (Value.above(2.0), CLOSED, Flag.UNDECIDED),
        (Value.above(3.1), CLOSED, Flag.HIGH),
        (Value(1.5, 2.5), CLOSED, Flag.WITHIN),
        (Value.below(2.0), UPPER_ONLY, Flag.WITHIN),
        (Value.below(4.0), UPPER_ONLY, Flag.UNDECIDED),
        (Value.exactly(3.1), UPPER_ONLY, Flag.HIGH),
        (Value.above(2.0), LOWER_ONLY, Flag.WITHIN),
        (Value.exactly(0.5), LOWER_ONLY, Flag.LOW),
    ],
)
def test_a_flag_says_only_what_is_sure(value: Value, interval: Interval, expected: Flag) -> None:
    assert compared(value, interval) is expected


@given(amounts, amounts)
def test_a_censored_value_is_flagged_as_every_value_it_may_be_or_not_at_all(
    limit: float, within: float
) -> None:
    censored = compared(Value.below(limit), CLOSED)
    if censored is not Flag.UNDECIDED:
        assert compared(Value.exactly(min(within, limit)), CLOSED) is censored


def test_the_laboratorys_own_interval_comes_before_the_catalogues() -> None:
    marker = CATALOGUE["ua"]
    assert flag(of(marker, Value.exactly(3.4)), Sex.MALE) is Flag.LOW
    assert flag(of(marker, Value.exactly(3.4), Interval(3.0, 7.0)), Sex.MALE) is Flag.WITHIN


@pytest.mark.parametrize("interval", [None, Interval(None, None)])
def test_without_any_end_there_is_no_interval(interval: Interval | None) -> None:
    assert flag(of(CATALOGUE["arginase_1"], Value.exactly(1.0), interval), None) is Flag.NO_INTERVAL


@pytest.mark.parametrize("marker", CATALOGUE.values(), ids=CATALOGUE)
@pytest.mark.parametrize("sex", Sex)
def test_a_flag_and_the_place_on_the_strip_agree(marker: Marker, sex: Sex) -> None:
    interval = marker.reference(sex)
    if interval is None or interval.low is None or interval.high is None:
        assert strip(of(marker, Value.exactly(1.0)), sex) is None
        return
    for value, side in ((interval.low * 0.9, -1), (interval.high * 1.1, 1)):
        place = strip(of(marker, Value.exactly(value)), sex)
        assert place is not None
        assert place.low == place.high
        assert place.low * side > 1.95
        assert flag(of(marker, Value.exactly(value)), sex) is (Flag.LOW if side < 0 else Flag.HIGH)


def test_a_censored_value_reaches_to_infinity_on_the_strip() -> None:
    marker, own = CATALOGUE["ac_c16"], Interval(0.02, 0.12)
    below = strip(of(marker, Value.below(0.1), own), None)
    above = strip(of(marker, Value.above(0.1), own), None)
    assert below == Strip(-math.inf, marker.standardised(0.1, own))
    assert above == Strip(marker.standardised(0.1, own), math.inf)


@pytest.mark.parametrize("interval", [UPPER_ONLY, LOWER_ONLY, Interval(0.0, 3.0)])
def test_an_interval_without_middle_has_no_strip(interval: Interval) -> None:
    assert strip(of(CATALOGUE["ac_c16"], Value.exactly(1.0), interval), None) is None
