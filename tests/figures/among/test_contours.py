import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.among.contours import contours, inside, level_around

X, Y = np.meshgrid(np.arange(41.0), np.arange(31.0))


def hill(x: float, y: float, width: float) -> np.ndarray:
    return np.asarray(np.exp(-((X - x) ** 2 + (Y - y) ** 2) / (2 * width**2)))


def test_the_line_around_a_round_hill_is_a_circle() -> None:
    (line,) = contours(hill(20, 15, 5), float(np.exp(-0.5)))
    radii = np.hypot(line[:, 0] - 20, line[:, 1] - 15)
    assert radii == pytest.approx(5, abs=0.05)
    assert len(line) > 20


def test_two_hills_have_two_lines_and_each_is_closed() -> None:
    lines = contours(hill(8, 15, 3) + hill(32, 15, 3), 0.5)
    assert sorted(round(line[:, 0].mean()) for line in lines) == [8, 32]
    assert all((line[0] == line[-1]).all() for line in lines)


def test_a_hill_over_the_border_is_closed_along_it() -> None:
    (line,) = contours(hill(0, 15, 4), 0.5)
    assert (line[0] == line[-1]).all()
    assert line[:, 0].min() >= -1


def test_a_level_that_is_not_reached_has_no_line() -> None:
    assert contours(hill(20, 15, 5), 2.0) == []


@given(st.integers(0, 2**31), st.floats(0.05, 0.95))
def test_lines_on_any_surface_are_closed_and_at_the_level(seed: int, level: float) -> None:
    surface = np.random.default_rng(seed).random((9, 12))
    padded = np.pad(surface, 1)
    for line in contours(surface, level):
        assert (line[0] == line[-1]).all()
        assert np.abs(np.diff(line, axis=0)).max() <= 1
        for x, y in (line + 1).tolist():
            column, row = int(x), int(y)
            share = max(x - column, y - row)
            after = padded[row + (y > row), column + (x > column)]
            between = (1 - share) * padded[row, column] + share * after
            assert between == pytest.approx(level, abs=1e-9)


def test_the_level_around_a_share_leaves_that_share_above_it() -> None:
    surface = hill(20.3, 15.2, 4)
    for share in (0.5, 0.9):
        level = level_around(surface, share)
        assert surface[surface >= level].sum() / surface.sum() == pytest.approx(share, abs=0.02)
    # A normal hill: half lies within 1.177 SD, so that the line is where it falls to one half.
    assert level_around(surface, 0.5) == pytest.approx(0.5, abs=0.05)


def test_points_within_a_line_are_told_from_those_without() -> None:
    square = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4], [0, 0]])
    points = np.array([[2.0, 2], [5, 2], [-1, 2], [2, 5], [3.9, 0.1]])
    assert inside(points, square).tolist() == [True, False, False, False, True]
