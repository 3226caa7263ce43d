import numpy as np
import pytest

from core.evidence.lattice import lattice

DIMENSIONS = 11


@pytest.mark.parametrize("points", [32, 64])
@pytest.mark.parametrize("dimension", range(DIMENSIONS))
def test_the_fixed_points_fill_the_unit_interval_evenly(points: int, dimension: int) -> None:
    found = np.sort(lattice(points, DIMENSIONS)[:, dimension])
    even = (np.arange(points) + 0.5) / points
    assert np.abs(found - even).max() < 4 / points
    assert 0 < found[0] < found[-1] < 1


def test_every_dimension_has_points_of_its_own() -> None:
    assert np.unique(lattice(32, DIMENSIONS), axis=1).shape == (32, DIMENSIONS)


def test_more_dimensions_leave_the_first_ones_as_they_were() -> None:
    np.testing.assert_array_equal(lattice(32, 3), lattice(32, 9)[:, :3])


def test_a_smooth_integral_over_three_dimensions_comes_out() -> None:
    cube = lattice(64, 3)
    assert np.prod(np.sin(np.pi * cube), axis=1).mean() == pytest.approx((2 / np.pi) ** 3, abs=0.01)
