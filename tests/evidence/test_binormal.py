from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evidence.binormal import (
    balanced_accuracy,
    binormal_ppv,
    positive_predictive_value,
    separation,
)
from core.evidence.headline import STUDY

AUCS = st.floats(0.01, 0.99)
# As the design document prints them (grade C): AUC -> accuracy [%], PPV [%] by prevalence.
PRINTED = {
    STUDY.auc: (77, {0.0205: 6.6, 0.25: 53, 0.50: 77}),
    STUDY.auc_low: (61, {0.0205: 3.1, 0.25: 34, 0.50: 61}),
}


@pytest.mark.parametrize("auc", PRINTED)
def test_the_balanced_cut_off_is_as_accurate_as_printed(auc: float) -> None:
    assert round(100 * balanced_accuracy(auc)) == PRINTED[auc][0]


@pytest.mark.parametrize("auc", PRINTED)
def test_the_predictive_values_are_the_printed_ones(auc: float) -> None:
    for prevalence, percent in PRINTED[auc][1].items():
        places = 1 if percent < 10 else 0
        assert round(100 * binormal_ppv(auc, prevalence), places) == percent


@given(AUCS)
def test_at_even_odds_the_predictive_value_is_the_accuracy(auc: float) -> None:
    assert binormal_ppv(auc, 0.5) == pytest.approx(balanced_accuracy(auc))


@given(AUCS)
def test_two_normal_groups_that_far_apart_have_the_auc(auc: float) -> None:
    """The difference of a case and a control is normal around d with variance 2."""
    above = 1 - NormalDist(separation(auc), np.sqrt(2)).cdf(0)
    assert above == pytest.approx(auc)


@given(AUCS, st.floats(0.001, 0.999))
def test_a_test_better_than_chance_raises_the_probability(auc: float, prevalence: float) -> None:
    raised = binormal_ppv(auc, prevalence) - prevalence
    assert raised * (auc - 0.5) >= 0 or raised == pytest.approx(0, abs=1e-9)


def test_a_predictive_value_counts_people() -> None:
    """Of 1,000 people 100 are cases: 90 found, 90 of the 900 others called cases too."""
    assert positive_predictive_value(0.9, 0.9, 0.1) == pytest.approx(90 / 180)


@pytest.mark.parametrize("auc", [0.0, 1.0, -0.1, float("nan")])
def test_an_auc_at_or_beyond_the_ends_is_refused(auc: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        separation(auc)


@pytest.mark.parametrize("figures", [(1.1, 0.5, 0.5), (0.5, -0.1, 0.5), (0.5, 0.5, 2.0)])
def test_a_share_outside_zero_to_one_is_refused(figures: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        positive_predictive_value(*figures)


def test_a_test_that_calls_nobody_a_case_has_no_predictive_value() -> None:
    with pytest.raises(ValueError, match="nobody"):
        positive_predictive_value(0.0, 1.0, 0.3)
