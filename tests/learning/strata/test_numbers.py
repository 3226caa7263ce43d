from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from core.cards import Measured, NumberOfGroups
from core.learning.strata.clustering import dispersion, grouped
from core.learning.strata.numbers import (
    Clustered,
    agreements,
    chosen_number,
    clustered,
    drawn_rows,
    numbers_of,
    reference_dispersions,
)
from tests.learning.strata.made_up import TRIANGLE, in_groups

VALUES, TRUE = in_groups(TRIANGLE, (12, 10, 9))
STANDARD = (VALUES - VALUES.mean(axis=0)) / VALUES.std(axis=0)
HELD = clustered(STANDARD, 1)


def number(groups: int, gap: float, stable: float = 1.0, silhouette: float = 0.5) -> NumberOfGroups:
    stability = None if groups == 1 else Measured(stable, stable, stable)
    return NumberOfGroups(groups, stability, silhouette, gap, 0.1)


def held(groups: int) -> Clustered:
    labels = np.array([np.arange(60) % n for n in range(1, groups + 1)])
    return Clustered(np.zeros((60, 1)), labels, 1)


@pytest.mark.parametrize(("people", "most"), [(19, 1), (20, 2), (35, 3), (70, 6)])
def test_as_many_groups_are_tried_as_people_allow(people: int, most: int) -> None:
    assert len(clustered(np.random.default_rng(1).normal(size=(people, 1)), 1).labels) == most


def test_stability_is_the_adjusted_rand_index_of_people_drawn_anew() -> None:
    rows = drawn_rows(31, 1, 4)
    again = grouped(STANDARD[rows], 2, 1).labels(STANDARD)
    assert agreements(HELD, 4)[0] == pytest.approx(adjusted_rand_score(HELD.labels[1], again))
    assert 0.5 < len(np.unique(rows)) / 31 < 0.8


def test_silhouette_and_gap_are_those_of_the_references() -> None:
    reference = [reference_dispersions(HELD, run) for run in range(3)]
    found = numbers_of(HELD, [agreements(HELD, 0), agreements(HELD, 1)], reference)
    assert [one.groups for one in found] == [1, 2, 3]
    assert found[0].stability is None
    assert found[0].silhouette is None
    assert found[2].silhouette == pytest.approx(silhouette_score(STANDARD, TRUE))
    runs = np.array(reference)[:, 2]
    assert found[2].gap == pytest.approx(runs.mean() - dispersion(STANDARD, HELD.labels[2]))
    assert found[2].gap_error == pytest.approx(runs.std() * np.sqrt(1 + 1 / 3))
    assert found[2].gap > found[0].gap


def test_the_reference_lies_in_the_box_along_the_principal_components() -> None:
    line = np.linspace(-1, 1, 40)
    values = np.stack([line, line], axis=1)
    # Without a cloud across the line, the reference has none either.
    assert reference_dispersions(clustered(values, 1), 0)[0] == pytest.approx(
        dispersion(values, np.zeros(40, np.int64)), abs=0.5
    )


def test_the_smallest_number_whose_gap_the_next_does_not_pass_is_taken() -> None:
    found = [number(1, 0.0), number(2, 1.0), number(3, 1.05)]
    assert chosen_number(held(3), found) == 2


def test_one_group_is_kept_where_its_gap_is_not_passed() -> None:
    assert chosen_number(held(3), [number(1, 0.0), number(2, 0.1), number(3, 0.15)]) == 1


def test_groups_seen_only_all_at_once_are_not_passed_over() -> None:
    assert chosen_number(held(3), [number(1, 0.0), number(2, -0.5), number(3, 1.0)]) == 3


def test_groups_that_are_not_found_again_are_not_taken() -> None:
    assert chosen_number(held(2), [number(1, 0.0), number(2, 1.0, stable=0.6)]) == 1


def test_of_numbers_that_are_alike_in_gap_the_largest_silhouette_decides() -> None:
    found = [number(1, 0.0), number(2, 0.95, silhouette=0.6), number(3, 1.2, stable=0.1)]
    steps = [*found, replace(number(4, 1.0, silhouette=0.4), gap_error=0.1)]
    assert chosen_number(held(4), [steps[0], replace(steps[1], gap=0.95), *steps[2:]]) == 2


def test_a_tiny_group_is_somebody_unusual_and_not_a_group() -> None:
    labels = np.zeros((2, 60), np.int64)
    labels[1, :4] = 1
    tiny = Clustered(np.zeros((60, 1)), labels, 1)
    assert chosen_number(tiny, [number(1, 0.0), number(2, 1.0)]) == 1
