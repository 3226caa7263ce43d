"""Draws what is written on a figure: words at a place, with an arrow to it if there is one."""

import math
from dataclasses import dataclass

from core.figures.svg.axis import Axes
from core.figures.svg.elements import Point, element, group, lined, painted, path, px
from core.figures.svg.frame import Frame
from core.figures.svg.given import Given
from core.figures.svg.labels import Placed
from core.figures.svg.shapes import DOMAIN, PAPER, place
from core.figures.svg.words import Font, Words, font_of, words

ACROSS = {"left": 0.5, "center": 0.0, "right": -0.5}
DOWN = {"top": 0.5, "middle": 0.0, "bottom": -0.5}
ALIGNED = {"left": "start", "center": "middle", "right": "end"}
THIRD = 1 / 3
PAD, BORDER = 1, 1
# Plotly's own arrow: from up to the left of the place, 2 px wide, head and all.
ARROW_FROM, ARROW_WIDTH = (-10, -30), 2
# The points of a head that looks to the right, in widths of the line, and where it ends the line.
HEADS = {
    0: ((), 0.0),
    1: (((-2.4, -3.0), (-2.4, 3.0), (0.6, 0.0)), 2.0),
    2: (((-3.7, -2.5), (-3.7, 2.5), (1.3, 0.0)), 1.3),
    3: (((-4.45, -1.8), (-2.2, 0.0), (-4.45, 1.8), (1.6, 0.0)), 1.6),
}


@dataclass(frozen=True, slots=True)
class Plate:
    """Words on a plate of some size [px]."""

    words: Words
    pad: float
    border: float

    @property
    def size(self) -> Point:
        """Return the width and height with border and pad."""
        more = 2 * (self.pad + self.border)
        return round(self.words.width + more), round(self.words.height + more)


def annotation(given: Given, axes: Axes, frame: Frame, font: Font) -> str:
    """Write an annotation, or nothing where its place is off its axis."""
    if _is_off(given, axes):
        return ""
    said = words(given.text("text") or "", font_of(given.part("font"), font))
    plate = Plate(said, given.number("borderpad", PAD), given.number("borderwidth", BORDER))
    head = (place(given, "x", "x", axes, frame), place(given, "y", "y", axes, frame))
    shift = (given.number("xshift", 0), -given.number("yshift", 0))
    head = (head[0] + shift[0], head[1] + shift[1])
    parts = []
    middle = _middle(given, head, plate)
    if given.flag("showarrow", default=True):
        tail = _tail(given, head)
        middle = _anchored(given, tail, plate)
        parts = [_arrow(given, tail, middle, head, plate)]
    opacity = px(given.number("opacity")) if given.has("opacity") else None
    return group([*parts, *_plate(given, plate, middle)], opacity=opacity)


def _is_off(given: Given, axes: Axes) -> bool:
    for letter in "xy":
        axis = axes.get(given.text(f"{letter}ref") or letter)
        if axis is not None and not axis.holds(given.number(letter)):
            return True
    return False


def _middle(given: Given, at: Point, plate: Plate) -> Point:
    """Return the middle of the plate beside its place: what is turned keeps to the same side."""
    angle = math.radians(given.number("textangle", 0))
    width, height = plate.size
    sine, cosine = abs(math.sin(angle)), abs(math.cos(angle))
    sizes = (width * cosine + height * sine, width * sine + height * cosine)
    sides = (_side(given, "x", ACROSS), _side(given, "y", DOWN))
    return at[0] + sizes[0] * sides[0], at[1] + sizes[1] * sides[1]


def _side(given: Given, letter: str, sides: dict[str, float]) -> float:
    anchor = given.word(f"{letter}anchor", "auto", ("auto", *sides))
    if anchor != "auto":
        return sides[anchor]
    reference = given.text(f"{letter}ref") or letter
    if reference != PAPER and not reference.endswith(DOMAIN):
        return 0.0
    share = given.number(letter) if letter == "x" else 1 - given.number(letter)
    return 0.5 if share < THIRD else -0.5 if share > 2 * THIRD else 0.0


