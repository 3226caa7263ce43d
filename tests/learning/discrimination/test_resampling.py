import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.learning.discrimination.resampling import (
    BOTH,
    CASE,
    CONTROL,
    effective_persons,
    person_folds,
    persons_of,
    shuffled_outcome,
    some_persons,
)
from core.learning.people import LabelledPeople
from tests.learning.discrimination.quick import people_of


@st.composite
def people_with_draws(draw: st.DrawFn) -> LabelledPeople:
    """Persons with one to four draws each; some have draws of both groups."""
    kinds = draw(st.lists(st.sampled_from([CONTROL, CASE, BOTH]), min_size=4, max_size=40))
    kinds += [CONTROL, CONTROL, CASE, CASE]
    random = np.random.default_rng(draw(st.integers(0, 1000)))
    outcome, persons = [], []
    for person, kind in enumerate(kinds):
        drawn = [0, 1] if kind == BOTH else [kind]
        drawn += [kind if kind != BOTH else 1] * int(random.integers(0, 3))
        outcome += drawn
        persons += [person] * len(drawn)
    order = random.permutation(len(outcome))
    values = random.normal(size=(len(outcome), 3))
    return people_of(values, np.array(outcome, float)[order], 7 * np.array(persons)[order])


@settings(max_examples=50)
@given(people_with_draws(), st.integers(2, 6), st.integers(0, 99))
def test_no_person_straddles_a_fold_and_each_fold_has_both_groups(
    people: LabelledPeople, folds: int, seed: int
) -> None:
    fold = person_folds(people, folds, np.random.default_rng(seed))
    for person in np.unique(people.persons):
        assert len(set(fold[people.persons == person])) == 1
    for number in range(fold.max() + 1):
        assert set(people.outcome[fold == number]) == {0.0, 1.0}


@settings(max_examples=50)
@given(people_with_draws(), st.integers(0, 99))
def test_each_group_of_persons_is_spread_evenly_over_folds(
    people: LabelledPeople, seed: int
) -> None:
    fold, persons = person_folds(people, 4, np.random.default_rng(seed)), persons_of(people)
    of_person = np.array([fold[persons.numbers == p][0] for p in range(len(persons.kinds))])
    for kind in (CONTROL, CASE, BOTH):
        counts = np.bincount(of_person[persons.kinds == kind], minlength=fold.max() + 1)
        assert np.ptp(counts) <= 1


@settings(max_examples=50)
@given(people_with_draws(), st.integers(0, 99))
def test_half_of_the_persons_of_each_group_come_with_all_their_draws(
    people: LabelledPeople, seed: int
) -> None:
    half, persons = some_persons(people, 0.5, np.random.default_rng(seed)), persons_of(people)
    is_in = np.array([half[persons.numbers == p].mean() for p in range(len(persons.kinds))])
    assert set(is_in) <= {0.0, 1.0}
    for kind in (CONTROL, CASE, BOTH):
        group = is_in[persons.kinds == kind]
        assert not group.size or abs(group.sum() - len(group) / 2) < 1


@settings(max_examples=50)
@given(people_with_draws(), st.integers(0, 99))
def test_shuffled_labels_keep_how_many_persons_are_cases_and_whose_draws_differ(
    people: LabelledPeople, seed: int
) -> None:
    outcome = shuffled_outcome(people, np.random.default_rng(seed))
    before, after = persons_of(people), persons_of(people.labelled(outcome))
    assert (
        np.bincount(before.kinds, minlength=3).tolist()
        == np.bincount(after.kinds, minlength=3).tolist()
    )
    assert ((before.kinds == BOTH) == (after.kinds == BOTH)).all()
    for person in before.of_kind(BOTH):
        draws = before.numbers == person
        assert outcome[draws].sum() == people.outcome[draws].sum()


def test_shuffled_labels_have_nothing_to_do_with_the_real_ones() -> None:
    people = people_of(np.zeros((200, 1)), np.repeat([0.0, 1.0], 100), np.arange(200))
    random = np.random.default_rng(1)
    same = [np.mean(shuffled_outcome(people, random) == people.outcome) for _ in range(200)]
    assert np.mean(same) == pytest.approx(0.5, abs=0.01)


def test_there_are_no_more_folds_than_persons_of_the_smaller_group() -> None:
    outcome = np.r_[np.zeros(30), np.ones(9)]
    people = people_of(
        np.zeros((39, 1)), outcome, np.r_[np.arange(30), [30, 30, 30, 31, 31, 31, 32, 32, 32]]
    )
    assert persons_of(people).fewest == 3
    assert person_folds(people, 5, np.random.default_rng(1)).max() == 2


def test_persons_of_equally_many_draws_count_in_full_and_one_of_many_draws_lessens_them() -> None:
    outcome = np.r_[np.zeros(20), np.ones(30)]
    alike = people_of(np.zeros((50, 1)), outcome, np.r_[np.arange(20) // 2, 10 + np.arange(30)])
    assert effective_persons(alike, CONTROL) == 10
    assert effective_persons(alike, CASE) == 30
    uneven = people_of(
        np.zeros((50, 1)), outcome, np.r_[np.arange(20), np.maximum(np.arange(30), 20)]
    )
    assert effective_persons(uneven, CASE) == pytest.approx(30**2 / (21**2 + 9))
