import numpy as np
import pytest
from numpy.typing import NDArray

from core.evidence.population import draw_healthy, reported_markers, survey_inflation
from core.markers import Sex
from core.scoring.distance import FALSE_ALARM, distance_cautions, relative_distance
from core.scoring.inputs import Inputs, nothing
from core.scoring.model import Model

Floats = NDArray[np.float64]

PEOPLE = 4000
each_sex = pytest.mark.parametrize("sex", Sex)
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
    far = [relative_distance(exactly(sex, markers, z), own) > 1 for z in people]
    assert np.mean(far) == pytest.approx(FALSE_ALARM, abs=0.006)


@each_sex
def test_what_the_survey_holds_is_judged_less_strictly(sex: Sex) -> None:
    key = {Sex.MALE: "ua", Sex.FEMALE: "hdl_c"}[sex]
    assert survey_inflation(sex, (key,)) > 1
    assert survey_inflation(sex, NOT_SURVEYED[sex]) == 1
    assert 1 < survey_inflation(sex, (key, "ac_c16")) < survey_inflation(sex, (key,))


@each_sex
def test_a_panel_in_the_middle_is_not_cautioned_and_one_far_out_is(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    middle, far = (np.full(len(own.markers), z) for z in (0.0, 12.0))
    assert distance_cautions(exactly(sex, own.markers, middle), own) == ()
    (caution,) = distance_cautions(exactly(sex, own.markers, far), own)
    assert caution.key == "far_from_population"


@each_sex
def test_censored_values_alone_are_never_far(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    ends = np.full(len(own.markers), 50.0), np.full(len(own.markers), np.inf)
    assert distance_cautions(Inputs(sex, own.markers, *ends), own) == ()
    assert distance_cautions(nothing(sex), own) == ()
