"""Where the names of marks can stand on a chart without lying on one another."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from core.figures.theme import SMALL_FONT_SIZE

# The plot as it is on a small page [px]; on a larger one there is only more room.
WIDTH, HEIGHT = 600.0, 330.0
LETTER, LINE = 0.58 * SMALL_FONT_SIZE, 1.25 * SMALL_FONT_SIZE
AWAY, ABOVE = 8, 13
RADIUS = 5.0

Anchor: TypeAlias = Literal["left", "center", "right"]
Box: TypeAlias = tuple[float, float, float, float]
Label: TypeAlias = tuple[int, Anchor, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with its name; where it stands as a share of the width and height of the plot."""

    name: str
    x: float
    y: float


def placed(marks: Sequence[Mark], most: int) -> list[Label]:
    """Return the marks to name, the first ones first, with the anchor and shift [px] of each name.

    A name lies on no other name and on no mark among the first; where there is no room it is left
    out and the next mark is tried.
    """
    near = [_around(mark) for mark in marks[: 2 * most]]
    taken: list[Box] = []
    found: list[Label] = []
    for number, mark in enumerate(marks[: 2 * most]):
        others = [*taken, *near[:number], *near[number + 1 :]]
        room = next((one for one in _tries(mark) if _is_free(one[2], others)), None)
        if room is not None:
            anchor, shift, box = room
            taken.append(box)
            found.append((number, anchor, shift))
        if len(found) == most:
            break
    return found


def _tries(mark: Mark) -> Iterator[tuple[Anchor, tuple[int, int], Box]]:
    """Yield the places for a name: outwards, inwards, then above and below the mark."""
    sides: tuple[Anchor, Anchor] = ("left", "right") if 2 * mark.x > 1 else ("right", "left")
    for rise in (0, ABOVE, -ABOVE):
        for anchor in sides:
            aside = AWAY if rise == 0 else 0
            yield _placed(mark, anchor, (aside if anchor == "left" else -aside, rise))
        if rise:
            yield _placed(mark, "center", (0, rise))


def _placed(
    mark: Mark, anchor: Anchor, shift: tuple[int, int]
) -> tuple[Anchor, tuple[int, int], Box]:
    x, y = mark.x * WIDTH + shift[0], mark.y * HEIGHT + shift[1]
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * _width(mark.name)
    return anchor, shift, (left, y - LINE / 2, left + _width(mark.name), y + LINE / 2)


def _is_free(box: Box, others: list[Box]) -> bool:
    left, bottom, right, top = box
    is_inside = left >= 0 and bottom >= 0 and right <= WIDTH and top <= HEIGHT
    return is_inside and not any(
        left < o[2] and o[0] < right and bottom < o[3] and o[1] < top for o in others
    )


def _around(mark: Mark) -> Box:
    x, y = mark.x * WIDTH, mark.y * HEIGHT
    return x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS


def _width(name: str) -> float:
    return LETTER * sum(1 + (unicodedata.east_asian_width(letter) in "FW") for letter in name)
