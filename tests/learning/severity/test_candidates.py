import numpy as np
import pytest
from sklearn.cross_decomposition import PLSRegression
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import ElasticNet, Ridge
from sklearn.svm import SVR

from core.learning.people import Floats, LabelledPeople
from core.learning.severity.candidates import (
    KERNELS,
    LINES,
    MOST_FOR_KERNELS,
    components_of,
    kinds_for,
    partial_least_squares,
    solved,
)
from core.learning.severity.fitting import best_columns, folds_of
from tests.learning.severity.made_up import made_up, people_of

PEOPLE = made_up(30, 5)
KINDS = kinds_for(30)
SOLUTION = solved(PEOPLE, KINDS)
VALUES = SOLUTION.preprocessing.standard(PEOPLE.inputs)
COLUMNS = [(name, setting) for name, settings in KINDS.items() for setting in settings]


def judged(name: str, setting: float, people: LabelledPeople) -> Floats:
    """What scikit-learn tells of the people that it was fitted to, one setting at a time."""
    target, markers = people.outcome - people.outcome.mean(), VALUES.shape[1]
    in_sd = name in ("elastic_net", "support_vectors")
    scale = target.std() if in_sd else 1.0
    strongest = np.abs(VALUES.T @ target).max() / scale / len(target) / 0.5
    model = {
        "pls": lambda: PLSRegression(min(int(setting), markers), scale=False),
        "ridge": lambda: Ridge(alpha=setting * markers),
        "elastic_net": lambda: ElasticNet(alpha=setting * strongest, l1_ratio=0.5, tol=1e-8),
        "kernel_ridge": lambda: KernelRidge(alpha=setting, kernel="rbf", gamma=1 / markers),
        "support_vectors": lambda: SVR(C=setting, gamma=1 / markers),
    }[name]()
    told: Floats = np.ravel(model.fit(VALUES, target / scale).predict(VALUES))
    return np.asarray(scale * told + people.outcome.mean())


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_every_setting_tells_what_scikit_learn_tells(column: int) -> None:
    name, setting = COLUMNS[column]
    told = SOLUTION.told(PEOPLE.inputs)[:, column]
    # The path of the elastic net stops earlier, at a thousandth.
    assert told == pytest.approx(judged(name, setting, PEOPLE), abs=0.3 if "net" in name else 1e-2)


def test_one_chosen_setting_tells_what_it_told_among_all() -> None:
    columns = np.array([2, 9, 20, 30, 37])
    told = SOLUTION.at(columns).told(PEOPLE.inputs)
    assert told == pytest.approx(SOLUTION.told(PEOPLE.inputs)[:, columns])


def test_of_many_people_none_is_compared_with_each_other() -> None:
    assert set(kinds_for(MOST_FOR_KERNELS)) == {*LINES, *KERNELS}
    assert set(kinds_for(MOST_FOR_KERNELS + 1)) == set(LINES)
    lines = solved(PEOPLE, kinds_for(MOST_FOR_KERNELS + 1))
    first = SOLUTION.told(PEOPLE.inputs)[:, : lines.lines.shape[1]]
    assert lines.told(PEOPLE.inputs) == pytest.approx(first)
    assert len(lines.people) == 0


@pytest.mark.parametrize("is_marker_constant", [True, False])
def test_where_there_is_nothing_to_learn_the_mean_is_told(is_marker_constant: bool) -> None:
    values, target = PEOPLE.inputs.values, PEOPLE.outcome
    people = (
        people_of(np.ones_like(values), target)
        if is_marker_constant
        else people_of(values, np.full_like(target, 7.0))
    )
    told = solved(people, KINDS).told(people.inputs)
    assert told == pytest.approx(np.full_like(told, people.outcome.mean()))


def test_the_best_setting_of_each_candidate_has_the_smallest_error() -> None:
    columns = best_columns({"a": (1, 2, 3), "b": (1, 2)}, np.array([3.0, 1.0, 2.0, 0.5, 0.4]))
    assert columns.tolist() == [1, 4]


def test_no_person_stands_on_both_sides_of_a_fold() -> None:
    persons = np.repeat(np.arange(10), 3)
    left = []
    for fitted, left_out in folds_of(persons, 4, 1):
        assert not set(persons[fitted]) & set(persons[left_out])
        left += left_out.tolist()
    assert sorted(left) == list(range(30))


def test_markers_that_say_the_same_take_nothing_from_the_first_component() -> None:
    random = np.random.default_rng(1)
    values, target = random.normal(size=(20, 2)), random.normal(size=20)
    twice = np.hstack([values, values])
    settings = (1.0, 2.0, 3.0, 8.0)
    weights, _ = partial_least_squares(twice, target - target.mean(), settings)
    alone, _ = partial_least_squares(values, target - target.mean(), settings)
    assert components_of(twice, target, 8) == 2
    assert twice @ weights == pytest.approx(values @ alone)


def test_one_direction_alone_is_told_by_one_component() -> None:
    line = np.random.default_rng(1).normal(size=(12, 1)) @ np.ones((1, 5))
    weights, _ = partial_least_squares(line, line[:, 0] - line.mean(), (1.0, 4.0))
    assert weights == pytest.approx(0.2)


def test_a_target_beyond_what_markers_reach_ends_the_components() -> None:
    values = np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1], [0, 0], [0, 0]])
    target = np.array([1.0, -1, 1, -1, 5, -5])
    assert components_of(values, target, 8) == 1
    weights, _ = partial_least_squares(values, target, (1.0, 2.0))
    assert weights == pytest.approx(1.0)


def test_a_target_that_no_marker_goes_along_with_has_no_weights() -> None:
    values = np.array([[1.0], [-1], [0], [0]])
    weights, ends = partial_least_squares(values, np.array([0.0, 0, 1, -1]), (1.0, 2.0))
    assert not weights.any()
    assert not ends.any()
