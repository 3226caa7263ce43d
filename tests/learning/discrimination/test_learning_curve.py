import numpy as np
import pytest

from core.learning.discrimination.areas import Uncertainty, auc_interval
from core.learning.discrimination.learning_curve import learning_points, shares, smaller_areas
from core.learning.people import Inputs, LabelledPeople
from tests.learning.discrimination.quick import Quick, asked, made_up, quick_fit

SURE = Uncertainty(30, 30, 0.2)


def test_sizes_rise_evenly_from_a_quarter_to_nearly_all() -> None:
    assert shares(asked(made_up(200))) == pytest.approx([0.25, 0.5, 0.75])


def test_of_few_people_no_fit_is_made_to_fewer_than_five_of_a_group() -> None:
    smallest = shares(asked(made_up(24, share=1 / 3)))[0]
    assert smallest * 8 * 3 / 4 >= 5


def test_more_people_tell_more_and_none_of_them_is_tested() -> None:
    people, others = made_up(120, 10, 0.6), made_up(2000, 10, 0.6, seed=2)
    random = np.random.default_rng(1)
    found = np.mean(
        [
            smaller_areas(quick_fit(people, 0), people, others, np.array([0.1, 0.3, 0.9]), random)
            for _ in range(20)
        ],
        axis=0,
    )
    assert (np.diff(found) > 0.005).all()


def test_smaller_fits_are_refits_with_the_settings_as_tuned() -> None:
    sizes: list[int] = []

    class Spy(Quick):
        def refitted(self, people: LabelledPeople, seed: int) -> Quick:
            sizes.append(people.size)
            return quick_fit(people, seed)

    people, model = made_up(80), quick_fit(made_up(80), 0)
    spy = Spy(model.line, model.middle)
    smaller_areas(spy, people, made_up(40, seed=3), np.array([0.25, 0.5]), np.random.default_rng(1))
    assert sizes == [20, 40]
    assert isinstance(people.inputs, Inputs)


def test_the_curve_ends_with_the_main_figure() -> None:
    study, whole = asked(made_up(80)), auc_interval(0.8, SURE)
    points = learning_points(study, np.array([0.6, 0.7, 0.75]), whole, [SURE] * 3)
    assert [point.people for point in points] == [15, 30, 45, 60]
    assert [point.auc.value for point in points] == [0.6, 0.7, 0.75, 0.8]
    assert points[-1].auc is whole
