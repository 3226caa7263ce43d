"""Lines of equal height on a surface, closed, for a density of two analytes."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# A side of a cell: row and column of its first corner, and whether it runs along the columns.
Edge: TypeAlias = tuple[int, int, bool]

CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))
# Which sides (top, right, bottom, left) a line joins, by which corners lie above the level.
JOINED: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),),
    2: ((0, 1),),
    3: ((3, 1),),
    4: ((1, 2),),
    5: ((3, 0), (1, 2)),
    6: ((0, 2),),
    7: ((3, 2),),
    8: ((2, 3),),
    9: ((2, 0),),
    10: ((0, 1), (2, 3)),
    11: ((2, 1),),
    12: ((1, 3),),
    13: ((1, 0),),
    14: ((0, 3),),
}


def level_around(surface: Floats, share: float) -> float:
    """Return the height above which a share of the whole volume stands, where it is highest.

    Hyndman 1996, doi 10.1080/00031305.1996.10474359.
    """
    heights = np.sort(surface, axis=None)[::-1]
    volumes = np.cumsum(heights)
    place = int(np.searchsorted(volumes, share * volumes[-1]))
    return float(heights[min(place, len(heights) - 1)])


def contours(surface: Floats, level: float) -> list[Floats]:
    """Return the closed lines (n, 2), column and row, where a surface has a level above 0.

    Beyond its border the surface is 0, so that every line comes back to where it began.
    """
    raised = np.pad(surface, 1)
    joined: dict[Edge, list[Edge]] = {}
    for first, last in _segments(raised > level):
        joined.setdefault(first, []).append(last)
        joined.setdefault(last, []).append(first)
    return [
        np.array([_crossing(raised, level, edge) for edge in loop]) - 1 for loop in _loops(joined)
    ]


def inside(points: Floats, loop: Floats) -> NDArray[np.bool_]:
    """Say which points (n, 2) a closed line goes around, by how often a ray crosses it."""
    within = np.zeros(len(points), dtype=np.bool_)
    x, y = points.T
    for (x1, y1), (x2, y2) in zip(loop[:-1].tolist(), loop[1:].tolist(), strict=True):
        if y1 != y2:
            is_between = (y1 > y) != (y2 > y)
            within ^= is_between & (x < x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    return within


def _segments(is_above: NDArray[np.bool_]) -> Iterator[tuple[Edge, Edge]]:
    rows, columns = (size - 1 for size in is_above.shape)
    case = np.zeros((rows, columns), dtype=np.int64)
    for bit, (down, right) in enumerate(CORNERS):
        case |= is_above[down : down + rows, right : right + columns].astype(np.int64) << bit
    for row, column in np.argwhere((case != 0) & (case != 15)).tolist():  # noqa: PLR2004 - all four
        sides = (
            (row, column, True),
            (row, column + 1, False),
            (row + 1, column, True),
            (row, column, False),
        )
        for first, last in JOINED[int(case[row, column])]:
            yield sides[first], sides[last]


def _loops(joined: dict[Edge, list[Edge]]) -> Iterator[list[Edge]]:
    """Walk along the joined sides; each has two neighbours, so that every walk is a loop."""
    while joined:
        loop = [next(iter(joined))]
        while ahead := joined[loop[-1]]:
            following = ahead.pop()
            joined[following].remove(loop[-1])
            loop.append(following)
        for edge in loop[:-1]:
            joined.pop(edge, None)
        yield loop


def _crossing(surface: Floats, level: float, edge: Edge) -> tuple[float, float]:
    row, column, is_along = edge
    start = surface[row, column]
    end = surface[row, column + 1] if is_along else surface[row + 1, column]
    share = float((level - start) / (end - start))
    return (column + share, float(row)) if is_along else (float(column), row + share)
