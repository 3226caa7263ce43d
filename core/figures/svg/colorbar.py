"""Draws the scale of a matrix's colours beside it, with ticks and a title."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.figures.svg.axis import TICK_LENGTH, TITLE_SIZE
from core.figures.svg.colours import NOTHING, Scale
from core.figures.svg.elements import element, group, lined, painted, path, px
from core.figures.svg.frame import Frame, Push
from core.figures.svg.given import Given
from core.figures.svg.heatmap import limits, scale_of
from core.figures.svg.labels import GAP, MIDDLE
from core.figures.svg.words import Font, Words, font_of, words

PAD, THICKNESS, OUTLINE = 10, 30, 1
# The title stands on the bar; its baseline is so far below the top [px, of its size].
TITLE_APART, TITLE_TOP, TITLE_SHARE = 5, 3, 0.75
CENTRES = {"left": 0.0, "center": 0.5, "right": 1.0}
MIDDLES = {"top": 1.0, "middle": 0.5, "bottom": 0.0}


@dataclass(frozen=True, slots=True)
class ColorBar:
    """The scale of colours of a trace; places are shares of the area, sizes [px]."""

    number: int
    given: Given
    scale: Scale
    ends: tuple[float, float]
    thickness: float
    ticks: tuple[tuple[float, Words], ...]
    title: Words | None

    @property
    def width(self) -> float:
        """Return the width with pads, labels and title [px]."""
        beside = max([0.0, *(label.width for _, label in self.ticks)])
        over = self.title.width - self.thickness if self.title else 0.0
        return 2 * PAD + self.thickness + max(beside, over) + self._outline_width

    @property
    def _labels_from(self) -> float:
        size = self.ticks[0][1].font.size
        length = self.given.number("ticklen", TICK_LENGTH) if self.is_marked else 0.0
        return length + GAP * size + 0.5 + self._outline_width / 2

    @property
    def _outline_width(self) -> float:
        return self.given.number("outlinewidth", OUTLINE)

    @property
    def is_marked(self) -> bool:
        """Say whether the ticks have marks."""
        return self.given.word("ticks", "", ("", "outside")) == "outside"

    @property
    def share(self) -> float:
        """Return where the bar stands beside the area, as a share of its width."""
        return self.given.number("x", 1.02)

    def push(self) -> Push:
        """Return the room that the bar wants."""
        over = CENTRES[self.given.word("xanchor", "left", CENTRES)]
        return Push(
            left=self.width * over,
            right=self.width * (1 - over),
            left_at=self.share,
            right_at=self.share,
            bottom_at=0.5,
            top_at=0.5,
        )

    def drawn(self, frame: Frame) -> str:
        """Write the bar, its ticks and its title."""
        left = frame.left + round(self.share * frame.across + PAD)
        left -= self.width * CENTRES[self.given.word("xanchor", "left", CENTRES)]
        top, bottom = self._span(frame)
        over = self.title.height + TITLE_APART if self.title else 0.0
        title = self.title.drawn((left, top + _title_baseline(self.title))) if self.title else ""
        return group(
            [title, *self._bar(left, top + over, bottom), *self._ticks(left, top + over, bottom)]
        )

    def _span(self, frame: Frame) -> tuple[float, float]:
        is_share = self.given.word("lenmode", "fraction", ("fraction", "pixels")) == "fraction"
        length = self.given.number("len", 1.0) * (frame.down if is_share else 1)
        under = MIDDLES[self.given.word("yanchor", "middle", MIDDLES)]
        bottom = frame.y(self.given.number("y", 0.5)) + under * length
        return bottom - length + PAD, bottom - PAD

    def _bar(self, left: float, top: float, bottom: float) -> Iterator[str]:
        name = f"scale{self.number}"
        stops = "".join(
            element(
                "stop",
                offset=f"{share:.4g}",
                stop_color=one.written,
                stop_opacity=None if one.alpha == 1 else px(one.alpha),
            )
            for share, one in self.scale.stops
        )
        yield element("linearGradient", stops, id=name, x1="0", y1="1", x2="0", y2="0")
        look = self._outline() | {"fill": f"url(#{name})"}
        yield element(
            "rect",
            x=px(left),
            y=px(top),
            width=px(self.thickness),
            height=px(bottom - top),
            **look,
        )

    def _outline(self) -> dict[str, str | None]:
        colour = self.given.colour("outlinecolor", "#444")
        return painted(NOTHING, colour, self._outline_width)

    def _ticks(self, left: float, top: float, bottom: float) -> Iterator[str]:
        low, high = self.ends
        edge = left + self.thickness
        for value, label in self.ticks:
            y = bottom - (value - low) / (high - low) * (bottom - top)
            if self.is_marked:
                end = edge + self.given.number("ticklen", TICK_LENGTH)
                look = lined(self.given.colour("tickcolor", "#444"), 1)
                yield element("path", d=path([(edge, y), (end, y)]), **look)
            yield label.drawn((edge + self._labels_from, y + MIDDLE * label.font.size))


def _title_baseline(title: Words) -> float:
    return TITLE_TOP + TITLE_SHARE * title.font.size


def color_bar(trace: Given, number: int, font: Font) -> ColorBar | None:
    """Return the scale of a matrix, None where it is not shown."""
    if not trace.flag("showscale", default=True):
        return None
    given = trace.part("colorbar")
    title, low_high = given.part("title"), limits(trace)
    title.word("side", "top", ("top",))
    title_font = font_of(title.part("font"), font, size=round(TITLE_SIZE * font.size))
    given.word("thicknessmode", "pixels", ("pixels",))
    return ColorBar(
        number=number,
        given=given,
        scale=scale_of(trace),
        ends=low_high,
        thickness=given.number("thickness", THICKNESS),
        ticks=_ticks(given, low_high, font_of(given.part("tickfont"), font)),
        title=words(title.text("text"), title_font) if title.text("text") else None,
    )


def _ticks(given: Given, ends: tuple[float, float], font: Font) -> tuple[tuple[float, Words], ...]:
    if not given.flag("showticklabels", default=True):
        return ()
    if not (given.has("tickvals") and given.has("ticktext")):
        raise given.refused("tickvals", "and ticktext are not both given")
    values = given.column("tickvals")
    said = given.each("ticktext", len(values))
    slack = 1e-9 * (ends[1] - ends[0])
    return tuple(
        (float(value), words(str(label), font))
        for value, label in zip(values, said, strict=True)
        if not np.isnan(value) and ends[0] - slack <= value <= ends[1] + slack
    )
