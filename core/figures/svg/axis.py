"""An axis of a figure: where values lie on it, its ticks, and how it looks."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from core.figures.svg.colours import Colour
from core.figures.svg.elements import DASHES
from core.figures.svg.frame import Frame
from core.figures.svg.given import Given
from core.figures.svg.words import Font, Words, font_of, words

Floats = NDArray[np.float64]
Axes: TypeAlias = Mapping[str, "Axis"]

NAME = re.compile(r"([xy])axis(\d*)")
SIDES = {"x": ("bottom", "top"), "y": ("left", "right")}
# Plotly's own, where a figure leaves them out.
LINE_COLOUR, TICK_LENGTH, THIN = "#444", 5, 1
TITLE_SIZE = 1.2
# Between these Plotly writes a number as it stands.
LEAST_PLAIN, MOST_PLAIN = 1e-3, 1e4


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its colour, width [px] and dashes."""

    colour: Colour
    width: float
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick at a value as it is drawn, with its label."""

    at: float
    label: Words | None


@dataclass(frozen=True, slots=True)
class Marks:
    """Tick marks, to the outside or the inside, and labels turned by an angle if one is said."""

    every: tuple[Tick, ...]
    side: str
    length: float
    line: Line
    angle: float | None

    @property
    def outside(self) -> float:
        """Return how far the marks reach out of the area [px]."""
        return self.length if self.side == "outside" else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An axis; `low` and `high` are its ends as drawn, logarithms to base 10 where `is_log`."""

    key: str
    is_log: bool
    low: float
    high: float
    domain: tuple[float, float]
    side: str
    anchor: str
    position: float
    is_visible: bool
    grows_margin: bool
    marks: Marks
    line: Line | None
    is_mirrored: bool
    grid: Line | None
    zero: Line | None
    title: Words | None
    standoff: float | None

    @property
    def letter(self) -> str:
        """Return "x" or "y"."""
        return self.key[0]

    @property
    def is_across(self) -> bool:
        """Say whether the axis runs from left to right."""
        return self.letter == "x"

    @property
    def thickness(self) -> float:
        """Return the width that labels keep free for the line of the axis [px]."""
        return self.line.width if self.line else THIN

    def ends(self, frame: Frame) -> tuple[float, float]:
        """Return where the axis begins and ends on the page [px]."""
        place = frame.x if self.is_across else frame.y
        return place(self.domain[0]), place(self.domain[1])

    def drawn(self, values: Floats) -> Floats:
        """Return values as they are drawn: logarithms on such an axis, nan for 0 and below."""
        return logarithms(values) if self.is_log else values

    def at(self, drawn: float, frame: Frame) -> float:
        """Return where a value as drawn lies on the page [px]."""
        start, end = self.ends(frame)
        return start + (drawn - self.low) / (self.high - self.low) * (end - start)

    def place(self, values: Floats, frame: Frame) -> Floats:
        """Return where values lie on the page [px], nan for those that have no place."""
        start, end = self.ends(frame)
        shares: Floats = (self.drawn(values) - self.low) / (self.high - self.low)
        return start + shares * (end - start)

    def holds(self, drawn: float) -> bool:
        """Say whether a value as drawn lies between the ends."""
        return min(self.low, self.high) <= drawn <= max(self.low, self.high)


def logarithms(values: Floats) -> Floats:
    """Return logarithms to base 10, nan for 0 and below."""
    return np.log10(np.where(values > 0, values, np.nan))


def axes_of(layout: Given, pairs: Sequence[tuple[str, str]], font: Font) -> Axes:
    """Return every axis of a figure by its key ("x2"); `pairs` are those that traces lie on."""
    axes: dict[str, Axis] = {}
    for name in layout.values:
        if found := NAME.fullmatch(name):
            axes[found[1] + found[2]] = _axis(layout.part(name), found[1] + found[2], pairs, font)
    for key in {key for pair in pairs for key in pair} - axes.keys():
        raise layout.refused(f"{key[0]}axis{key[1:]}", "is not given")
    for axis in axes.values():
        if axis.anchor != "free" and axis.anchor not in axes:
            raise layout.refused(f"{axis.letter}axis{axis.key[1:]}.anchor", "is no axis")
    return axes


