import numpy as np
import pytest
from numpy.typing import NDArray

from core.evidence.population import draw_healthy, reported_markers, survey_inflation
from core.markers import Sex
from core.scoring.distance import FALSE_ALARM, distance_cautions, relative_distance
from core.scoring.inputs import Inputs, nothing, usable_inputs
from core.scoring.model import Model
from tests.scoring.panels import panel

Floats = NDArray[np.float64]

PEOPLE = 4000
each_sex = pytest.mark.parametrize("sex", Sex)
SURVEYED = {Sex.MALE: "ua", Sex.FEMALE: "hdl_c"}
NOT_SURVEYED = {
    Sex.MALE: ("arginine", "ornithine", "ac_c16"),
    Sex.FEMALE: ("ac_c14_1", "ac_c16", "ac_c18"),
}


def exactly(
    sex: Sex, markers: tuple[str, ...], z: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> Inputs:
    return Inputs(sex, markers, z, z)


@each_sex
def test_of_healthy_people_the_stated_share_is_cautioned(model: Model, sex: Sex) -> None:
    """For markers the survey has not, nothing is widened and the stated share is exact."""
    markers = NOT_SURVEYED[sex]
    own, seen = model.sexes[sex], [reported_markers(sex).index(key) for key in markers]
    people = draw_healthy(sex, PEOPLE, np.random.default_rng(5))[:, seen]
    far = [relative_distance(exactly(sex, markers, z), markers, own) > 1 for z in people]
    assert np.mean(far) == pytest.approx(FALSE_ALARM, abs=0.006)


@each_sex
def test_what_the_survey_holds_is_judged_less_strictly(sex: Sex) -> None:
    key = SURVEYED[sex]
    others = NOT_SURVEYED[sex]
    assert survey_inflation(sex, (key,), (key,)) > 1
    assert survey_inflation(sex, others, others) == 1
    both = (key, "ac_c16")
    assert 1 < survey_inflation(sex, both, both) < survey_inflation(sex, (key,), (key,))


@each_sex
def test_a_marker_with_the_laboratorys_own_interval_is_not_judged_less_strictly(sex: Sex) -> None:
    assert survey_inflation(sex, (SURVEYED[sex],), ()) == 1


@each_sex
def test_a_panel_in_the_middle_is_not_far_and_one_far_out_is(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    middle, far = (exactly(sex, own.markers, np.full(len(own.markers), z)) for z in (0.0, 12.0))
    assert relative_distance(middle, own.markers, own) < 1e-9
    assert relative_distance(far, own.markers, own) > 1


@each_sex
def test_a_range_counts_by_its_nearer_end(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    key = own.markers[:1]
    above, at_limit = Inputs(sex, key, np.array([9.0]), np.array([np.inf])), np.array([9.0])
    assert relative_distance(above, key, own) == relative_distance(
        exactly(sex, key, at_limit), key, own
    )
    across = Inputs(sex, key, np.array([-np.inf]), np.array([9.0]))
    assert relative_distance(across, key, own) == 0
    assert relative_distance(nothing(sex), (), own) == 0


def test_the_caution_is_given_for_a_panel_far_out(model: Model) -> None:
    own = model.sexes[Sex.MALE]
    for value, keys in ((5.0, []), (11.5, ["far_from_population"])):
        measured = panel(Sex.MALE, ua=value)
        inputs, _ = usable_inputs(measured, Sex.MALE, own.markers, ())
        told = [caution.key for caution in distance_cautions(measured, inputs, own)]
        assert told == keys
