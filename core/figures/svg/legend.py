"""Draws the legend: for each trace a sample of its marks, then its name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.figures.svg.colours import NOTHING
from core.figures.svg.elements import DASHES, element, group, lined, painted, px
from core.figures.svg.fonts import LINE
from core.figures.svg.frame import Frame, Push
from core.figures.svg.given import Given
from core.figures.svg.points import Look, looks, symbol
from core.figures.svg.words import Font, Words, font_of, words

SAMPLE, GAP, TALLER = 30, 5, 3
TEXT_AT = SAMPLE + 2 * GAP
MARK_SIZES, BAR = (2, 16), 12
ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0}
DOWN = {"top": 0.0, "middle": 0.5, "bottom": 1.0}


@dataclass(frozen=True, slots=True)
class Entry:
    """A trace by its name."""

    trace: Given
    name: Words

    @property
    def width(self) -> float:
        """Return the width of the sample and the name [px]."""
        return TEXT_AT + self.name.width + GAP

    @property
    def height(self) -> float:
        """Return the height [px]."""
        return self.name.font.size * LINE * len(self.name.lines) + TALLER


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries in rows, and where they stand; places are shares of the area."""

    given: Given
    entries: tuple[Entry, ...]

    @property
    def is_level(self) -> bool:
        """Say whether entries stand beside each other."""
        return self.given.word("orientation", "v", ("v", "h")) == "h"

    @property
    def at(self) -> tuple[float, float]:
        """Return the place, as shares of the area."""
        default = (0.0, -0.1) if self.is_level else (1.02, 1.0)
        return self.given.number("x", default[0]), self.given.number("y", default[1])

    @property
    def anchors(self) -> tuple[float, float]:
        """Return which share of the legend lies to the left of its place, and above it."""
        x, y = self.at
        across = self.given.word("xanchor", "left", (*ACROSS, "auto"))
        down = self.given.word("yanchor", "top" if self.is_level else "auto", (*DOWN, "auto"))
        auto = (0.0 if x < 1 / 3 else 1.0 if x > 2 / 3 else 0.5, DOWN[_auto_side(y)])
        return ACROSS.get(across, auto[0]), DOWN.get(down, auto[1])

    @property
    def border(self) -> float:
        """Return the width of the border [px]."""
        return self.given.number("borderwidth", 0)

    def places(self, across: float) -> list[tuple[float, float]]:
        """Return where each entry begins and its middle lies, within a width [px]."""
        border = self.border
        if not self.is_level:
            tops = np.cumsum([0, *(entry.height for entry in self.entries)])
            return [
                (border, border + GAP + top + entry.height / 2)
                for top, entry in zip(tops, self.entries, strict=False)
            ]
        step = self._step(across)
        places, x, y = [], 0.0, 0.0
        tall = max(entry.height for entry in self.entries)
        for entry in self.entries:
            wide = step or entry.width
            if x and x + wide + 2 * border > across and step:
                x, y = 0.0, y + tall
            places.append((border + x, border + GAP + y + entry.height / 2))
            x += wide
        return places

    def size(self, across: float) -> tuple[float, float]:
        """Return the width and height within a width [px]."""
        places = self.places(across)
        right = max(x + e.width for (x, _), e in zip(places, self.entries, strict=True))
        foot = max(y + e.height / 2 for (_, y), e in zip(places, self.entries, strict=True))
        return np.ceil(right + self.border), np.ceil(foot + GAP + self.border)

    def push(self, frame: Frame) -> Push:
        """Return the room that the legend wants."""
        (width, height), (x, y) = self.size(frame.across), self.at
        left, above = self.anchors
        return Push(
            left=width * left,
            right=width * (1 - left),
            top=height * above,
            bottom=height * (1 - above),
            left_at=x,
            right_at=x,
            bottom_at=y,
            top_at=y,
        )

    def drawn(self, frame: Frame, ground: str) -> str:
        """Write the legend, on the colour of the page where it has none of its own."""
        width, height = self.size(frame.across)
        left = frame.x(self.at[0]) - self.anchors[0] * width
        top = frame.y(self.at[1]) - self.anchors[1] * height
        left = max(0.0, min(left, frame.width - width))
        top = max(0.0, min(top, frame.height - height))
        plate = element(
            "rect",
            x=px(self.border / 2),
            y=px(self.border / 2),
            width=px(width - self.border),
            height=px(height - self.border),
            **painted(
                self.given.colour("bgcolor", ground),
                self.given.colour("bordercolor", "#444"),
                self.border,
            ),
        )
        entries = (
            _entry(entry, at)
            for entry, at in zip(self.entries, self.places(frame.across), strict=True)
        )
        return group([plate, *entries], transform=f"translate({px(left)} {px(top)})")

    def _step(self, across: float) -> float:
        """Return the width of a column, or 0 where all entries stand in one row."""
        whole = sum(entry.width for entry in self.entries) + 2 * self.border
        return max(entry.width for entry in self.entries) if whole > across else 0.0


