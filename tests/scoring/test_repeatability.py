import numpy as np
import pytest
from scipy.stats import norm

from core.learning.likelihood_forms import log_mean_exp
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Panel, Value
from core.scoring.inputs import usable_inputs
from core.scoring.model import Model
from core.scoring.repeatability import DRAWS, second_draws, within
from core.scoring.score import Repeatability, RiskScore
from core.scoring.scorer import score
from tests.scoring.panels import panel


def repeated(measured: Panel, model: Model) -> tuple[RiskScore, Repeatability]:
    result = score(measured, model)
    assert isinstance(result, RiskScore)
    return result, result.repeatability


@pytest.mark.parametrize(("sex", "key"), [(Sex.MALE, "ua"), (Sex.FEMALE, "hdl_c")])
def test_a_second_draw_of_one_marker_spans_the_reference_change_value(
    model: Model, sex: Sex, key: str
) -> None:
    """The score of one marker rises or falls with it, so its ends are those of the value."""
    marker, interval = CATALOGUE[key], CATALOGUE[key].intervals[sex]
    value = marker.unstandardised(0.5, interval)
    spread = marker.within_sd(value, Interval(interval.low, interval.high))
    assert spread is not None
    change = norm.ppf(0.95) * 2**0.5 * spread
    ends = [marker.unstandardised(0.5 + side * change, interval) for side in (-1, 1)]
    expected = sorted(repeated(panel(sex, **{key: x}), model)[0].estimate.log_ratio for x in ends)
    found = repeated(panel(sex, **{key: value}), model)[1]
    assert [found.low, found.high] == pytest.approx(expected, abs=0.03)
    assert found.covered == (key,)


def test_a_second_draw_may_score_lower_or_higher(model: Model) -> None:
    result, found = repeated(panel(Sex.MALE, ua=4.0, t_bil=0.6, arginine=70.0), model)
    assert found.low < result.estimate.log_ratio < found.high


def test_a_marker_of_unknown_variation_is_held(model: Model) -> None:
    result, found = repeated(panel(Sex.MALE, ac_c16=0.1), model)
    assert found == Repeatability(
        result.estimate.log_ratio, result.estimate.log_ratio, (), ("ac_c16",)
    )


def test_beside_a_censored_value_nothing_is_worked_out(model: Model) -> None:
    result, found = repeated(panel(Sex.MALE, ua=4.0, t_bil=Value.below(0.4)), model)
    assert (found.covered, set(found.held)) == ((), {"ua", "t_bil"})
    assert found.low == found.high == result.estimate.log_ratio


def test_several_markers_move_as_far_as_very_many_draws_say(model: Model) -> None:
    measured = panel(Sex.MALE, ua=4.0, t_bil=0.6, arginine=80.0, ornithine=65.0)
    result, found = repeated(measured, model)
    own = model.sexes[Sex.MALE]
    inputs, _ = usable_inputs(measured, Sex.MALE, own.markers, ())
    spread = np.array([within(measured.get(key), inputs) for key in inputs.markers])
    forms = own.plausible.forms(inputs.markers)
    scatter = np.linalg.inv(forms.precision)
    width = np.sqrt(np.diag(scatter))
    together = np.outer(spread, spread) * scatter / np.outer(width, width)
    moved = np.random.default_rng(0).multivariate_normal(inputs.low, 2 * together, 20_000)
    ends = np.quantile(log_mean_exp(forms.ratios(moved)), (0.05, 0.95))
    assert [found.low, found.high] == pytest.approx(ends, abs=0.12)
    assert found.low < result.estimate.log_ratio < found.high


def test_every_marker_of_the_score_is_covered_or_held(model: Model) -> None:
    result, found = repeated(panel(Sex.MALE, ua=4.0, ornithine=60.0, ac_c18=0.1), model)
    assert {*found.covered, *found.held} == {c.marker for c in result.contributions}


def test_draws_have_twice_the_variance_and_the_correlation_of_the_population() -> None:
    scatter = np.array([[1.0, 0.5], [0.5, 2.0]])
    spread = np.array([0.3, 0.8])
    drawn = second_draws(spread, np.linalg.inv(scatter))
    assert drawn.shape == (DRAWS, 2)
    np.testing.assert_allclose(drawn.std(axis=0), 2**0.5 * spread, rtol=0.06)
    assert np.corrcoef(drawn[:, 0], drawn[:, 1])[0][1] == pytest.approx(0.5 / 2**0.5, abs=0.08)


def test_a_marker_that_does_not_vary_stays_where_it_is() -> None:
    assert not second_draws(np.array([0.4, 0.0]), np.eye(2))[:, 1].any()
