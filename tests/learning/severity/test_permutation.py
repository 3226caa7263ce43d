import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.learning.severity.permutation import exchanged, permutation, q2_by_chance
from core.learning.severity.validation import Study
from tests.learning.severity.made_up import QUICK, made_up


@given(counts=st.lists(st.integers(1, 3), min_size=1, max_size=12), seed=st.integers(0, 9))
def test_targets_are_exchanged_between_persons_with_as_many_rows(
    counts: list[int], seed: int
) -> None:
    random = np.random.default_rng(seed)
    persons = random.permutation(np.repeat(np.arange(len(counts)), counts))
    places = exchanged(persons, random)
    assert sorted(places) == list(range(len(persons)))
    for person, count in enumerate(counts):
        givers = persons[places[persons == person]]
        assert len(set(givers)) == 1
        assert counts[givers[0]] == count


def test_p_counts_the_true_targets_among_the_permutations() -> None:
    found = permutation(0.5, [0.1, 0.6, 0.5, -0.2])
    assert found.p == 3 / 5
    assert permutation(0.9, [0.1] * 99).p == 0.01
    assert found.null == (0.1, 0.6, 0.5, -0.2)


def test_exchanged_targets_cannot_be_told() -> None:
    study = Study(made_up(40, 4), QUICK)
    null = [q2_by_chance(study, seed) for seed in range(2)]
    assert max(null) < 0.2
    assert null[0] == q2_by_chance(study, 0)