def legend(layout: Given, traces: Sequence[Given], font: Font) -> Legend | None:
    """Return the legend, None where there is none. Raises ValueError where Plotly would choose."""
    if not layout.has("showlegend") and len(traces) > 1:
        raise layout.refused("showlegend", "is not given")
    named = [
        trace
        for trace in traces
        if trace.flag("showlegend", default=trace.raw("type") != "heatmap")
    ]
    if not layout.flag("showlegend") or not named:
        return None
    given = layout.part("legend")
    own = font_of(given.part("font"), font)
    for trace in named:
        if not trace.has("name"):
            raise trace.refused("name", "is not given")
    return Legend(given, tuple(Entry(trace, words(trace.text("name"), own)) for trace in named))


def _auto_side(share: float) -> str:
    return "bottom" if share < 1 / 3 else "top" if share > 2 / 3 else "middle"


def _entry(entry: Entry, at: tuple[float, float]) -> str:
    size = entry.name.font.size
    more = (len(entry.name.lines) - 1) * LINE * size / 2
    name = entry.name.drawn((TEXT_AT, size * 1.3 * 0.3 - more))
    sample = _bar(entry.trace) if entry.trace.raw("type") == "bar" else _sample(entry.trace)
    opacity = px(entry.trace.number("opacity")) if entry.trace.has("opacity") else None
    drawn = [group([sample], opacity=opacity), name]
    return group(drawn, transform=f"translate({px(at[0])} {px(at[1])})")


def _sample(trace: Given) -> str:
    mode, line, parts = trace.text("mode"), trace.part("line"), []
    fill = trace.text("fill")
    is_filled = fill not in {"", "none"}
    up = 0 if "markers" in mode or not is_filled else 2 if "lines" in mode else 3
    if is_filled:
        look = painted(trace.colour("fillcolor"))
        parts.append(element("path", d=f"M5 {-up}h{SAMPLE}v6h-{SAMPLE}z", **look))
    width = line.number("width", 2)
    if "lines" in mode and width:
        own = line if line.has("color") else trace.part("marker")
        look = lined(own.colour("color"), min(10, width), line.word("dash", "solid", DASHES))
        parts.append(element("path", d=f"M5 {-up}h{SAMPLE}", **look))
    if "markers" in mode:
        parts.append(_mark(trace))
    if not parts and mode == "text":
        raise trace.refused("showlegend", "asks for a sample of a text")
    return "".join(parts)


def _mark(trace: Given) -> str:
    marker = trace.part("marker")
    count = max(1, len(trace.column("x")))
    every = looks(marker, count)
    sizes = [float(look.size) for look in every]
    low, high = MARK_SIZES
    look: Look = every[0]._replace(size=min(high, max(low, sum(sizes) / len(sizes))))
    middle = f"translate({px(TEXT_AT / 2)} 0)"
    return element("path", transform=middle, **symbol(marker, look))


def _bar(trace: Given) -> str:
    marker = trace.part("marker")
    first = Given(marker.path, {"color": marker.each("color", 1)[0]})
    half = BAR / 2
    line = marker.part("line")
    edge = line.colour("color") if line.number("width", 0) else NOTHING
    return element(
        "rect",
        x=px(TEXT_AT / 2 - half),
        y=px(-half),
        width=px(BAR),
        height=px(BAR),
        **painted(first.colour("color"), edge, line.number("width", 0)),
    )
