from dataclasses import replace

import numpy as np
import pytest

from core.learning.people import Inputs
from core.scoring.clinic.information import VALUES, likely_values, missing_from
from tests.scoring.clinic.clinic_models import LinearClassifier, made_up_model

MODEL = made_up_model()
NOTHING = Inputs(values=np.full((1, 5), np.nan), covariates=np.empty((1, 0)))


def test_a_panel_with_every_marker_lacks_none() -> None:
    whole = Inputs(values=MODEL.medians[-1:], covariates=np.empty((1, 0)))
    assert missing_from(whole, MODEL) == ()


def test_a_marker_with_no_weight_tells_nothing_and_a_heavier_one_more() -> None:
    classifier = MODEL.trained.classifier
    assert isinstance(classifier, LinearClassifier)
    weights = classifier.weights * np.array([0, 0.5, 1, 1.5, 2])
    other = replace(MODEL.trained, classifier=replace(classifier, weights=weights))
    found = missing_from(NOTHING, replace(MODEL, trained=other))
    bits = {one.marker: one.information for one in found}
    assert bits["ua"] == pytest.approx(0, abs=1e-12)
    assert bits["ornithine"] > bits["arginine"] > bits["t_bil"] > 0
    assert [one.width_now for one in found] == [None] * 5


def test_values_tried_are_those_of_cases_and_controls_in_equal_parts() -> None:
    tried = likely_values(0, MODEL)
    assert len(tried) == VALUES
    assert np.isin(tried, MODEL.trained.inputs.values[:, 0]).all()
    middle = np.median(tried)
    controls, cases, _ = MODEL.medians[:, 0]
    assert min(controls, cases) < middle < max(controls, cases)


def test_a_rare_group_counts_as_much_as_a_frequent_one() -> None:
    some = np.r_[0:40, 40:45]
    few = replace(
        MODEL.trained, inputs=MODEL.trained.inputs.where(some), outcome=MODEL.trained.outcome[some]
    )
    tried = likely_values(0, replace(MODEL, trained=few))
    of_cases = np.isin(tried, few.inputs.values[40:, 0]).mean()
    assert of_cases == pytest.approx(0.5, abs=0.1)