def _axis(given: Given, key: str, pairs: Sequence[tuple[str, str]], font: Font) -> Axis:
    is_log = given.word("type", "linear", ("linear", "log")) == "log"
    is_visible = given.flag("visible", default=True)
    low, high = _range(given)
    marks = _marks(given, font, is_log=is_log) if is_visible else _no_marks()
    title = given.part("title")
    title_font = font_of(title.part("font"), font, size=round(TITLE_SIZE * font.size))
    return Axis(
        key=key,
        is_log=is_log,
        low=low,
        high=high,
        domain=_domain(given),
        side=given.word("side", SIDES[key[0]][0], SIDES[key[0]]),
        anchor=given.text("anchor") or _partner(key, pairs),
        position=given.number("position", 0),
        is_visible=is_visible,
        grows_margin=given.flag("automargin") and is_visible,
        marks=marks,
        line=_line(given) if is_visible else None,
        is_mirrored=given.flag("mirror"),
        grid=_grid(given) if is_visible else None,
        zero=_zero(given, is_log=is_log) if is_visible else None,
        title=words(title.text("text"), title_font) if is_visible and title.text("text") else None,
        standoff=title.number("standoff") if title.has("standoff") else None,
    )


def _range(given: Given) -> tuple[float, float]:
    ends = given.column("range")
    if len(ends) != len(SIDES) or not np.isfinite(ends).all() or ends[0] == ends[1]:
        raise given.refused("range", "does not say where the axis begins and ends")
    return float(ends[0]), float(ends[1])


def _domain(given: Given) -> tuple[float, float]:
    low, high = given.column("domain") if given.has("domain") else (0.0, 1.0)
    return float(low), float(high)


def _partner(key: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return the axis that the first trace on this one lies on too."""
    for x, y in pairs:
        if key in {x, y}:
            return y if key == x else x
    return "free" if key[1:] else {"x": "y", "y": "x"}[key]


def _marks(given: Given, font: Font, *, is_log: bool) -> Marks:
    is_styled = any(given.has(name) for name in ("ticklen", "tickwidth", "tickcolor"))
    side = given.word("ticks", "outside" if is_styled else "", ("", "outside", "inside"))
    colour = given.colour("tickcolor", LINE_COLOUR)
    return Marks(
        every=_ticks(given, font, is_log=is_log, is_marked=bool(side)),
        side=side,
        length=given.number("ticklen", TICK_LENGTH),
        line=Line(colour, given.number("tickwidth", THIN)),
        angle=None if given.raw("tickangle") in {None, "auto"} else given.number("tickangle"),
    )


def _no_marks() -> Marks:
    return Marks((), "", 0.0, Line(Colour(0, 0, 0), 0.0), None)


def _ticks(given: Given, font: Font, *, is_log: bool, is_marked: bool) -> tuple[Tick, ...]:
    is_labelled = given.flag("showticklabels", default=True)
    if not given.has("tickvals"):
        if is_labelled or is_marked or given.flag("showgrid", default=True):
            raise given.refused("tickvals", "is not given: which ticks would Plotly choose?")
        return ()
    given.word("tickmode", "array", ("array",))
    values = given.column("tickvals")
    font = font_of(given.part("tickfont"), font)
    said = _labels(given, values) if is_labelled else [None] * len(values)
    drawn = logarithms(values) if is_log else values
    low, high = sorted(_range(given))
    return tuple(
        Tick(float(at), words(label, font) if label else None)
        for at, label in zip(drawn, said, strict=True)
        if low <= at <= high or math.isclose(at, low) or math.isclose(at, high)
    )


def _labels(given: Given, values: Floats) -> list[str | None]:
    if given.has("ticktext"):
        return [str(label) for label in given.each("ticktext", len(values))]
    for value in values:
        if value and not LEAST_PLAIN <= abs(value) < MOST_PLAIN:
            raise given.refused("ticktext", f"is not given, for {value:g}")
    return [f"{value:.6g}".replace("-", "−") for value in values]


def _line(given: Given) -> Line | None:
    is_styled = given.has("linecolor") or given.has("linewidth")
    if not given.flag("showline", default=is_styled):
        return None
    width = given.number("linewidth", THIN)
    return Line(given.colour("linecolor", LINE_COLOUR), width) if width else None


def _grid(given: Given) -> Line | None:
    if not given.flag("showgrid", default=True):
        return None
    dash = given.word("griddash", "solid", DASHES)
    return Line(given.colour("gridcolor"), given.number("gridwidth", THIN), dash)


def _zero(given: Given, *, is_log: bool) -> Line | None:
    if is_log or not given.flag("zeroline", default=True):
        return None
    colour = given.colour("zerolinecolor", LINE_COLOUR)
    return Line(colour, given.number("zerolinewidth", THIN))
