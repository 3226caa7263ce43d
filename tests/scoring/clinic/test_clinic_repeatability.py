import math
from dataclasses import replace

import numpy as np
import pytest

from core.markers import CATALOGUE, REFERENCES, Grade, Interval, Scale, Sex, WithinPerson
from core.panel import Value
from core.scoring.clinic.estimation import estimate_rows
from core.scoring.clinic.inputs import row_of
from core.scoring.clinic.model import ClinicModel
from core.scoring.clinic.repeatability import changes, repeatability, within
from core.scoring.score import Estimate, Repeatability
from tests.builders import measurement
from tests.scoring.clinic.clinic_models import LinearClassifier, made_up_model
from tests.scoring.panels import panel

MODEL = made_up_model()
MIDDLE = dict(zip(MODEL.markers, MODEL.medians[-1].tolist(), strict=True))


def again(model: ClinicModel = MODEL, **values: float | Value) -> Repeatability:
    measured = panel(Sex.MALE, **MIDDLE | values)
    row, _ = row_of(measured, model, ())
    return repeatability(measured, row, Estimate(*estimate_rows(row, model)[0].tolist()), model)


def test_a_second_draw_lies_on_both_sides_of_the_first() -> None:
    found = again()
    row, _ = row_of(panel(Sex.MALE, **MIDDLE), MODEL, ())
    assert found.low < float(MODEL.trained.log_ratio(row)[0]) < found.high
    assert set(found.covered) | set(found.held) == set(MODEL.markers)


def test_of_one_marker_alone_it_is_as_wide_as_its_published_variation() -> None:
    classifier = MODEL.trained.classifier
    assert isinstance(classifier, LinearClassifier)
    alone = replace(classifier, weights=classifier.weights * np.array([1, 0, 0, 0, 0]))
    found = again(replace(MODEL, trained=replace(MODEL.trained, classifier=alone)))
    published = CATALOGUE["ua"].within_person
    assert published is not None
    assert published.cv is not None
    spread = math.sqrt(2) * math.sqrt(math.log1p(published.cv**2))
    width = MIDDLE["ua"] * (math.exp(1.645 * spread) - math.exp(-1.645 * spread))
    assert found.high - found.low == pytest.approx(abs(alone.weights[0]) * width, rel=0.15)


def test_beside_a_censored_value_nothing_is_worked_out() -> None:
    low = float(MODEL.ranges[0, 0])
    found = again(ua=Value.below(low))
    assert found.covered == ()
    assert found.low == found.high


def test_markers_without_a_published_variation_are_held() -> None:
    unknown = next(k for k, m in CATALOGUE.items() if m.within_person is None and not m.derived)
    assert within(measurement(unknown, 5.0), Sex.MALE) == 0
    model = made_up_model((unknown,))
    found = again(model, **{unknown: float(model.medians[-1, 0])})
    assert (found.covered, found.held) == ((), (unknown,))


@pytest.mark.parametrize("scale", Scale)
def test_a_share_of_variance_is_read_by_the_interval(scale: Scale) -> None:
    sent = measurement("ua", 0.1, (0.05, 0.2))
    by_share = WithinPerson(None, 0.75, next(iter(REFERENCES.values())), Grade.M)
    marker = replace(sent.marker, within_person=by_share, scale=scale, intervals={})
    width = marker.location(Interval(0.05, 0.2))[1] / (1 if scale is Scale.LOG else 0.1)
    found = within(replace(sent, marker=marker), Sex.MALE)
    assert found == pytest.approx(math.sqrt(1 - 0.75) * width, rel=0.05)
    assert within(replace(sent, marker=marker, interval=None), Sex.MALE) == 0


def test_a_value_of_0_has_no_relative_variation() -> None:
    assert within(measurement("ua", 0.0), Sex.MALE) == 0


def test_changes_have_an_sd_of_1_and_go_together_as_in_the_people() -> None:
    twice = made_up_model(("made-up-a", "made-up-b"))
    values = twice.trained.inputs.values[:, [0, 0, 1]]
    inputs = replace(twice.trained.inputs, values=values)
    model = replace(twice, trained=replace(twice.trained, inputs=inputs))
    drawn = changes(np.array([0, 1, 2]), model)
    assert drawn.std(axis=0) == pytest.approx(np.ones(3), abs=0.15)
    assert drawn.mean(axis=0) == pytest.approx(np.zeros(3), abs=1e-12)
    together = np.asarray(np.corrcoef(drawn.T))
    assert together[0, 1] == pytest.approx(1)
    assert abs(together[0, 2]) < 0.35


def test_no_draw_falls_below_0() -> None:
    assert again(ua=0.01).low > -math.inf
