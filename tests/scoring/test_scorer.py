from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.evidence.population import reported_markers
from core.learning.likelihood_forms import log_mean_exp
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Panel, Patient, Specimen, Value
from core.scoring.inputs import usable_inputs
from core.scoring.likelihood import ratios_by_world
from core.scoring.model import Model
from core.scoring.score import NoScore, RiskScore
from core.scoring.scorer import score
from tests.builders import measurement
from tests.scoring.panels import at, of, panel, panels

# Only where a test fails: Hypothesis then prints its arguments, the model among them.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

MEN_ONLY = ("t_bil", "ua", "arginine", "ornithine", "arginase_1")
each_reported = pytest.mark.parametrize(
    ("sex", "key"), [(sex, key) for sex in Sex for key in reported_markers(sex)]
)


def scored(panel: Panel, model: Model) -> RiskScore:
    result = score(panel, model)
    assert isinstance(result, RiskScore), result
    return result


def refused(panel: Panel, model: Model) -> NoScore:
    result = score(panel, model)
    assert isinstance(result, NoScore), result
    return result


@settings(max_examples=40)
@given(panels())
def test_contributions_sum_to_the_score_with_one_for_each_marker(
    model: Model, measured: Panel
) -> None:
    result = score(measured, model)
    if isinstance(result, RiskScore):
        total = sum(c.log_ratio for c in result.contributions)
        assert total == pytest.approx(result.estimate.log_ratio, rel=1e-9, abs=1e-9)
        used = {c.marker for c in result.contributions}
        assert used | {u.marker for u in result.unused} == {
            m.marker.key for m in measured.measurements
        }


@settings(max_examples=40)
@given(panels(lowest=1e-300, highest=1e9))
def test_no_value_however_extreme_breaks_the_score(model: Model, measured: Panel) -> None:
    result = score(measured, model)
    if isinstance(result, RiskScore):
        after = result.estimate.post_test(0.0205)
        assert 0 <= after.low <= after.probability <= after.high <= 1
        assert result.estimate.low <= result.estimate.log_ratio <= result.estimate.high
        assert all(c.times >= 0 for c in result.contributions)


def ratio(model: Model, sex: Sex, key: str, value: float) -> float:
    """The log ratio of one value, whatever the written rules would say to it."""
    own = model.sexes[sex]
    inputs, _ = usable_inputs(panel(sex, **{key: value}), sex, own.markers, ())
    return float(log_mean_exp(ratios_by_world(inputs, own)[0]))


@each_reported
def test_the_score_of_one_marker_moves_the_way_it_was_published(
    model: Model, sex: Sex, key: str
) -> None:
    finding = CATALOGUE[key].case_control(sex)
    assert finding is not None
    places = [at(sex, key, z * finding.direction.sign) for z in (-1.5, -1, 0, 1, 2, 3)]
    ratios = [scored(panel(sex, **{key: x}), model).estimate.log_ratio for x in places]
    assert ratios == sorted(ratios)
    assert ratios[0] < 0 < ratios[-1]


@each_reported
@pytest.mark.parametrize("z", [1, 2, 4, 8, 15])
def test_the_score_of_one_marker_is_never_against_the_published_direction(
    model: Model, sex: Sex, key: str, z: float
) -> None:
    finding = CATALOGUE[key].case_control(sex)
    assert finding is not None
    towards, away = (at(sex, key, side * z * finding.direction.sign) for side in (1, -1))
    if towards >= 0:
        assert ratio(model, sex, key, towards) > 0
    if away >= 0:
        assert ratio(model, sex, key, away) < 0


@each_reported
def test_a_value_nobody_has_seen_does_not_decide_alone(model: Model, sex: Sex, key: str) -> None:
    for value in (at(sex, key, 15), 1e-9, 1e6):
        assert abs(ratio(model, sex, key, value)) < 4


@each_reported
def test_a_censored_marker_moves_the_score_the_way_it_was_published(
    model: Model, sex: Sex, key: str
) -> None:
    middle = at(sex, key, 0)
    finding = CATALOGUE[key].case_control(sex)
    above = scored(panel(sex, **{key: Value.above(middle)}), model).estimate.log_ratio
    below = scored(panel(sex, **{key: Value.below(middle)}), model).estimate.log_ratio
    assert finding is not None
    assert (above - below) * finding.direction.sign > 0


@pytest.mark.parametrize("key", MEN_ONLY)
def test_a_finding_in_men_is_not_used_for_a_woman(model: Model, key: str) -> None:
    result = refused(panel(Sex.FEMALE, **{key: 4.0}), model)
    assert result.key == "no_usable_marker"
    assert [u.key for u in result.unused] == ["other_sex"]


def test_a_finding_in_women_is_not_used_for_a_man(model: Model) -> None:
    alone = scored(panel(Sex.MALE, ua=4.0), model)
    beside = scored(panel(Sex.MALE, ua=4.0, hdl_c=40.0), model)
    assert beside.estimate == alone.estimate
    assert [(u.marker, u.key) for u in beside.unused] == [("hdl_c", "other_sex")]


