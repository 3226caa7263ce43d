import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.markers.rounding import FIGURES, LEAST, MOST, rounded


def assert_rounded_as_python_does(values: NDArray[np.float64]) -> None:
    expected = np.array([float(f"{value:.{FIGURES}g}") for value in values.tolist()])
    result = rounded(values)
    assert np.array_equal(result, expected, equal_nan=True)
    assert np.array_equal(np.signbit(result), np.signbit(expected))


@given(st.lists(st.floats(), min_size=1))
def test_any_numbers_at_all_are_rounded_as_python_rounds_each(values: list[float]) -> None:
    assert_rounded_as_python_does(np.array(values))


@given(digits=st.integers(10 ** (FIGURES - 1), 10**FIGURES - 1), halvings=st.integers(0, 60))
def test_a_number_halfway_between_two_goes_the_way_python_takes(digits: int, halvings: int) -> None:
    value = (2 * digits + 1) / 2 / 2.0**halvings
    around = [np.nextafter(value, 0), value, np.nextafter(value, np.inf)]
    assert_rounded_as_python_does(np.array([*around, -value]))


@pytest.mark.parametrize("power", range(-9, 17))
def test_a_number_beside_a_power_of_ten_is_rounded_as_python_rounds_it(power: int) -> None:
    value = 10.0**power
    assert_rounded_as_python_does(
        np.array([np.nextafter(value, 0), value, np.nextafter(value, np.inf)])
    )


@pytest.mark.parametrize("value", [0.0, -0.0, LEAST, MOST, 5e-324, 1.7e308, np.inf, np.nan])
def test_a_number_out_of_the_exact_range_takes_the_long_way(value: float) -> None:
    assert_rounded_as_python_does(np.array([np.nextafter(value, 0), value, -value]))


def test_many_numbers_of_every_size_are_rounded_as_python_rounds_each() -> None:
    sizes = np.random.default_rng(0).uniform(-8, 15, 50_000)
    assert_rounded_as_python_does(10**sizes)
