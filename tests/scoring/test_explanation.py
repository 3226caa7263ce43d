import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from core.learning.likelihood_forms import log_mean_exp
from core.scoring.explanation import contributions, tilted_weights

Floats = NDArray[np.float64]

PARTS = arrays(
    np.float64, st.tuples(st.integers(2, 60), st.integers(1, 8)), elements=st.floats(-50, 50)
)
RATIOS = arrays(np.float64, st.integers(3, 60), elements=st.floats(-40, 40))


@given(PARTS)
def test_contributions_sum_to_the_score(parts: Floats) -> None:
    score = float(log_mean_exp(parts.sum(axis=1)))
    assert contributions(parts, score).sum() == pytest.approx(score, rel=1e-9, abs=1e-9)


@given(RATIOS)
def test_weights_of_worlds_are_never_negative_and_sum_to_one(ratios: Floats) -> None:
    weights = tilted_weights(ratios, float(log_mean_exp(ratios)))
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1)


@given(RATIOS)
def test_a_world_that_favours_the_panel_more_weighs_no_less(ratios: Floats) -> None:
    weights = tilted_weights(ratios, float(log_mean_exp(ratios)))
    assert (np.diff(weights[np.argsort(ratios)]) >= -1e-15).all()


def test_a_marker_that_says_nothing_in_any_world_contributes_nothing() -> None:
    parts = np.array([[1.0, 0.0], [-2.0, 0.0], [0.5, 0.0]])
    shares = contributions(parts, float(log_mean_exp(parts.sum(axis=1))))
    assert shares[1] == 0


def test_worlds_that_agree_leave_every_part_as_it_is() -> None:
    parts = np.tile([0.7, -0.2], (10, 1))
    np.testing.assert_allclose(contributions(parts, 0.5), [0.7, -0.2])
