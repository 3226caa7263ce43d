from dataclasses import replace

import numpy as np
import pytest

from core.learning.discrimination.permutation import figure_of_labels, permutation
from tests.learning.discrimination.quick import PROTOCOL, asked, made_up, people_of


def test_p_counts_the_shuffles_that_do_as_well_and_the_real_labels_themselves() -> None:
    found = permutation([0.7, 0.5, 0.7, 0.8, 0.4])
    assert found.p == pytest.approx(3 / 5)
    assert found.null == (0.5, 0.7, 0.8, 0.4)
    assert permutation([0.9, *np.linspace(0.3, 0.7, 99)]).p == pytest.approx(0.01)


def test_real_labels_with_a_difference_beat_every_shuffle() -> None:
    study = asked(made_up(60, 6, 1.5))
    found = permutation([figure_of_labels(study, number) for number in range(20)])
    assert found.p == pytest.approx(1 / 20)
    assert np.mean(found.null) == pytest.approx(0.5, abs=0.05)


def test_p_below_005_is_as_rare_as_it_should_be_where_there_is_nothing() -> None:
    found = []
    for seed in range(100):
        study = asked(made_up(40, 5, 0.0, seed), protocol=replace(PROTOCOL, seed=seed))
        found.append(permutation([figure_of_labels(study, number) for number in range(20)]).p)
    assert np.mean(np.array(found) <= 0.05) < 0.12
    assert np.mean(found) == pytest.approx(0.525, abs=0.08)


def test_of_many_people_one_fold_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    study = asked(made_up(200, 6, 0.8))
    every = figure_of_labels(study, 0)
    monkeypatch.setattr("core.learning.discrimination.asked.MANY_PEOPLE", 100)
    assert figure_of_labels(study, 0) == pytest.approx(every, abs=0.1)


def test_draws_that_tell_who_a_person_is_do_not_pass_for_a_finding() -> None:
    random = np.random.default_rng(1)
    own = np.repeat(random.normal(size=(30, 8)), 4, axis=0)
    people = people_of(own, np.repeat(np.arange(30) % 2, 4).astype(float), np.repeat(range(30), 4))
    study = asked(people)
    found = permutation([figure_of_labels(study, number) for number in range(30)])
    # Were draws shuffled instead of persons, the real labels would beat every shuffle.
    assert np.std(found.null) > 0.08
    assert found.p > 0.05
