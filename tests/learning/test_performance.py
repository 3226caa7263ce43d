from collections import defaultdict

import numpy as np
import pytest

from core.evidence.population import reported_markers
from core.learning.performance import SUBSETS, distinct_subsets
from core.markers import Sex
from core.scoring.card import Metric
from core.scoring.model import Model

LARGEST_REGRET = 0.005
LARGEST_CALIBRATION_ERROR = 0.02
COVERAGE = (0.88, 0.92)
SLOPE = (0.9, 1.1)

Figures = dict[str, Metric]

each_subset = pytest.mark.parametrize(
    ("sex", "subset"),
    [(sex, name) for sex in Sex for name in distinct_subsets(reported_markers(sex))],
)


@pytest.fixture(scope="module")
def figures(model: Model) -> dict[tuple[str, str], Figures]:
    """What the shipped card says, by sex and subset; `test_training.py` works it out anew."""
    by_subset: dict[tuple[str, str], Figures] = defaultdict(dict)
    for metric in model.card.metrics:
        by_subset[metric.sex, metric.subset][metric.name] = metric
    return by_subset


@each_subset
def test_the_regret_to_the_bayes_limit_is_small(
    figures: dict[tuple[str, str], Figures], sex: Sex, subset: str
) -> None:
    found = figures[sex.value, subset]
    assert abs(found["regret"].value) <= LARGEST_REGRET
    assert found["limit_auc"].value - found["auc"].value == pytest.approx(found["regret"].value)


@each_subset
def test_probabilities_are_calibrated(
    figures: dict[tuple[str, str], Figures], sex: Sex, subset: str
) -> None:
    found = figures[sex.value, subset]
    assert found["ece"].value <= LARGEST_CALIBRATION_ERROR
    assert SLOPE[0] < found["slope"].value < SLOPE[1]
    assert 0 < found["brier"].value < 0.25


@each_subset
def test_the_interval_holds_the_truth_as_often_as_it_says(
    figures: dict[tuple[str, str], Figures], sex: Sex, subset: str
) -> None:
    assert COVERAGE[0] <= figures[sex.value, subset]["coverage"].value <= COVERAGE[1]


@each_subset
def test_the_auc_lies_between_chance_and_what_could_be_known(
    figures: dict[tuple[str, str], Figures], sex: Sex, subset: str
) -> None:
    found = figures[sex.value, subset]
    assert 0.5 < found["auc"].low < found["auc"].value < found["auc"].high <= 1
    assert found["limit_auc"].value < found["informed_auc"].value + 0.002


@pytest.mark.parametrize("sex", Sex)
def test_more_markers_separate_better(figures: dict[tuple[str, str], Figures], sex: Sex) -> None:
    named = [name for name in distinct_subsets(reported_markers(sex)) if name in SUBSETS]
    aucs = [figures[sex.value, name]["auc"].value for name in named]
    assert (np.diff(aucs) > 0.05).all()


@pytest.mark.parametrize("sex", Sex)
def test_a_subset_that_another_name_stands_for_already_is_measured_once(sex: Sex) -> None:
    subsets = distinct_subsets(reported_markers(sex))
    assert "full" in subsets
    assert "routine" in subsets
    named = [markers for markers in subsets.values() if len(markers) > 1]
    assert len(named) == len(set(named))
    assert ("amino" in subsets) == (sex is Sex.MALE)
