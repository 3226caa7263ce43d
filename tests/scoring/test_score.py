import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evidence.base_rates import BASE_RATES
from core.scoring.score import Contribution, Estimate

LOG_RATIOS = st.floats(-700, 700)
PROBABILITIES = st.floats(1e-6, 1 - 1e-6)


def estimate(times: float) -> Estimate:
    return Estimate(math.log(times), math.log(times / 2), math.log(times * 2), math.log(times) / 2)


@given(LOG_RATIOS)
def test_times_is_the_ratio_itself(log_ratio: float) -> None:
    written = Estimate(log_ratio, log_ratio, log_ratio, log_ratio)
    assert written.times == math.exp(log_ratio) == Contribution("ua", log_ratio, 0, 0).times
    assert written.times_interval == (written.times, written.times)


def test_a_ratio_too_large_for_a_number_is_infinite_and_breaks_nothing() -> None:
    extreme = Estimate(1e6, -1e6, 1e7, 1e6)
    assert extreme.times == math.inf
    assert extreme.times_interval == (0, math.inf)
    assert extreme.post_test(0.02).probability == 1
    assert Contribution("t_bil", 1e6, -99, -99).times == math.inf


@given(st.floats(1e-3, 1e3), PROBABILITIES)
def test_post_test_odds_are_pre_test_odds_times_the_ratio(times: float, before: float) -> None:
    after = estimate(times).post_test(before)
    odds = after.probability / (1 - after.probability)
    assert odds == pytest.approx(times * before / (1 - before), rel=1e-6)
    assert after.pre_test == before


@given(st.floats(1e-3, 1e3), PROBABILITIES)
def test_a_post_test_probability_lies_within_its_interval(times: float, before: float) -> None:
    after = estimate(times).post_test(before)
    assert 0 < after.low <= after.probability <= after.high < 1


def test_a_ratio_of_one_changes_nothing() -> None:
    assert Estimate(0, 0, 0, 0).post_test(0.0205).probability == pytest.approx(0.0205)


def test_a_very_small_probability_keeps_its_size() -> None:
    tiny = Estimate(-80, -90, -70, -40).post_test(0.02)
    assert tiny.probability == pytest.approx(math.exp(-80) * 0.02 / 0.98, rel=1e-9)
    assert 0 < tiny.low < tiny.probability < tiny.high


def test_the_sceptical_reading_is_a_ratio_and_a_probability_of_its_own() -> None:
    one = estimate(9)
    assert one.sceptical_times == pytest.approx(3)
    assert one.post_test(0.5).sceptical == pytest.approx(0.75)


@pytest.mark.parametrize("before", [0, 1, -0.1, 1.5, math.nan])
def test_certainty_before_the_test_is_refused(before: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        estimate(3).post_test(before)


@pytest.mark.parametrize(("setting", "after"), [("general_15_39", 0.0656), ("study_mix", 0.770)])
def test_the_post_test_probabilities_of_the_study_are_found_again(
    setting: str, after: float
) -> None:
    """At AUC 0.854 (binormal) sensitivity = specificity = 77 %; EVIDENCE section 4, grade C."""
    positive = estimate(0.77 / 0.23)
    assert positive.post_test(BASE_RATES[setting].probability).probability == pytest.approx(
        after, abs=0.002
    )
