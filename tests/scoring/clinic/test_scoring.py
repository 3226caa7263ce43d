from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.evidence.discrimination import auc
from core.markers import Sex
from core.panel import Panel, Patient, Specimen, Value
from core.scoring.background import background, background_of_people
from core.scoring.clinic.model import ClinicModel
from core.scoring.model import Model
from core.scoring.score import NoScore, RiskScore
from core.scoring.scorer import score
from tests.scoring.clinic.clinic_models import made_up_model
from tests.scoring.panels import PROMPT, of, panel

MODEL, SPARSE = made_up_model(), made_up_model(missing=0.2)
MIDDLE = dict(zip(MODEL.markers, MODEL.medians[-1].tolist(), strict=True))


def scored(measured: Panel, model: ClinicModel = MODEL) -> RiskScore:
    result = score(measured, model)
    assert isinstance(result, RiskScore), result
    return result


def refused(measured: Panel, model: ClinicModel = MODEL) -> NoScore:
    result = score(measured, model)
    assert isinstance(result, NoScore), result
    return result


@settings(max_examples=30)
@given(
    amounts=st.lists(st.floats(0.01, 500), min_size=5, max_size=5),
    kept=st.sets(st.sampled_from(MODEL.markers)),
    kind=st.sampled_from((Value.exactly, Value.below, Value.above)),
)
def test_whatever_is_measured_every_marker_is_used_or_told_of(
    amounts: list[float], kept: set[str], kind: Callable[[float], Value]
) -> None:
    values = {k: kind(a) for k, a in zip(MODEL.markers, amounts, strict=True) if k in kept}
    measured = panel(Sex.MALE, **values, alb=4.0)
    result = score(measured, SPARSE)
    assert {one.marker for one in result.unused} <= {*kept, "alb"}
    if isinstance(result, RiskScore):
        used = {one.marker for one in result.contributions}
        assert used | {one.marker for one in result.unused} == {*kept, "alb"}
        total = sum(one.log_ratio for one in result.contributions)
        assert total == pytest.approx(result.estimate.log_ratio, abs=1e-9)
        assert result.estimate.low <= result.estimate.log_ratio <= result.estimate.high
        assert {one.marker for one in result.missing} == set(SPARSE.markers) - used


def test_the_score_names_the_clinics_model_and_whom_it_rests_on() -> None:
    stamp = scored(panel(Sex.MALE, **MIDDLE)).model
    assert (stamp.name, stamp.version, stamp.evidence_version) == ("made-up", "1.0.0", "")
    assert not stamp.is_virtual
    assert stamp.basis is not None
    assert (stamp.basis.cases, stamp.basis.controls, stamp.basis.auc) == (40, 40, 0.8)
    assert stamp.basis.is_made_up


def test_contributions_come_largest_first_with_their_place_among_the_people() -> None:
    result = scored(panel(Sex.MALE, **MIDDLE | {"ua": 7.0}))
    sizes = [abs(one.log_ratio) for one in result.contributions]
    assert sizes == sorted(sizes, reverse=True)
    place = {one.marker: (one.low, one.high) for one in result.contributions}
    assert place["t_bil"] == pytest.approx((0, 0), abs=1e-4)
    assert place["ua"][0] == place["ua"][1] > 0


def test_a_censored_value_is_open_on_its_side() -> None:
    low, high = MODEL.ranges[:, 0].tolist()
    below = scored(panel(Sex.MALE, **MIDDLE | {"ua": Value.below(low)}))
    above = scored(panel(Sex.MALE, **MIDDLE | {"ua": Value.above(high)}))
    ends = [
        next((one.low, one.high) for one in result.contributions if one.marker == "ua")
        for result in (below, above)
    ]
    assert ends[0][0] == -np.inf
    assert ends[1][1] == np.inf
    assert not below.repeatability.covered


def test_published_directions_are_those_the_shipped_model_counts(model: Model) -> None:
    for sex in Sex:
        measured = panel(sex, **MIDDLE)
        shipped = score(measured, model)
        assert isinstance(shipped, RiskScore)
        assert scored(measured).concordance == shipped.concordance


def test_without_a_sex_no_published_direction_is_counted() -> None:
    assert scored(panel(None, **MIDDLE)).concordance.directions == 0


def test_a_refusal_for_lack_of_markers_says_which_would_tell_most() -> None:
    result = refused(panel(Sex.MALE, ua=5.0))
    assert result.key == "clinic_too_few"
    assert {one.marker for one in result.missing} == set(MODEL.markers) - {"ua"}
    told = [one.information for one in result.missing]
    assert told == sorted(told, reverse=True)
    assert all(0 <= bits <= 1 for bits in told)


def test_a_refusal_for_another_reason_asks_for_no_marker() -> None:
    result = refused(panel(Sex.MALE, **MIDDLE | {"ua": 300.0}))
    assert (result.key, result.missing) == ("clinic_value_far", ())


def test_a_specimen_that_stood_too_long_lacks_its_arginine() -> None:
    patient, stale = Patient(id="made-up", sex=Sex.MALE, age=30), Specimen(minutes_to_separation=90)
    result = refused(of(patient, MIDDLE, stale))
    assert result.key == "clinic_too_few"
    assert result.details["markers"] == "Arg / Orn"
    assert "late_separation" in {one.key for one in result.cautions}
    assert scored(of(patient, MIDDLE, PROMPT)).contributions


def test_what_stands_behind_the_strip_are_the_people_left_out_in_turn() -> None:
    found = background(panel(Sex.MALE, **MIDDLE), MODEL)
    assert found is not None
    assert found == background_of_people(MODEL)
    step = found.log_ratio[1] - found.log_ratio[0]
    assert sum(found.cases) * step == pytest.approx(1, abs=0.01)
    assert found.auc == MODEL.figures.auc.value
    assert background(panel(Sex.MALE, ua=300.0), MODEL) is None


def test_a_recalibration_moves_score_and_background_alike() -> None:
    trained = replace(MODEL.trained, slope=0.5, shift=1.0)
    moved = replace(MODEL, trained=trained)
    before, after = (scored(panel(Sex.MALE, **MIDDLE), one).estimate for one in (MODEL, moved))
    assert after.log_ratio == pytest.approx(0.5 * before.log_ratio + 1)
    grid = np.array(background_of_people(MODEL).log_ratio)
    assert background_of_people(moved).log_ratio == pytest.approx(0.5 * grid + 1, abs=1e-9)


def test_out_of_fold_scores_of_made_up_people_tell_the_groups_apart() -> None:
    """The groups of the builder differ: a background of two alike groups would show nothing."""
    ratios, outcome = MODEL.trained.log_ratios, MODEL.trained.outcome
    assert auc(ratios[outcome == 1], ratios[outcome == 0]) > 0.7


def test_the_same_panel_has_the_same_result() -> None:
    measured = panel(Sex.MALE, **MIDDLE | {"ua": 6.1})
    assert scored(measured) == scored(measured)