def _tail(given: Given, head: Point) -> Point:
    for letter in "xy":
        given.word(f"a{letter}ref", "pixel", ("pixel",))
    return head[0] + given.number("ax", ARROW_FROM[0]), head[1] + given.number("ay", ARROW_FROM[1])


def _anchored(given: Given, tail: Point, plate: Plate) -> Point:
    """Return the middle of the plate at the tail of an arrow."""
    across = given.word("xanchor", "auto", ("auto", *ACROSS))
    down = given.word("yanchor", "auto", ("auto", *DOWN))
    width, height = plate.size
    return tail[0] + width * ACROSS.get(across, 0.0), tail[1] + height * DOWN.get(down, 0.0)


def _plate(given: Given, plate: Plate, middle: Point) -> list[str]:
    align = given.word("align", "center", ALIGNED)
    angle = given.number("textangle", 0)
    width, height = plate.size
    left, top = round(middle[0] - width / 2), round(middle[1] - height / 2)
    edge = plate.border + plate.pad
    inner = plate.words.width * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    at = (left + edge + inner, top + edge + plate.words.above)
    said = Placed(plate.words, at, ALIGNED[align], angle, middle).drawn()
    return [_ground(given, plate, (left, top), angle, middle), said]


def _ground(given: Given, plate: Plate, at: Point, angle: float, middle: Point) -> str:
    ground = given.colour("bgcolor", "transparent")
    border = given.colour("bordercolor", "transparent")
    if not ground.is_seen and not border.is_seen:
        return ""
    turn = f"rotate({px(angle)} {px(middle[0])} {px(middle[1])})" if angle else None
    return element(
        "rect",
        x=px(at[0] + plate.border / 2),
        y=px(at[1] + plate.border / 2),
        width=px(plate.size[0] - plate.border),
        height=px(plate.size[1] - plate.border),
        transform=turn,
        **painted(ground, border, plate.border),
    )


def _arrow(given: Given, tail: Point, middle: Point, head: Point, plate: Plate) -> str:
    kind = int(given.number("arrowhead", 1))
    if kind not in HEADS:
        raise given.refused("arrowhead", f"{kind} is not drawn")
    colour = given.colour("arrowcolor", "#444")
    width, size = given.number("arrowwidth", ARROW_WIDTH), given.number("arrowsize", 1)
    far, angle = _direction(tail, head)
    start = _out_of(plate, middle, tail, head)
    back = given.number("standoff", 0)
    corners, shortened = HEADS[kind]
    end = _towards(head, tail, back + shortened * size * width if far else 0)
    tip = _towards(head, tail, back + 1.3 * size * width if corners else 0)
    stroke = element("path", d=path([start, end]), **lined(colour, width))
    if not corners:
        return stroke
    scale = size * width
    way = path([(x * scale, y * scale) for x, y in corners], is_closed=True)
    turn = f"translate({px(tip[0])} {px(tip[1])}) rotate({px(angle)})"
    return stroke + element("path", d=way, transform=turn, **painted(colour))


def _direction(tail: Point, head: Point) -> tuple[float, float]:
    across, down = head[0] - tail[0], head[1] - tail[1]
    return math.hypot(across, down), math.degrees(math.atan2(down, across))


def _towards(start: Point, end: Point, by: float) -> Point:
    far = math.dist(start, end)
    share = by / far if far else 0.0
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _out_of(plate: Plate, middle: Point, tail: Point, head: Point) -> Point:
    """Return where the arrow leaves the plate: its line runs from the tail, under the plate."""
    width, height = plate.size
    across, down = head[0] - tail[0], head[1] - tail[1]
    shares = []
    for step, start, centre, half in (
        (across, tail[0], middle[0], width / 2),
        (down, tail[1], middle[1], height / 2),
    ):
        if step:
            shares.append((centre + math.copysign(half, step) - start) / step)
    share = min([one for one in shares if one > 0], default=0.0)
    return tail[0] + min(share, 1) * across, tail[1] + min(share, 1) * down
