import numpy as np
import pytest

from core.learning.discrimination import stability
from core.learning.discrimination.stability import directions, falls, stabilities
from tests.learning.discrimination.quick import made_up, quick_fit

PEOPLE = made_up(120, 15, 1.5)
MODEL = quick_fit(PEOPLE, 0)
NEW = made_up(80, 15, 1.5, seed=2)


def test_what_the_groups_differ_in_is_missed_and_nothing_else() -> None:
    found = falls(MODEL, NEW, np.random.default_rng(1))
    assert (found[:2] > 0.03).all()
    assert np.abs(found[2:]).max() < 0.02


def test_markers_shuffled_a_few_at_a_time_fall_as_all_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once = falls(MODEL, NEW, np.random.default_rng(1))
    monkeypatch.setattr(stability, "BLOCK", NEW.inputs.values.size * 2)
    assert falls(MODEL, NEW, np.random.default_rng(1)) == pytest.approx(at_once)


def test_of_many_people_some_of_each_group_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stability, "MOST_PEOPLE", 40)
    assert falls(MODEL, NEW, np.random.default_rng(1))[:2].min() > 0.02


def test_a_direction_is_that_of_the_cases_and_gaps_do_not_matter() -> None:
    people = made_up(60, 3, 2.0)
    people.inputs.values[:, 1] *= -1
    people.inputs.values[::3, 0] = np.nan
    people.inputs.values[:, 2] = 1.0
    assert directions(people).tolist() == [1, -1, 0]
    people.inputs.values[people.outcome == 1, 0] = np.nan
    assert directions(people)[0] == 0


def test_folds_are_put_together_with_the_largest_fall_first() -> None:
    random = np.random.default_rng(1)
    falls_ = np.column_stack([random.normal(m, 0.01, 10) for m in np.linspace(0, 0.3, 15)])
    directions_ = np.ones((10, 15), dtype=int)
    directions_[3, 7] = -1
    found = stabilities(PEOPLE.features, falls_, directions_, 5)
    assert [one.key for one in found] == [f"m{number}" for number in range(14, -1, -1)]
    assert found[0].share == 1.0
    assert found[-1].share < 1.0
    assert [one.direction for one in found if one.key == "m7"] == [0]
    assert found[0].direction == 1
    assert found[0].fall.low < 0.3 < found[0].fall.high
