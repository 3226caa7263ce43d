"""The shapes of points, as Plotly draws them for a radius [px]."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from core.figures.svg.elements import Point, path, px

OPEN = "-open"
ROOT_2, ROOT_3 = math.sqrt(2), math.sqrt(3)


def circle(radius: float) -> str:
    """Return a circle."""
    r = px(radius)
    return f"M{r} 0A{r} {r} 0 1 1 0 -{r}A{r} {r} 0 0 1 {r} 0Z"


def square(radius: float) -> str:
    """Return a square as wide as a circle."""
    return _polygon((1, 1), (-1, 1), (-1, -1), (1, -1), radius=radius)


def diamond(radius: float) -> str:
    """Return a square on its corner."""
    return _polygon((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3), radius=radius)


def cross(radius: float) -> str:
    """Return an upright cross with arms."""
    arm, far = 0.4, 1.2
    return _polygon(*_four_times(((far, arm), (arm, arm), (arm, far))), radius=radius)


def saltire(radius: float) -> str:
    """Return a cross on its corner, with arms."""
    arm = 0.8 / ROOT_2
    return _polygon(*_four_times(((2 * arm, arm), (arm, 2 * arm), (0, arm))), radius=radius)


def triangle_up(radius: float) -> str:
    """Return a triangle on its base."""
    return _polygon((-2 / ROOT_3, 0.5), (2 / ROOT_3, 0.5), (0, -1), radius=radius)


def triangle_down(radius: float) -> str:
    """Return a triangle on its tip."""
    return _polygon((-2 / ROOT_3, -0.5), (2 / ROOT_3, -0.5), (0, 1), radius=radius)


def triangle_left(radius: float) -> str:
    """Return a triangle that points to the left."""
    return _polygon((0.5, -2 / ROOT_3), (0.5, 2 / ROOT_3), (-1, 0), radius=radius)


def triangle_right(radius: float) -> str:
    """Return a triangle that points to the right."""
    return _polygon((-0.5, -2 / ROOT_3), (-0.5, 2 / ROOT_3), (1, 0), radius=radius)


def line_ns(radius: float) -> str:
    """Return an upright stroke."""
    return path([(0, 1.4 * radius), (0, -1.4 * radius)])


def line_ew(radius: float) -> str:
    """Return a level stroke."""
    return path([(1.4 * radius, 0), (-1.4 * radius, 0)])


def cross_thin(radius: float) -> str:
    """Return an upright cross of two strokes."""
    return line_ns(radius) + line_ew(radius)


def x_thin(radius: float) -> str:
    """Return a cross of two strokes on its corner."""
    return path([(radius, radius), (-radius, -radius)]) + path(
        [(radius, -radius), (-radius, radius)]
    )


SHAPES: Mapping[str, Callable[[float], str]] = MappingProxyType(
    {
        "circle": circle,
        "square": square,
        "diamond": diamond,
        "cross": cross,
        "x": saltire,
        "triangle-up": triangle_up,
        "triangle-down": triangle_down,
        "triangle-left": triangle_left,
        "triangle-right": triangle_right,
        "line-ns": line_ns,
        "line-ew": line_ew,
        "cross-thin": cross_thin,
        "x-thin": x_thin,
    }
)
# Nothing to fill: these are drawn in the colour of their outline.
STROKES = frozenset({"line-ns", "line-ew", "cross-thin", "x-thin"})
SYMBOLS = frozenset(name + end for name in SHAPES for end in ("", OPEN))


def _polygon(*corners: Point, radius: float) -> str:
    return path([(radius * x, radius * y) for x, y in corners], is_closed=True)


def _four_times(corners: tuple[Point, ...]) -> list[Point]:
    """Return corners of the first quarter, then turned by a quarter three times."""
    every = list(corners)
    for _ in range(3):
        corners = tuple((-y, x) for x, y in corners)
        every += corners
    return every
