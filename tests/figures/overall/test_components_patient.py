import math
from dataclasses import replace

import numpy as np
import pytest

from core.cohort import Cohort, Origin
from core.cohort.overall.components import principal_components
from core.figures.overall.components_patient import patient_place, placeable_keys
from core.markers import CATALOGUE, Scale, Sex
from core.panel import Panel, Value
from tests.builders import measurement, panel
from tests.figures.groups.cohorts import people

KEYS = ("ua", "tc", "t_bil")


def cohort_of(origin: Origin) -> Cohort:
    return people(40, keys=KEYS, origin=origin)


def test_a_clinics_own_cohort_takes_the_value_in_its_unit() -> None:
    them = cohort_of(Origin.OWN)
    assert them.analyte("t_bil").scale is Scale.LOG
    found = principal_components(them, KEYS)
    place = patient_place(found, panel(ua=20.0, tc=21.0, t_bil=19.0))
    expected = found.project({"ua": 20.0, "tc": 21.0, "t_bil": 19.0})
    assert place.scores is not None
    np.testing.assert_allclose(place.scores, expected)


def test_a_standardised_cohort_takes_the_distance_from_the_middle_of_the_interval() -> None:
    found = principal_components(cohort_of(Origin.VIRTUAL), KEYS)
    place = patient_place(found, panel(ua=5.0, tc=180.0, t_bil=0.8))
    values = {"ua": 5.0, "tc": 180.0, "t_bil": 0.8}
    stands = {}
    for key, value in values.items():
        interval = CATALOGUE[key].reference(Sex.MALE)
        assert interval is not None
        stands[key] = CATALOGUE[key].standardised(value, interval)
    assert place.scores is not None
    np.testing.assert_allclose(place.scores, found.project(stands))


@pytest.mark.parametrize("origin", [Origin.OWN, Origin.VIRTUAL])
@pytest.mark.parametrize("value", [None, Value.below(0.3), Value.above(2.0), Value.exactly(0.0)])
def test_whatever_is_not_one_number_is_missing(origin: Origin, value: Value | None) -> None:
    patient = panel(ua=5.0, tc=180.0)
    if value is not None:
        patient = panel(ua=5.0, tc=180.0, t_bil=value)
    place = patient_place(principal_components(cohort_of(origin), KEYS), patient)
    assert place.scores is None
    assert [analyte.key for analyte in place.missing] == ["t_bil"]
    assert placeable_keys(cohort_of(origin), patient) == ("ua", "tc")


def test_an_interval_with_one_end_places_nobody_in_a_standardised_cohort() -> None:
    tc = measurement("tc", 180.0, (math.nan, 220.0))
    open_ended = replace(tc, interval=replace(tc.interval, low=None))  # type: ignore[type-var]
    patient = Panel(patient=panel().patient, measurements=(open_ended, measurement("ua", 5.0)))
    assert placeable_keys(cohort_of(Origin.VIRTUAL), patient) == ("ua",)
    assert placeable_keys(cohort_of(Origin.OWN), patient) == ("ua", "tc")


def test_keys_that_are_proposed_place_the_patient() -> None:
    them, patient = cohort_of(Origin.OWN), panel(ua=20.0, tc=21.0, crp=0.1)
    keys = placeable_keys(them, patient)
    assert keys == ("ua", "tc")
    assert patient_place(principal_components(them, keys), patient).scores is not None


def test_the_interval_is_that_of_the_sex_which_is_given() -> None:
    found = principal_components(cohort_of(Origin.VIRTUAL), KEYS)
    patient = panel(sex=None, ua=5.0, tc=180.0, t_bil=0.8)
    assert patient_place(found, patient).scores is None
    assert patient_place(found, patient, Sex.FEMALE).scores is not None
