import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort import Analyte
from core.figures.among.scale import NO_BAND, scale_of
from core.markers import CATALOGUE, Interval, Marker, Scale, Sex
from core.markers.marker import STANDARD_NORMAL_97_5
from tests.figures.among.people import EN, JA


def has_location(marker: Marker) -> bool:
    interval = marker.reference(Sex.MALE)
    if interval is None:
        return False
    try:
        marker.location(interval)
    except ValueError:
        return False
    return True


CLOSED = [marker for marker in CATALOGUE.values() if has_location(marker)]


def standardised(marker: Marker) -> Analyte:
    return Analyte(key=marker.key, unit=marker.unit, marker=marker, is_standardised=True)


@pytest.mark.parametrize("marker", CLOSED, ids=lambda marker: marker.key)
@given(st.floats(-1.5, 6))
def test_standardised_values_go_back_to_the_unit_by_the_interval(marker: Marker, z: float) -> None:
    interval = marker.reference(Sex.MALE)
    assert interval is not None
    scale = scale_of(standardised(marker), interval)
    (value,) = scale.in_unit(np.array([z]))
    assert value == pytest.approx(marker.unstandardised(z, interval))
    assert scale.is_log is (marker.scale is Scale.LOG)
    drawn = math.log10(value) if scale.is_log and value > 0 else value
    if value > 0:
        assert scale.one(z) == pytest.approx(drawn)
        assert scale.undrawn(np.array([drawn]))[0] == pytest.approx(value)


@pytest.mark.parametrize("interval", [None, Interval(None, 0.14), Interval(0.0, 0.14)])
def test_without_a_middle_values_stay_in_sd_with_a_band_of_the_middle_95_percent(
    interval: Interval | None,
) -> None:
    scale = scale_of(standardised(CATALOGUE["crp"]), interval)
    assert scale.is_in_sd
    assert not scale.is_log
    assert scale.in_unit(np.array([1.5])).tolist() == [1.5]
    assert scale.band == (-STANDARD_NORMAL_97_5, STANDARD_NORMAL_97_5)
    assert "SD" in scale.title(EN)


@pytest.mark.parametrize(
    ("interval", "band"),
    [
        (None, NO_BAND),
        (Interval(None, 0.14), (-math.inf, 0.14)),
        (Interval(40.0, None), (40.0, math.inf)),
        (Interval(4.0, 6.0), (4.0, 6.0)),
    ],
)
def test_the_band_is_the_interval_and_an_open_end_goes_on(
    interval: Interval | None, band: tuple[float, float]
) -> None:
    assert scale_of(Analyte(key="x", marker=CATALOGUE["ua"]), interval).band == band


def test_values_in_a_unit_stay_as_they_are_on_the_scale_of_their_analyte() -> None:
    skewed = Analyte(key="x", scale=Scale.LOG)
    assert scale_of(skewed, None).is_log
    assert not scale_of(skewed, None, is_log=False).is_log
    assert scale_of(Analyte(key="x"), None, is_log=True).is_log
    assert scale_of(skewed, None).in_unit(np.array([3.0])).tolist() == [3.0]


def test_what_has_no_logarithm_is_drawn_at_the_far_end_and_a_gap_stays_a_gap() -> None:
    scale = scale_of(Analyte(key="x", scale=Scale.LOG), None)
    drawn = scale.drawn(np.array([0.0, -1.0, 10.0, np.nan]))
    assert drawn[:3].tolist() == [-math.inf, -math.inf, 1.0]
    assert np.isnan(drawn[3])


@pytest.mark.parametrize(
    ("analyte", "title"),
    [
        (
            Analyte(key="f", marker=CATALOGUE["fdp"]),
            "Fibrin/fibrinogen degradation products, µg/mL",
        ),
        (Analyte(key="M1", title="Acetate", unit="mM"), "Acetate, mM"),
        (Analyte(key="M1"), "M1"),
    ],
)
def test_the_title_names_the_unit_where_there_is_one(analyte: Analyte, title: str) -> None:
    assert scale_of(analyte, None).title(EN) == title


def test_the_japanese_title_is_japanese() -> None:
    assert scale_of(Analyte(key="u", marker=CATALOGUE["ua"]), None).title(JA) == "尿酸（mg/dL）"
