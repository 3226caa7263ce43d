import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evidence import population
from core.evidence.population import (
    SMALLEST_EIGENVALUE,
    acylcarnitines,
    correlation,
    degrees_of_freedom,
    draw_healthy,
    exchangeable,
    known_pairs,
    positive_definite,
    reported_markers,
)
from core.markers import CATALOGUE, Sex
from core.markers.marker import STANDARD_NORMAL_97_5

# By how much making the matrix positive definite may move a fitted correlation.
LARGEST_REPAIR = 0.01

each_sex = pytest.mark.parametrize("sex", Sex)


@each_sex
def test_a_correlation_matrix_is_symmetric_with_ones_on_its_diagonal(sex: Sex) -> None:
    matrix = correlation(sex)
    assert matrix.shape == (len(reported_markers(sex)),) * 2
    np.testing.assert_allclose(matrix, matrix.T, atol=1e-12)
    np.testing.assert_allclose(np.diag(matrix), 1, atol=1e-12)


@each_sex
def test_a_correlation_matrix_is_positive_definite(sex: Sex) -> None:
    assert np.linalg.eigvalsh(correlation(sex)).min() > SMALLEST_EIGENVALUE / 2


def outside_the_class(sex: Sex) -> list[int]:
    markers = reported_markers(sex)
    return [i for i in range(len(markers)) if i not in acylcarnitines(markers)]


@each_sex
def test_fitted_correlations_outside_the_class_stand_in_the_matrix(sex: Sex) -> None:
    others = np.ix_(outside_the_class(sex), outside_the_class(sex))
    fitted = known_pairs(sex, reported_markers(sex))[others]
    known = ~np.isnan(fitted)
    np.testing.assert_allclose(correlation(sex)[others][known], fitted[known], atol=LARGEST_REPAIR)


@each_sex
def test_pairs_that_no_data_set_holds_are_taken_as_uncorrelated(sex: Sex) -> None:
    markers = reported_markers(sex)
    unknown = np.isnan(exchangeable(known_pairs(sex, markers), acylcarnitines(markers)))
    assert unknown.any()
    np.testing.assert_allclose(correlation(sex)[unknown], 0, atol=LARGEST_REPAIR)


@each_sex
def test_the_acylcarnitines_are_correlated_alike_at_the_mean_of_what_was_fitted(sex: Sex) -> None:
    markers = reported_markers(sex)
    members, fitted = acylcarnitines(markers), known_pairs(sex, markers)
    pairs = [(i, j) for i in members for j in members if i < j]
    mean = np.nanmean([fitted[pair] for pair in pairs])
    np.testing.assert_allclose(
        [correlation(sex)[pair] for pair in pairs], mean, atol=LARGEST_REPAIR
    )


@each_sex
def test_the_acylcarnitines_go_alike_with_every_other_marker(sex: Sex) -> None:
    members = acylcarnitines(reported_markers(sex))
    for other in outside_the_class(sex):
        assert np.ptp(correlation(sex)[other, members]) < 1e-9


def test_stearoylcarnitine_was_in_no_data_set() -> None:
    stearoyl = reported_markers(Sex.MALE).index("ac_c18")
    row = np.delete(known_pairs(Sex.MALE, reported_markers(Sex.MALE))[stearoyl], stearoyl)
    assert np.isnan(row).all()


def test_only_markers_reported_in_a_sex_are_in_its_matrix() -> None:
    assert reported_markers(Sex.FEMALE)[0] == "hdl_c"
    assert set(reported_markers(Sex.MALE)) - set(reported_markers(Sex.FEMALE)) == {
        *("t_bil", "ua", "arginine", "ornithine", "arginase_1")
    }


def test_the_file_says_where_each_figure_came_from() -> None:
    document = json.loads(population.PATH.read_text(encoding="utf-8"))
    assert document["made_by"] == "python -m core fit-population"
    for entry in document["correlations"]:
        assert entry["n"] > 50
        assert entry["source"] in {"NHANES 1999-2018", "MTBLS90", "MTBLS161"}
        assert {entry["first"], entry["second"]} <= set(CATALOGUE)
        assert -1 < entry["r"] < 1


@given(st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_any_symmetric_table_of_correlations_becomes_a_correlation_matrix(
    size: int, seed: int
) -> None:
    draws = np.random.default_rng(seed).uniform(-1, 1, (size, size))
    table = np.triu(draws, 1) + np.triu(draws, 1).T + np.eye(size)
    repaired = positive_definite(table)
    np.testing.assert_allclose(np.diag(repaired), 1, atol=1e-9)
    assert np.linalg.eigvalsh(repaired).min() > 0
    assert np.abs(repaired).max() <= 1 + 1e-9


def test_a_matrix_that_is_positive_definite_already_is_left_alone() -> None:
    matrix = np.array([[1, 0.5], [0.5, 1]])
    np.testing.assert_allclose(positive_definite(matrix), matrix, atol=1e-12)


@each_sex
def test_of_the_fitted_tails_the_heaviest_count(sex: Sex) -> None:
    document = json.loads(population.PATH.read_text(encoding="utf-8"))
    fitted = [t["degrees_of_freedom"] for t in document["tails"] if t["sex"] == sex]
    assert len(fitted) == 2
    assert degrees_of_freedom(sex) == min(fitted) > 2


@each_sex
def test_95_of_100_healthy_people_lie_within_a_reference_interval(sex: Sex) -> None:
    people = draw_healthy(sex, 100_000, np.random.default_rng(0))
    within = (np.abs(people) < STANDARD_NORMAL_97_5).mean(axis=0)
    np.testing.assert_allclose(within, 0.95, atol=0.003)


@each_sex
def test_healthy_people_are_correlated_as_fitted(sex: Sex) -> None:
    people = draw_healthy(sex, 100_000, np.random.default_rng(0))
    np.testing.assert_allclose(np.corrcoef(people.T), correlation(sex), atol=0.03)


@each_sex
def test_more_healthy_people_lie_far_out_than_a_normal_distribution_has(sex: Sex) -> None:
    people = draw_healthy(sex, 100_000, np.random.default_rng(0))
    assert (np.abs(people) > 4).mean() > 10 * 6.3e-5
