import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from core.markers import Sex
from core.scoring.background import (
    auc,
    auc_of,
    background,
    background_of,
    density,
    farthest_usual,
    group_scores,
    missing_of,
)
from core.scoring.model import Model
from tests.scoring.panels import panel

SCORES = st.lists(st.integers(0, 5), min_size=1, max_size=30)
# How far a sampled AUC may fall when a marker that adds little is added.
SAMPLING = 0.002

each_sex = pytest.mark.parametrize("sex", Sex)


@given(SCORES, SCORES)
def test_the_auc_is_that_of_scikit_learn_with_ties_counted_half(
    cases: list[int], controls: list[int]
) -> None:
    labels = [1] * len(cases) + [0] * len(controls)
    own = auc(np.array(cases, float), np.array(controls, float))
    assert own == pytest.approx(roc_auc_score(labels, cases + controls))


def test_a_density_sums_to_one_and_peaks_where_people_are() -> None:
    scores = np.random.default_rng(0).normal(1, 0.5, 2000)
    grid = np.linspace(-3, 5, 801)
    smooth = density(scores, grid)
    assert np.trapezoid(smooth, grid) == pytest.approx(1, abs=1e-3)
    assert grid[smooth.argmax()] == pytest.approx(1, abs=0.15)


def test_scores_that_are_all_alike_still_have_a_density() -> None:
    assert np.isfinite(density(np.zeros(10), np.linspace(-1, 1, 11))).all()


@each_sex
def test_the_strip_shows_both_groups_of_the_model(model: Model, sex: Sex) -> None:
    behind = background_of(model, sex, model.sexes[sex].markers)
    assert len(behind.log_ratio) == len(behind.controls) == len(behind.cases)
    assert list(behind.log_ratio) == sorted(behind.log_ratio)
    middle = [np.average(behind.log_ratio, weights=w) for w in (behind.controls, behind.cases)]
    assert middle[0] < middle[1]


@each_sex
def test_the_people_behind_a_score_are_half_cases(model: Model, sex: Sex) -> None:
    controls, cases = group_scores(model.sexes[sex], model.sexes[sex].markers)
    assert len(controls) == len(cases) >= 1000


def test_the_background_depends_on_the_markers_and_not_on_their_values(model: Model) -> None:
    low, high = (background(panel(Sex.MALE, ua=x), model) for x in (3.0, 9.0))
    assert low is high
    assert low is not background(panel(Sex.MALE, t_bil=0.5), model)


@pytest.mark.parametrize("measured", [panel(None, ua=4.0), panel(Sex.FEMALE, ua=4.0)])
def test_where_there_is_no_score_there_is_no_background(model: Model, measured: object) -> None:
    assert background(measured, model) is None  # type: ignore[arg-type]


@each_sex
def test_no_marker_at_all_separates_nobody(model: Model, sex: Sex) -> None:
    assert auc_of(model.sexes[sex], ()) == 0.5


@each_sex
def test_each_marker_alone_separates_the_groups(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    assert all(auc_of(own, (key,)) > 0.6 for key in own.markers)


@each_sex
def test_one_marker_more_never_separates_worse(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    for present in ((), own.markers[:1], own.markers[:2], own.markers[2:]):
        assert all(m.auc_with > m.auc_now - SAMPLING for m in missing_of(model, sex, present))


@each_sex
def test_with_every_marker_nothing_is_missing(model: Model, sex: Sex) -> None:
    assert missing_of(model, sex, model.sexes[sex].markers) == ()


@each_sex
def test_one_in_a_thousand_virtual_people_lies_farther_than_usual(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    usual = farthest_usual(model, sex, own.markers)
    distances = own.distances(own.markers, own.trained.people)
    assert (distances > usual).mean() == pytest.approx(0.001, abs=0.0006)
