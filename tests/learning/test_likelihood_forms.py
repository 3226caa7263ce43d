import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import multivariate_t

from core.learning.likelihood_forms import LikelihoodForms, log_mean_exp

Floats = NDArray[np.float64]

SCATTER = np.array([[1.0, 0.5], [0.5, 2.0]])
CENTRES = np.array([[0.0, 0.2], [-0.1, 0.0], [0.0, 0.0]])
SHIFTS = np.array([[0.8, -0.4], [2.0, 1.0], [0.0, 0.0]])
Z = st.tuples(st.floats(-20, 20), st.floats(-20, 20)).map(np.array)

each_tail = pytest.mark.parametrize("df", [np.inf, 6.0, 30.0])


def forms(df: float) -> LikelihoodForms:
    return LikelihoodForms(CENTRES, SHIFTS, np.linalg.inv(SCATTER), df)


def log_density(z: Floats, centre: Floats, df: float) -> float:
    shape = multivariate_t(centre, SCATTER, df)  # type: ignore[arg-type] # takes any df
    return float(shape.logpdf(z))


@each_tail
@given(z=Z)
def test_a_ratio_is_that_of_two_shifted_densities_of_scipy(df: float, z: Floats) -> None:
    expected = [
        log_density(z, centre + shift, df) - log_density(z, centre, df)
        for centre, shift in zip(CENTRES, SHIFTS, strict=True)
    ]
    np.testing.assert_allclose(forms(df).ratios(z[None, :])[0], expected, atol=1e-8)


@each_tail
@given(z=Z)
def test_the_parts_of_the_markers_sum_to_the_ratio(df: float, z: Floats) -> None:
    total = forms(df).parts(z).sum(axis=1)
    np.testing.assert_allclose(total, forms(df).ratios(z[None, :])[0], atol=1e-9)


@each_tail
@given(z=Z)
def test_a_world_without_effect_says_nothing(df: float, z: Floats) -> None:
    assert forms(df).ratios(z[None, :])[0, 2] == pytest.approx(0, abs=1e-12)
    assert not forms(df).parts(z)[2].any()


@given(z=Z)
def test_ever_lighter_tails_tend_to_the_normal_distribution(z: Floats) -> None:
    nearly, normal = (forms(df).ratios(z[None, :]) for df in (1e9, np.inf))
    np.testing.assert_allclose(nearly, normal, rtol=1e-4, atol=1e-4)


@given(st.floats(10, 1e6))
def test_far_out_a_heavy_tail_says_less_and_less(z: float) -> None:
    near, far = (abs(forms(6.0).ratios(np.array([[x, 0.0]]))[0, 0]) for x in (z, 2 * z))
    assert far < near


def test_distances_are_those_from_either_group() -> None:
    z = np.array([[1.0, -1.0], [0.3, 2.0]])
    for world in range(3):
        for mean, found in (
            (CENTRES, forms(6.0).distances_of_controls(z)),
            (CENTRES + SHIFTS, forms(6.0).distances_of_cases(z)),
        ):
            centred = z - mean[world]
            expected = np.diag(centred @ np.linalg.inv(SCATTER) @ centred.T)
            np.testing.assert_allclose(found[:, world], expected, atol=1e-12)


@each_tail
def test_parts_over_uncertain_values_sum_to_the_log_of_the_mean_ratio(df: float) -> None:
    random = np.random.default_rng(0)
    z, weights = random.normal(size=(50, 2)), random.dirichlet(np.ones(50))
    expected = np.log(weights @ np.exp(forms(df).ratios(z)))
    np.testing.assert_allclose(forms(df).parts_over(z, weights).sum(axis=1), expected, atol=1e-12)


@each_tail
def test_parts_over_one_value_are_those_of_the_value(df: float) -> None:
    z = np.array([[0.7, -1.2]])
    over = forms(df).parts_over(z, np.ones(1))
    np.testing.assert_allclose(over, forms(df).parts(z[0]), atol=1e-12)


def test_the_mean_of_exponentials_does_not_overflow() -> None:
    np.testing.assert_allclose(log_mean_exp(np.array([[2e3, 2e3], [-2e3, -2e3]])), [2e3, -2e3])
    np.testing.assert_allclose(log_mean_exp(np.log([[1.0, 3.0], [5.0, 5.0]])), np.log([2, 5]))
