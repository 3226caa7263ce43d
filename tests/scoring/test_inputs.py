import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evidence.population import reported_markers
from core.markers import CATALOGUE, Interval, Sex
from core.markers.marker import STANDARD_NORMAL_97_5
from core.panel import Panel, Value
from core.scoring.inputs import Inputs, standardised_range, usable_inputs
from core.scoring.score import Unused
from tests.builders import measurement
from tests.scoring.panels import SENT, panel


def usable(panel: Panel, *withheld: Unused) -> tuple[Inputs, dict[str, str]]:
    sex = panel.patient.sex or Sex.MALE
    inputs, unused = usable_inputs(panel, sex, reported_markers(sex), withheld)
    return inputs, {u.marker: u.key for u in unused}


def why_unused(key: str, value: Value | float, own: Interval | None = None) -> str:
    """Return why a man's measurement is not used, or nothing if it is."""
    measured = replace(measurement(key, value), interval=own)
    return usable(replace(panel(Sex.MALE), measurements=(measured,)))[1].get(key, "")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("t_bil", ""),
        ("hdl_c", "other_sex"),
        ("ldl_c", "trait_only"),
        ("hs_crp", "trait_only"),
        ("ce_total", "no_finding"),
        ("alb", "no_finding"),
        ("acylcarnitine_total", "no_finding"),
        ("arginase_1", "no_interval"),
        ("ac_c16", "no_interval"),
    ],
)
def test_a_marker_that_cannot_be_used_is_told_why(key: str, reason: str) -> None:
    assert why_unused(key, 1.0) == reason


def test_the_laboratorys_own_interval_lets_a_marker_without_one_be_used() -> None:
    assert why_unused("ac_c16", 0.1, Interval(*SENT)) == ""


@pytest.mark.parametrize("own", [Interval(None, 1.2), Interval(0.2, None), Interval(0.0, 1.2)])
def test_an_interval_with_one_usable_end_does_not_place_a_value(own: Interval) -> None:
    assert why_unused("t_bil", 0.7, own) == "open_interval"


def test_nothing_cannot_be_placed_on_a_logarithmic_scale() -> None:
    assert why_unused("t_bil", 0.0) == "zero"
    assert why_unused("t_bil", Value.below(0.1)) == ""
    assert why_unused("ua", 0.0) == ""


def test_a_withheld_marker_is_named_once_with_the_reason_of_its_rule() -> None:
    measured = panel(Sex.MALE, arginine=60.0, t_bil=0.5)
    inputs, unused = usable(measured, Unused("arginine", "haemolysed"))
    assert inputs.markers == ("t_bil",)
    assert unused == {"arginine": "haemolysed"}


@given(st.permutations(["t_bil", "ua", "arginine", "alb"]))
def test_inputs_stand_in_the_models_order_whatever_the_panels(order: list[str]) -> None:
    inputs, unused = usable(panel(Sex.MALE, **dict.fromkeys(order, 4.0)))
    assert inputs.markers == ("t_bil", "ua", "arginine")
    assert unused == {"alb": "no_finding"}


@pytest.mark.parametrize("sex", Sex)
def test_every_measured_marker_is_used_or_told_why(sex: Sex) -> None:
    measured = panel(sex, **dict.fromkeys(CATALOGUE, 4.0))
    inputs, unused = usable(measured)
    assert set(inputs.markers) == set(reported_markers(sex))
    assert set(inputs.markers) | set(unused) == set(CATALOGUE)
    assert not set(inputs.markers) & set(unused)


def test_a_value_is_placed_by_the_laboratorys_own_interval_first() -> None:
    own = measurement("ua", 4.0, (4.0, 6.0))
    assert standardised_range(own, Sex.MALE)[0] == pytest.approx(-STANDARD_NORMAL_97_5)
    catalogues = measurement("ua", 3.7)
    assert standardised_range(catalogues, Sex.MALE)[0] == pytest.approx(-STANDARD_NORMAL_97_5)


def test_a_sex_is_judged_by_its_own_interval() -> None:
    lowest = {sex: CATALOGUE["ua"].intervals[sex].low for sex in Sex}
    assert lowest[Sex.MALE] != lowest[Sex.FEMALE]
    for sex, low in lowest.items():
        z, _ = standardised_range(measurement("ua", low or 0), sex)
        assert z == pytest.approx(-STANDARD_NORMAL_97_5)


@pytest.mark.parametrize("key", ["ua", "t_bil"])
def test_a_censored_value_reaches_out_without_end(key: str) -> None:
    below = standardised_range(measurement(key, Value.below(2.0)), Sex.MALE)
    above = standardised_range(measurement(key, Value.above(2.0)), Sex.MALE)
    exact = standardised_range(measurement(key, 2.0), Sex.MALE)
    assert below == (-math.inf, exact[1])
    assert above == (exact[0], math.inf)
    assert exact[0] == exact[1]


def test_inputs_know_whether_every_value_is_one_number() -> None:
    assert usable(panel(Sex.MALE, t_bil=0.5, ua=4.0))[0].is_exact
    assert not usable(panel(Sex.MALE, t_bil=Value.below(0.5), ua=4.0))[0].is_exact


def test_a_panel_without_any_usable_marker_has_empty_inputs() -> None:
    inputs, _ = usable(panel(Sex.MALE, alb=4.0))
    assert inputs.markers == ()
    assert np.shape(inputs.low) == np.shape(inputs.high) == (0,)
