import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from core.cards import Discrimination, Measured
from core.scoring.clinic.estimation import estimate_rows, sceptical_factor
from tests.scoring.clinic.clinic_models import made_up_discrimination, made_up_model

MODEL = made_up_model()


def figures(auc: float, low: float) -> Discrimination:
    return replace(made_up_discrimination(), auc=Measured(auc, low, 1.0))


def test_the_score_is_that_of_the_classifier() -> None:
    found = estimate_rows(MODEL.trained.inputs, MODEL)
    assert found[:, 0] == pytest.approx(MODEL.trained.log_ratio(MODEL.trained.inputs))


def test_the_interval_is_where_9_of_10_members_lie_and_holds_the_score() -> None:
    ratio, low, high, _ = estimate_rows(MODEL.trained.inputs, MODEL).T
    spread = MODEL.trained.spread(MODEL.trained.inputs)
    below, above = np.percentile(spread, (5, 95), axis=0)
    assert (low <= ratio).all()
    assert (high >= ratio).all()
    assert low == pytest.approx(np.minimum(ratio, ratio + below))
    assert high == pytest.approx(np.maximum(ratio, ratio + above))


def test_an_interval_on_one_side_of_the_score_is_widened_to_hold_it() -> None:
    first, *_ = MODEL.trained.members
    nobody_differs = replace(MODEL.trained, members=(first,))
    ratio, low, high, _ = estimate_rows(
        MODEL.trained.inputs, replace(MODEL, trained=nobody_differs)
    ).T
    assert low.tolist() == ratio.tolist() == high.tolist()


def test_many_people_score_as_each_does_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    together = estimate_rows(MODEL.trained.inputs, MODEL)
    monkeypatch.setattr("core.scoring.clinic.estimation.ROWS_AT_ONCE", 7)
    assert estimate_rows(MODEL.trained.inputs, MODEL) == pytest.approx(together, abs=1e-12)


def test_nobody_at_all_has_no_estimates() -> None:
    assert estimate_rows(MODEL.trained.inputs.where(np.array([], dtype=int)), MODEL).shape == (0, 4)


@given(auc=st.floats(0.55, 0.99), share=st.floats(0.05, 1))
def test_the_sceptical_reading_is_that_of_normal_scores_of_the_lower_auc(
    auc: float, share: float
) -> None:
    low = 0.5 + share * (auc - 0.5)
    separation, lower = (math.sqrt(2) * norm.ppf(a) for a in (auc, low))
    # The log ratio of a score at distance 1 from even is the separation itself.
    wanted = norm.logpdf(1, lower / 2) - norm.logpdf(1, -lower / 2)
    assert sceptical_factor(figures(auc, low)) * separation == pytest.approx(wanted)


@pytest.mark.parametrize(("auc", "low"), [(0.7, 0.5), (0.7, 0.3), (0.5, 0.4), (0.4, 0.3), (1, 0)])
def test_where_chance_is_not_excluded_nothing_is_left(auc: float, low: float) -> None:
    assert sceptical_factor(figures(auc, low)) == 0


def test_of_a_perfect_auc_the_sceptical_reading_is_not_nothing() -> None:
    assert 0.2 < sceptical_factor(figures(1.0, 0.95)) < 1
    assert sceptical_factor(figures(1.0, 1.0)) == 1


def test_the_sceptical_reading_shrinks_every_score_alike() -> None:
    ratio, _, _, sceptical = estimate_rows(MODEL.trained.inputs, MODEL).T
    assert sceptical == pytest.approx(ratio * sceptical_factor(MODEL.figures))
    assert 0 < sceptical_factor(MODEL.figures) < 1
