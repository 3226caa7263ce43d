import math

import pytest

from core.cohort import Origin
from core.figures.comparison import (
    axis_for,
    comparison,
    markers_to_compare,
    place,
    share,
    standing,
    two_markers,
)
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Panel, Patient, Value
from core.text import Language, text_in
from tests.builders import cohort, measurement, panel

EN = text_in(Language.EN)
COHORT = cohort(
    {
        "ua": [-1.0, 0.0, 1.0, 2.0, -3.0, -2.0, -1.0, 0.0],
        "t_bil": [0.0, 1.0, 0.5, 2.0, -3.0, -2.0, 0.0, 1.0],
    },
    origin=Origin.VIRTUAL,
    sex=["male"] * 8,
    group=["control"] * 4 + ["case"] * 4,
)
MIDDLE = 5.75


def test_a_patient_stands_among_the_people_of_the_cohort() -> None:
    compared = comparison(COHORT, panel(ua=MIDDLE), Sex.MALE, "ua")
    assert compared.patient is not None
    assert compared.patient.low == compared.patient.high == pytest.approx(0)
    assert compared.people.controls.tolist() == [-1.0, 0.0, 1.0, 2.0]


def test_the_laboratorys_own_interval_makes_the_axis() -> None:
    own = Panel(
        patient=Patient(id="P-1", sex=Sex.MALE),
        measurements=(measurement("ua", 5.0, (4.0, 6.0)),),
    )
    assert axis_for(own, Sex.MALE, "ua").interval == Interval(4.0, 6.0)
    assert axis_for(panel(), Sex.MALE, "ua").interval == CATALOGUE["ua"].reference(Sex.MALE)


def test_measured_markers_come_first_and_none_is_lost() -> None:
    scored = ("t_bil", "arginase_1", "ua")
    offered = markers_to_compare(panel(ua=3.4, arginase_1=30), Sex.MALE, scored)
    assert offered == ("ua", "t_bil", "arginase_1")


def test_the_standing_says_above_how_many_of_each_group() -> None:
    compared = comparison(COHORT, panel(ua=MIDDLE + 0.1), Sex.MALE, "ua")
    said = standing(EN, compared)
    assert "above 50 % of the virtual controls" in said
    assert "above 100 % of the virtual cases" in said


@pytest.mark.parametrize("patient", [panel(), panel(t_bil=0.5)])
def test_who_was_not_measured_cannot_be_placed(patient: Panel) -> None:
    compared = comparison(COHORT, patient, Sex.MALE, "ua")
    assert compared.patient is None
    assert "cannot be placed" in standing(EN, compared)


@pytest.mark.parametrize(
    ("shares", "said"), [((0.124, 0.124), "12 %"), ((0.0, 0.3), "0 % to 30 %"), ((1, 1), "100 %")]
)
def test_a_share_is_whole_per_cent_and_a_limit_leaves_a_range(
    shares: tuple[float, float], said: str
) -> None:
    assert share(EN, shares) == said


def test_two_exact_values_are_one_point() -> None:
    two = two_markers(COHORT, panel(ua=MIDDLE, t_bil=0.5), Sex.MALE, ("ua", "t_bil"))
    assert two.point is not None
    assert two.point[0] == pytest.approx(0)
    assert two.controls.shape == (4, 2)


def test_a_limit_or_a_gap_is_no_point() -> None:
    limit = panel(ua=MIDDLE, t_bil=Value.below(0.4))
    assert two_markers(COHORT, limit, Sex.MALE, ("ua", "t_bil")).point is None
    assert two_markers(COHORT, panel(ua=MIDDLE), Sex.MALE, ("ua", "t_bil")).point is None


def test_a_value_below_a_limit_keeps_its_open_end() -> None:
    found = place(panel(t_bil=Value.below(0.4)), Sex.MALE, "t_bil")
    assert found is not None
    assert math.isinf(found.low)
