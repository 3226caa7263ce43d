import numpy as np
import pytest

from core.markers import Sex
from core.scoring.background import (
    background,
    background_of,
    density,
    group_scores,
)
from core.scoring.model import Model
from tests.scoring.panels import panel

each_sex = pytest.mark.parametrize("sex", Sex)


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
def test_both_hills_end_at_nothing(model: Model, sex: Sex) -> None:
    for markers in (model.sexes[sex].markers, model.sexes[sex].markers[:1]):
        behind = background_of(model, sex, markers)
        tallest = max(*behind.controls, *behind.cases)
        for hill in (behind.controls, behind.cases):
            assert max(hill[0], hill[-1]) < 0.01 * tallest


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
