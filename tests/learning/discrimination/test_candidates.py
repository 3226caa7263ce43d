import numpy as np
import pytest
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from core.learning.discrimination import nearness
from core.learning.discrimination.candidates import KINDS
from core.learning.discrimination.lines import VARIANCES, fit_logistic, posterior, tuned_logistic
from core.learning.discrimination.nearness import (
    RIDGES,
    distances,
    doubly_centred,
    evidences,
    fit_nearness,
    fit_support_vectors,
    tuned_nearness,
)
from core.learning.people import Floats


def drawn(count: int = 60, markers: int = 5, shift: float = 1.0) -> tuple[Floats, Floats]:
    random = np.random.default_rng(1)
    outcome = (np.arange(count) % 2).astype(float)
    values = random.normal(size=(count, markers))
    values[:, 0] += shift * outcome
    return values, outcome


def curved(count: int = 120) -> tuple[Floats, Floats]:
    """Return people of whom cases lie far out on either side: no line tells them."""
    values = np.random.default_rng(2).normal(size=(count, 3))
    return values, (np.abs(values[:, 0]) > 0.7).astype(float)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_candidate_scores_cases_higher(name: str) -> None:
    values, outcome = drawn(80)
    kind = KINDS[name]
    scores = kind.fit(values, outcome, kind.tuned(values, outcome), 0).scores(values)
    assert scores[outcome == 1].mean() > scores[outcome == 0].mean()


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_candidate_takes_more_markers_than_people(name: str) -> None:
    values, outcome = drawn(12, 200)
    kind = KINDS[name]
    assert np.isfinite(
        kind.fit(values, outcome, kind.tuned(values, outcome), 0).scores(values)
    ).all()


def test_kernel_ridge_is_that_of_scikit_learn_on_a_centred_kernel() -> None:
    values, outcome = drawn()
    found = fit_nearness(values, outcome, ((0.1, 0.3, 1.0),), 0).scores(values)
    kernel = doubly_centred(np.exp(-0.1 * distances(values, values)))
    ridge = KernelRidge(alpha=0.3 * np.trace(kernel) / len(kernel), kernel="precomputed")
    judge = ridge.fit(kernel, outcome - outcome.mean()).predict(kernel) + outcome.mean()
    assert found == pytest.approx(judge)


def test_evidence_differs_as_that_of_a_process_in_contrasts() -> None:
    values, outcome = drawn(40)
    centred, size = outcome - outcome.mean(), len(outcome)
    kernel = np.exp(-0.3 * distances(values, values))
    evidence = dict(evidences(kernel, centred))
    # The judge: a projection to contrasts, and the scale that is best for each ridge.
    contrasts = np.linalg.qr(np.column_stack([np.ones(size), np.eye(size)[:, 1:]]))[0][:, 1:]
    inside, seen = contrasts.T @ kernel @ contrasts, contrasts.T @ centred
    unit = np.trace(inside) / size
    judged = {}
    for ridge in RIDGES:
        covariance = inside + ridge * unit * np.eye(size - 1)
        scale = seen @ np.linalg.solve(covariance, seen) / (size - 1)
        judged[ridge] = -0.5 * np.linalg.slogdet(scale * covariance)[1]
    first = RIDGES[0]
    for ridge in RIDGES:
        assert evidence[ridge] - evidence[first] == pytest.approx(judged[ridge] - judged[first])


def test_fewer_landmarks_come_close_to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    values, outcome = drawn(300)
    setting = ((0.1, 0.3, 1.0),)
    whole = fit_nearness(values, outcome, setting, 0).scores(values)
    monkeypatch.setattr(nearness, "MOST_PEOPLE", 150)
    some = fit_nearness(values, outcome, setting, 0)
    assert len(some.people) == 150
    assert np.corrcoef(some.scores(values), whole)[0, 1] > 0.99


def test_scores_do_not_depend_on_how_rows_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    values, outcome = drawn()
    model = fit_nearness(values, outcome, tuned_nearness(values, outcome), 0)
    whole = model.scores(values)
    monkeypatch.setattr(nearness, "ROWS_AT_ONCE", 7)
    assert model.scores(values) == pytest.approx(whole)


def test_weights_of_widths_and_ridges_are_a_share_of_one() -> None:
    setting = tuned_nearness(*drawn())
    assert sum(weight for _, _, weight in setting) == pytest.approx(1)
    assert min(weight for _, _, weight in setting) > 0


def test_noise_is_given_a_large_ridge_and_a_pattern_a_small_one() -> None:
    values, outcome = curved()
    shuffled = np.random.default_rng(5).permutation(outcome)
    strong, none = tuned_nearness(values, outcome), tuned_nearness(values, shuffled)
    mean = [sum(w * np.log(r) for _, r, w in each) for each in (strong, none)]
    assert mean[0] < mean[1] - 1


def test_support_vectors_are_those_of_scikit_learn() -> None:
    values, outcome = drawn()
    judge = SVC(C=1.0, gamma=1 / values.shape[1]).fit(values, outcome)
    found = fit_support_vectors(values, outcome, 0).scores(values)
    assert found == pytest.approx(judge.decision_function(values), abs=1e-2)


def test_the_logistic_posterior_is_where_scikit_learn_finds_it() -> None:
    values, outcome = drawn(200)
    weights, _ = posterior(values, outcome, 0.5, np.zeros(6))
    judge = LogisticRegression(C=0.5, tol=1e-10).fit(values, outcome)
    assert weights[1:] == pytest.approx(judge.coef_[0], abs=2e-3)
    assert fit_logistic(values, outcome, 2.5).weights == pytest.approx(judge.coef_[0], abs=2e-3)


def test_the_ridge_is_strongest_where_nothing_is_to_be_told() -> None:
    values, outcome = drawn(200, 20, shift=0.0)
    assert tuned_logistic(values, outcome) == VARIANCES[0]
    values, outcome = drawn(200, 20, shift=3.0)
    assert tuned_logistic(values, outcome) > 1


def test_wide_values_are_tuned_as_their_rotation_is() -> None:
    values, outcome = drawn(30, 20)
    wide = np.hstack([values, np.zeros((30, 40))])
    weights, evidence = posterior(values, outcome, 0.1, np.zeros(21))
    turned, again = posterior(
        np.linalg.svd(wide, full_matrices=False)[0][:, :20]
        * np.linalg.svd(wide, compute_uv=False)[:20],
        outcome,
        0.1,
        np.zeros(21),
    )
    assert evidence == pytest.approx(again)
    assert np.linalg.norm(weights[1:]) == pytest.approx(np.linalg.norm(turned[1:]))
