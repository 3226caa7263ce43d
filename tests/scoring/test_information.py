import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import entr, expit

from core.evidence.population import is_acylcarnitine
from core.learning.likelihood_forms import log_mean_exp
from core.markers import Sex
from core.panel import Panel, Value
from core.scoring.estimation import intervals
from core.scoring.information import doubt, missing_markers, prospect
from core.scoring.inputs import Inputs, nothing
from core.scoring.model import Model
from core.scoring.score import INTERVAL_LEVEL, Missing
from core.scoring.scorer import prepare
from tests.scoring.panels import panel, panels

# Only where a test fails: Hypothesis then prints its arguments, the model among them.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

each_sex = pytest.mark.parametrize("sex", Sex)
PEOPLE = 200_000


def missing(model: Model, measured: Panel) -> dict[str, Missing]:
    inputs = prepare(measured, model).inputs
    assert inputs is not None
    return {one.marker: one for one in missing_markers(inputs, model.sexes[inputs.sex])}


def exactly(sex: Sex, **z: float) -> Inputs:
    numbers = np.array(list(z.values()))
    return Inputs(sex, tuple(z), numbers, numbers)


def simulated(model: Model, sex: Sex, key: str) -> tuple[float, float]:
    """Information [bit] and width with one marker, from people drawn from the model itself."""
    random, own = np.random.default_rng(1), model.sexes[sex]
    forms = own.plausible.forms((key,))
    df, spread = forms.df, forms.precision[0, 0] ** -0.5
    is_case = np.arange(PEOPLE) % 2 == 1
    shift = forms.shifts[random.integers(len(forms.shifts), size=PEOPLE), 0]
    z = forms.centres[0, 0] + spread * random.standard_t(df, PEOPLE) + is_case * shift
    ratios = forms.ratios(z[:20_000, None])
    after = expit(np.log(np.exp(forms.ratios(z[:, None])).mean(axis=1)))
    low, high = intervals(ratios, INTERVAL_LEVEL).T
    left = (entr(after) + entr(1 - after)).mean() / np.log(2)
    return 1 - left, (expit(high) - expit(low)).mean()


@pytest.mark.parametrize(("sex", "key"), [(Sex.MALE, "ua"), (Sex.FEMALE, "ac_c16")])
def test_information_and_width_are_those_of_people_drawn_from_the_model(
    model: Model, sex: Sex, key: str
) -> None:
    found = {one.marker: one for one in missing_markers(nothing(sex), model.sexes[sex])}[key]
    information, width = simulated(model, sex, key)
    assert found.information == pytest.approx(information, abs=0.004)
    assert found.width_with == pytest.approx(width, abs=0.01)


@settings(max_examples=30)
@given(panels(lowest=0.01, highest=300))
def test_what_a_marker_may_show_leaves_the_present_probability_as_it_is(
    model: Model, measured: Panel
) -> None:
    """Averaged over all values the marker may have, the probability after it is that before it."""
    inputs = prepare(measured, model).inputs
    if inputs is None:
        return
    own, known = model.sexes[inputs.sex], inputs.exact()
    now = expit(log_mean_exp(own.plausible.forms(known.markers).ratios(known.low[None, :])))[0]
    for key in own.markers:
        if key not in inputs.markers:
            one = prospect(key, known, own)
            after = one.share @ expit(log_mean_exp(one.ratios))
            assert after == pytest.approx(now, abs=0.01)
            assert one.information > -1e-9


def test_beside_a_censored_value_no_width_is_told(model: Model) -> None:
    told = missing(model, panel(Sex.MALE, ua=5.0, t_bil=Value.below(0.4))).values()
    assert {(one.width_now, one.width_with) for one in told} == {(None, None)}
    assert all(one.information > 0 for one in told)


@each_sex
def test_with_every_marker_nothing_is_missing(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    everything = exactly(sex, **dict.fromkeys(own.markers, 0.0))
    assert missing_markers(everything, own) == ()


def test_the_most_informative_marker_stands_first(model: Model) -> None:
    told = list(missing(model, panel(Sex.MALE, ua=5.0)).values())
    assert [one.information for one in told] == sorted(
        (one.information for one in told), reverse=True
    )


@each_sex
def test_acylcarnitines_missing_together_would_tell_the_same(model: Model, sex: Sex) -> None:
    told = {
        (one.information, one.width_with)
        for one in missing_markers(nothing(sex), model.sexes[sex])
        if is_acylcarnitine(one.marker)
    }
    assert len(told) == 1


def test_a_second_acylcarnitine_tells_less_than_the_first(model: Model) -> None:
    first = missing(model, panel(Sex.MALE, ua=5.0))["ac_c16"]
    second = missing(model, panel(Sex.MALE, ua=5.0, ac_c18=0.1))["ac_c16"]
    assert second.information < first.information


def test_what_is_missing_depends_on_what_was_found(model: Model) -> None:
    """Where the panel leaves little doubt, another marker has less to settle."""
    even, sure = (missing(model, panel(Sex.MALE, ua=x))["ac_c16"] for x in (5.0, 2.2))
    assert sure.information < even.information


def test_a_censored_value_is_not_taken_for_known(model: Model) -> None:
    censored = missing(model, panel(Sex.MALE, ua=5.0, t_bil=Value.below(0.4)))
    assert "t_bil" not in censored
    alone = missing(model, panel(Sex.MALE, ua=5.0))["arginine"]
    assert censored["arginine"].information == alone.information


def test_doubt_is_a_bit_where_both_are_as_likely_and_none_where_one_is_sure() -> None:
    np.testing.assert_allclose(doubt(np.array([0.5, 0.0, 1.0])), [1, 0, 0])
