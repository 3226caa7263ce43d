import math
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markers import CATALOGUE, Interval, Marker, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value

AMOUNTS = st.floats(0, 1e300)
T_BIL, HDL_C = CATALOGUE["t_bil"], CATALOGUE["hdl_c"]


def measured(marker: Marker, interval: Interval | None = None) -> Measurement:
    return Measurement(
        marker=marker, value=Value.exactly(1), text="1", unit=marker.unit, interval=interval
    )


@given(AMOUNTS)
def test_an_exact_value_is_one_number(amount: float) -> None:
    value = Value.exactly(amount)
    assert value.is_exact
    assert value.low == value.high == amount


@given(st.floats(1e-300, 1e300))
def test_a_value_below_a_limit_is_the_interval_from_nothing_to_it(limit: float) -> None:
    value = Value.below(limit)
    assert (value.low, value.high) == (0, limit)
    assert not value.is_exact


@given(AMOUNTS)
def test_a_value_above_a_limit_has_no_upper_end(limit: float) -> None:
    value = Value.above(limit)
    assert (value.low, value.high) == (limit, math.inf)
    assert not value.is_exact


@pytest.mark.parametrize(
    ("low", "high"),
    [(-1.0, 1.0), (2.0, 1.0), (math.nan, 1.0), (1.0, math.nan), (math.inf, math.inf)],
)
def test_what_cannot_be_an_amount_of_anything_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Value(low, high)


@given(st.floats(), st.floats())
def test_a_value_is_either_refused_or_in_order(low: float, high: float) -> None:
    try:
        value = Value(low, high)
    except ValueError:
        assert not 0 <= low <= high or math.isinf(low)
    else:
        assert 0 <= value.low <= value.high


def test_what_was_not_stated_is_none_and_not_a_default() -> None:
    patient, specimen = Patient(id="A-014"), Specimen()
    assert (patient.sex, patient.age, patient.medication, patient.pregnant) == (None,) * 4
    assert (specimen.fasting, specimen.haemolysed, specimen.minutes_to_separation) == (None,) * 3


def test_a_panel_refuses_two_measurements_of_one_marker() -> None:
    with pytest.raises(ValueError, match="once"):
        Panel(patient=Patient(id="x"), measurements=(measured(T_BIL), measured(T_BIL)))


def test_a_measurement_is_found_by_its_marker() -> None:
    panel = Panel(patient=Patient(id="x"), measurements=(measured(T_BIL), measured(HDL_C)))
    assert panel.get("hdl_c") is panel.measurements[1]
    assert panel.get("ua") is None


def test_the_laboratorys_own_interval_wins_over_the_catalogues() -> None:
    own = Interval(0.2, 1.2)
    assert measured(T_BIL, own).reference(Sex.MALE) is own
    assert measured(T_BIL).reference(Sex.MALE) == T_BIL.intervals[Sex.MALE]


def test_the_laboratorys_own_interval_wins_even_with_an_open_end() -> None:
    own = Interval(None, 1.2)
    assert measured(T_BIL, own).reference(Sex.MALE) is own


def test_without_a_sex_only_an_interval_common_to_both_counts() -> None:
    assert measured(T_BIL).reference(None) == T_BIL.intervals[Sex.MALE]
    assert measured(HDL_C).reference(None) is None


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Value.exactly(1), "low"),
        (Patient(id="x"), "id"),
        (Specimen(), "fasting"),
        (measured(T_BIL), "value"),
        (Panel(patient=Patient(id="x")), "patient"),
    ],
    ids=lambda argument: type(argument).__name__,
)
def test_no_record_of_a_panel_can_be_changed(record: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(record, field, None)
