from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.distance import mahalanobis

from core.cohort import Cohort, Factor
from core.cohort.overall.components import Components, principal_components
from core.cohort.overall.plane import MOST_POINTS, Plane, plane
from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL
from tests.builders import cohort

RANDOM = np.random.default_rng(13)
KEYS = tuple("abcd")


def people(size: int, is_shared: bool = False) -> Cohort:
    columns = RANDOM.normal(size=(4, 4)) @ RANDOM.normal(size=(4, size))
    return cohort(dict(zip(KEYS, columns.tolist(), strict=True)), is_shared=is_shared)


def groups(*sizes: int) -> Factor:
    codes = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return Factor("group", tuple(f"g{number}" for number in range(len(sizes))), codes)


def seen(them: Cohort, *sizes: int) -> tuple[Components, Plane]:
    factor = groups(*sizes)
    found = principal_components(them, KEYS, factor)
    return found, plane(found, factor)


def test_a_person_is_a_point_where_there_is_room_for_all() -> None:
    found, plane_found = seen(people(50), 20, 30)
    np.testing.assert_array_equal(plane_found.points, found.scores[:, :2])
    assert plane_found.cells is None
    assert np.bincount(plane_found.codes).tolist() == [20, 30]


def test_other_components_than_the_first_two_can_be_seen() -> None:
    found = principal_components(people(50), KEYS)
    np.testing.assert_array_equal(plane(found, None, (2, 1)).points, found.scores[:, [2, 1]])


def test_many_people_are_counted_by_cells_and_nearly_all_of_them() -> None:
    size = 4 * MOST_POINTS
    _, found = seen(people(size), size)
    assert len(found.points) == len(found.codes) == 0
    assert found.cells is not None
    assert found.cells.counts.shape == (len(found.cells.y), len(found.cells.x))
    assert 0.99 * size <= np.nansum(found.cells.counts) <= size


@pytest.mark.parametrize("size", [6, 60, 600])
def test_of_a_shared_cohort_no_point_and_no_small_cell_is_told(size: int) -> None:
    _, found = seen(people(size, is_shared=True), size)
    assert len(found.points) == len(found.codes) == 0
    assert found.cells is not None
    told = found.cells.counts[~np.isnan(found.cells.counts)]
    assert (told >= SMALLEST_CELL).all()
    assert (told % ROUNDED_TO == 0).all()


def test_where_the_cells_of_a_shared_cohort_end_tells_of_nobody() -> None:
    components, found = seen(people(300, is_shared=True), 300)
    assert found.cells is not None
    spread = components.scores[:, 0].std()
    step = found.cells.x[1] - found.cells.x[0]
    assert found.cells.x[-1] + step / 2 == pytest.approx(2.5 * spread)


def test_a_small_group_of_a_shared_cohort_has_no_place() -> None:
    _, found = seen(people(44, is_shared=True), 40, 4)
    large, small = found.groups
    assert (large.size, small.size) == (40, None)
    assert large.has_ellipse
    assert np.isnan(small.mean).all()


def test_a_group_of_one_has_a_place_and_no_ellipse() -> None:
    components, found = seen(people(31), 30, 1)
    np.testing.assert_allclose(found.groups[1].mean, components.scores[30, :2])
    assert not found.groups[1].has_ellipse
    assert found.furthest is None


def test_the_groups_furthest_apart_are_found_by_mahalanobis() -> None:
    them = people(90)
    moved = np.repeat([0.0, 1.0, 6.0], 30)
    them = replace(them, values=them.values + moved[:, None])
    components, found = seen(them, 30, 30, 30)
    assert found.furthest is not None
    assert (found.furthest.first, found.furthest.second) == (0, 2)
    scores = components.scores[:, :2].reshape(3, 30, 2)
    pooled = np.mean([np.cov(group.T) for group in scores], axis=0)
    first, last = scores[0].mean(axis=0), scores[2].mean(axis=0)
    expected = mahalanobis(first, last, np.linalg.inv(pooled))
    assert found.furthest.value == pytest.approx(expected)
