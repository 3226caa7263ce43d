import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.learning.severity.candidates import PLS, pls_of
from core.learning.severity.fitting import fit_severity
from core.learning.severity.importance import Importance, importance, vip_scores, vips_of
from tests.learning.severity.made_up import made_up, people_of

PEOPLE = made_up(40, 5)
MODEL = fit_severity(PEOPLE, 3, 1)


@pytest.mark.parametrize("components", [1, 2, 4])
def test_vip_is_the_textbook_formula(components: int) -> None:
    values, target = PEOPLE.inputs.values, PEOPLE.outcome - PEOPLE.outcome.mean()
    model = pls_of(values, target, components)
    expected = []
    for marker in range(5):
        above, below = 0.0, 0.0
        for a in range(components):
            t, w, q = model.x_scores_[:, a], model.x_weights_[:, a], model.y_loadings_[0, a]
            explained = q**2 * float(t @ t)
            above += explained * (w[marker] / np.linalg.norm(w)) ** 2
            below += explained
        expected.append(np.sqrt(5 * above / below))
    assert vip_scores(model) == pytest.approx(expected)


@given(seed=st.integers(0, 99), components=st.integers(1, 5))
def test_the_mean_square_of_all_vips_is_one(seed: int, components: int) -> None:
    people = made_up(20, 6, seed=seed)
    model = pls_of(people.inputs.values, people.outcome - people.outcome.mean(), components)
    assert (vip_scores(model) ** 2).mean() == pytest.approx(1)


def test_the_markers_that_tell_lead_and_their_directions_are_right() -> None:
    found = importance(PEOPLE, MODEL)
    assert set(np.argsort(-found.vips)[:2]) == {0, 1}
    assert found.signs[:2].tolist() == [1, -1]


def test_a_marker_that_does_not_vary_has_no_importance() -> None:
    values = PEOPLE.inputs.values.copy()
    values[:, 2] = 1.0
    people = people_of(values, PEOPLE.outcome)
    found = importance(people, fit_severity(people, 3, 1))
    assert (found.vips[2], found.signs[2]) == (0, 0)
    assert len(found.vips) == 5


def test_the_interval_is_that_of_the_jackknife_by_folds() -> None:
    vips = np.array([[1.0, 2.0], [1.2, 2.0], [1.4, 2.0]])
    round_ = [Importance(row, np.array([1.0, -1.0])) for row in vips]
    second, first = vips_of(["a", "b"], [round_])[::-1]
    assert (first.key, first.direction, second.key) == ("b", -1, "a")
    assert (first.vip.low, first.vip.high) == pytest.approx((2, 2))
    error = np.sqrt(2 / 3 * np.sum((vips[:, 0] - 1.2) ** 2))
    factor = np.exp(1.96 * error / 1.2)
    assert second.vip.value == pytest.approx(1.2)
    assert (second.vip.low, second.vip.high) == pytest.approx((1.2 / factor, 1.2 * factor))


def test_no_direction_is_told_where_folds_disagree() -> None:
    signs = [1.0, 1.0, -1.0]
    round_ = [Importance(np.ones(1), np.array([sign])) for sign in signs]
    assert vips_of(["a"], [round_])[0].direction == 0


def test_importance_is_of_as_many_components_as_were_chosen() -> None:
    values = MODEL.whole.preprocessing.standard(PEOPLE.inputs)
    target = PEOPLE.outcome - PEOPLE.outcome.mean()
    expected = vip_scores(pls_of(values, target, int(MODEL.settings[PLS])))
    assert importance(PEOPLE, MODEL).vips == pytest.approx(expected)