def test_men_only_markers_change_nothing_for_a_woman(model: Model) -> None:
    alone = scored(panel(Sex.FEMALE, hdl_c=45.0), model)
    beside = scored(panel(Sex.FEMALE, hdl_c=45.0, **dict.fromkeys(MEN_ONLY, 4.0)), model)
    assert beside.estimate == alone.estimate


@pytest.mark.parametrize("key", ["alb", "ldl_c", "acylcarnitine_total", "crp"])
def test_a_marker_without_a_case_control_finding_changes_nothing(model: Model, key: str) -> None:
    alone = scored(panel(Sex.MALE, ua=4.0), model)
    assert scored(panel(Sex.MALE, ua=4.0, **{key: 0.1}), model).estimate == alone.estimate


@given(order=st.permutations(list(MEN_ONLY)))
def test_the_order_of_measurements_does_not_matter(model: Model, order: list[str]) -> None:
    values: dict[str, Value | float] = {
        "t_bil": 0.5,
        "ua": Value.below(4),
        "arginine": 60.0,
        "ornithine": 60.0,
    }
    values["arginase_1"] = Value.above(0.1)
    same = scored(panel(Sex.MALE, **{key: values[key] for key in order}), model)
    assert same.estimate == scored(panel(Sex.MALE, **values), model).estimate


def test_the_laboratorys_own_interval_decides_what_is_low(model: Model) -> None:
    value = measurement("ua", 4.0)
    strict = replace(value, interval=Interval(4.0, 8.0))
    lenient = replace(value, interval=Interval(2.0, 6.0))
    ratios = [
        scored(replace(panel(Sex.MALE), measurements=(m,)), model).estimate.log_ratio
        for m in (strict, value, lenient)
    ]
    assert ratios == sorted(ratios, reverse=True)


def test_without_a_sex_there_is_no_score(model: Model) -> None:
    assert refused(panel(None, ua=4.0), model).key == "sex_unknown"


def test_in_pregnancy_there_is_no_score(model: Model) -> None:
    pregnant = Patient(id="x", sex=Sex.FEMALE, age=30, pregnant=True)
    assert refused(of(pregnant, {"hdl_c": 50.0}), model).key == "pregnant"


def test_an_empty_panel_is_told_what_would_inform_it_most(model: Model) -> None:
    result = refused(panel(Sex.FEMALE), model)
    assert result.key == "no_usable_marker"
    assert {m.marker for m in result.missing} == set(reported_markers(Sex.FEMALE))
    gains = [m.information for m in result.missing]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0.05


def test_late_separation_takes_the_amino_acids_out_of_the_score(model: Model) -> None:
    patient = Patient(id="x", sex=Sex.MALE, age=24)
    values = {"ua": 4.0, "arginine": 55.0, "ornithine": 50.0}
    late = scored(of(patient, values, Specimen(minutes_to_separation=90)), model)
    alone = scored(of(patient, {"ua": 4.0}), model)
    assert late.estimate == alone.estimate
    assert {u.marker for u in late.unused} == {"arginine", "ornithine"}
    assert "late_separation" in {c.key for c in late.cautions}


def test_the_very_pattern_of_late_separation_raises_no_score(model: Model) -> None:
    """Low arginine with high ornithine is what the study reported, and what the tube does."""
    suspect = panel(Sex.MALE, ua=5.5, arginine=30.0, ornithine=110.0)
    assert scored(suspect, model).estimate == scored(panel(Sex.MALE, ua=5.5), model).estimate


def test_values_far_from_anybody_virtual_are_told(model: Model) -> None:
    usual, far = (scored(panel(Sex.MALE, ua=x), model) for x in (5.0, 12.0))
    assert "far_from_population" not in {c.key for c in usual.cautions}
    assert "far_from_population" in {c.key for c in far.cautions}


def test_a_unit_mistaken_by_a_factor_of_59_changes_no_score(model: Model) -> None:
    mistaken = scored(panel(Sex.MALE, ua=5.5 * 59.48, t_bil=0.6), model)
    assert mistaken.estimate == scored(panel(Sex.MALE, t_bil=0.6), model).estimate
    assert "implausible_value" in {c.key for c in mistaken.cautions}
    alone = refused(panel(Sex.MALE, ua=5.5 * 59.48), model)
    assert {unused.key for unused in alone.unused} == {"implausible_value"}


def test_contributions_stand_with_the_largest_first(model: Model) -> None:
    result = scored(panel(Sex.MALE, t_bil=0.4, ua=3.0, ornithine=90.0, arginine=95.0), model)
    sizes = [abs(c.log_ratio) for c in result.contributions]
    assert sizes == sorted(sizes, reverse=True)


def test_markers_already_measured_are_not_missing(model: Model) -> None:
    result = scored(panel(Sex.MALE, t_bil=0.4, ua=3.0), model)
    assert {m.marker for m in result.missing} == set(reported_markers(Sex.MALE)) - {"t_bil", "ua"}


def test_every_result_says_which_model_made_it(model: Model) -> None:
    for result in (score(panel(Sex.MALE, ua=4.0), model), score(panel(None), model)):
        assert result.model == model.card.stamp
        assert result.model.is_virtual
