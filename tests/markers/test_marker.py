import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markers import (
    CATALOGUE,
    Contrast,
    Direction,
    Finding,
    Grade,
    Interval,
    Marker,
    Reference,
    Scale,
    Sex,
    WithinPerson,
)
from core.markers.marker import STANDARD_NORMAL_97_5

LINEAR, LOG = CATALOGUE["ua"], CATALOGUE["t_bil"]
SOURCE = Reference("somebody-2020", "Somebody. A Journal 2020", "10.1000/1")


def finding(sex: Sex | None, contrast: Contrast = Contrast.CASE_CONTROL) -> Finding:
    return Finding(contrast, Direction.LOWER, sex, SOURCE, Grade.A)


@pytest.mark.parametrize("marker", [LINEAR, LOG], ids=lambda marker: marker.scale)
@given(low=st.floats(0.01, 1e3), width=st.floats(1.01, 100), z=st.floats(-5, 5))
def test_standardising_can_be_undone(marker: Marker, low: float, width: float, z: float) -> None:
    interval = Interval(low, low * width)
    back = marker.standardised(marker.unstandardised(z, interval), interval) if z else 0
    # A low value on a linear scale may lie below nothing, where it is still a place.
    assert back == pytest.approx(z, abs=1e-6)


@pytest.mark.parametrize("marker", [LINEAR, LOG], ids=lambda marker: marker.scale)
def test_the_ends_of_an_interval_lie_1_96_sd_from_its_middle(marker: Marker) -> None:
    interval = Interval(2.0, 8.0)
    assert marker.standardised(2, interval) == pytest.approx(-STANDARD_NORMAL_97_5)
    assert marker.standardised(8, interval) == pytest.approx(STANDARD_NORMAL_97_5)
    assert marker.standardised(5 if marker is LINEAR else 4, interval) == pytest.approx(0)


def test_nothing_on_a_logarithmic_scale_is_infinitely_far_down() -> None:
    assert LOG.standardised(0, Interval(2, 8)) == -math.inf


@pytest.mark.parametrize(
    ("marker", "interval"),
    [
        (LINEAR, Interval(None, 8)),
        (LINEAR, Interval(2, None)),
        (LINEAR, Interval(8, 8)),
        (LINEAR, Interval(8, 2)),
        (LOG, Interval(0, 8)),
    ],
)
def test_an_interval_without_middle_or_width_is_refused(marker: Marker, interval: Interval) -> None:
    with pytest.raises(ValueError, match="interval"):
        marker.standardised(4, interval)


def test_an_interval_from_nothing_has_a_middle_on_a_linear_scale() -> None:
    assert LINEAR.location(Interval(0, 8)) == pytest.approx((4, 8 / (2 * STANDARD_NORMAL_97_5)))


def test_an_interval_knows_whose_it_is() -> None:
    assert Interval(1, 2).is_laboratory
    assert not Interval(1, 2, SOURCE, Grade.A).is_laboratory


def test_a_finding_in_one_sex_does_not_apply_to_the_other_or_to_an_unknown_one() -> None:
    assert finding(Sex.MALE).applies_to(Sex.MALE)
    assert not finding(Sex.MALE).applies_to(Sex.FEMALE)
    assert not finding(Sex.MALE).applies_to(None)
    assert all(finding(None).applies_to(sex) for sex in (*Sex, None))


@pytest.mark.parametrize(
    ("direction", "sign"),
    [(Direction.LOWER, -1), (Direction.HIGHER, 1), (Direction.UNREAD, 0)],
)
def test_a_direction_has_a_sign(direction: Direction, sign: int) -> None:
    assert direction.sign == sign


def test_only_a_reference_with_a_doi_has_an_address() -> None:
    assert SOURCE.url == "https://doi.org/10.1000/1"
    assert Reference("table", "A table").url == ""


def test_the_names_of_a_marker_are_by_language() -> None:
    assert LINEAR.name("ja") == "尿酸"
    assert LINEAR.name("en") == "Uric acid (urate)"


def test_hdl_differs_by_sex_so_without_one_it_has_no_interval() -> None:
    hdl_c = CATALOGUE["hdl_c"]
    assert hdl_c.scale is Scale.LOG
    assert hdl_c.reference(None) is None
    assert hdl_c.reference(Sex.FEMALE) == hdl_c.intervals[Sex.FEMALE]


def varying(marker: Marker, cv: float | None = None, icc: float | None = None) -> Marker:
    return replace(marker, within_person=WithinPerson(cv, icc, SOURCE, Grade.A))


def test_a_cv_on_a_linear_scale_grows_with_the_value() -> None:
    # The interval spans 2 x 1.96 SD, so that its SD is 1.
    unit = Interval(5 - STANDARD_NORMAL_97_5, 5 + STANDARD_NORMAL_97_5)
    assert varying(LINEAR, cv=0.1).within_sd(5.0, unit) == pytest.approx(0.5)
    assert varying(LINEAR, cv=0.1).within_sd(10.0, unit) == pytest.approx(1.0)


@given(value=st.floats(0.1, 100), cv=st.floats(0.01, 1))
def test_a_cv_on_a_logarithmic_scale_is_that_of_a_log_normal_value(value: float, cv: float) -> None:
    unit = Interval(math.exp(-STANDARD_NORMAL_97_5), math.exp(STANDARD_NORMAL_97_5))
    sd = varying(LOG, cv=cv).within_sd(value, unit)
    assert sd is not None
    # The coefficient of variation of a log-normal value is sqrt(exp(sd^2) - 1).
    assert math.sqrt(math.expm1(sd**2)) == pytest.approx(cv)


@pytest.mark.parametrize("marker", [LINEAR, LOG], ids=lambda marker: marker.scale)
@pytest.mark.parametrize(("icc", "sd"), [(1.0, 0.0), (0.0, 1.0), (0.75, 0.5)])
def test_an_icc_leaves_its_rest_of_the_variance_within_a_person(
    marker: Marker, icc: float, sd: float
) -> None:
    assert varying(marker, icc=icc).within_sd(4.0, Interval(2, 8)) == pytest.approx(sd)


def test_a_marker_without_a_published_figure_has_no_sd_within_a_person() -> None:
    assert replace(LINEAR, within_person=None).within_sd(4.0, Interval(2, 8)) is None


def test_an_sd_within_a_person_needs_both_ends_of_the_interval() -> None:
    with pytest.raises(ValueError, match="interval"):
        varying(LINEAR, cv=0.1).within_sd(4.0, Interval(None, 8))


@pytest.mark.parametrize(
    ("cv", "icc"),
    [(None, None), (0.1, 0.5), (0.0, None), (-0.1, None), (math.inf, None), (math.nan, None),
     (None, -0.1), (None, 1.1), (None, math.nan)],
)  # fmt: skip
def test_a_variation_is_one_figure_of_its_kind(cv: float | None, icc: float | None) -> None:
    with pytest.raises(ValueError, match=r"variation|correlation"):
        WithinPerson(cv, icc, SOURCE, Grade.A)
