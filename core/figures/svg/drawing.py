"""Puts a figure together as one SVG: page, axes, traces, shapes, words, legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from core.figures.svg import rulers, scatter
from core.figures.svg.annotations import annotation
from core.figures.svg.axis import Axes, axes_of
from core.figures.svg.bars import bars
from core.figures.svg.colorbar import ColorBar, color_bar
from core.figures.svg.elements import element, escaped, group, px
from core.figures.svg.frame import HEIGHT, MARGINS, Frame, Push, framed
from core.figures.svg.given import Given
from core.figures.svg.heading import heading
from core.figures.svg.heatmap import heatmap
from core.figures.svg.known import check
from core.figures.svg.labels import push
from core.figures.svg.legend import Legend, legend
from core.figures.svg.shapes import clips, layer, shape
from core.figures.svg.subplot import Subplot
from core.figures.svg.words import Font

WHITE, INK, FAMILY, SIZE = "#fff", "#444", "sans-serif", 12
# Margins move labels, labels move margins: both rest after a few rounds.
MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure whose every part was read; only where it stands is open."""

    layout: Given
    traces: tuple[Given, ...]
    axes: Axes
    pairs: tuple[tuple[str, str], ...]
    legend: Legend | None
    bars: tuple[ColorBar, ...]
    font: Font

    @property
    def ground(self) -> str:
        """Return the colour of the page."""
        return self.layout.text("paper_bgcolor") or WHITE


def svg_of(figure: go.Figure, *, width: int = 900, title: str = "", description: str = "") -> str:
    """Return a figure as SVG, `width` [px] wide and as high as its layout says.

    `title` and `description` say in words what is seen. The same figure gives the same text.
    Raises ValueError for what is not drawn as Plotly would draw it.
    """
    read = _read(figure)
    frame = _frame(read, width)
    said = "".join(
        element(tag, escaped(words))
        for tag, words in (("title", title), ("desc", description))
        if words
    )
    drawn = "".join(_layers(read, frame))
    return element(
        "svg",
        said + drawn,
        xmlns="http://www.w3.org/2000/svg",
        xmlns__xlink="http://www.w3.org/1999/xlink",
        width=px(frame.width),
        height=px(frame.height),
        viewBox=f"0 0 {px(frame.width)} {px(frame.height)}",
        font_family=read.layout.part("font").text("family") or FAMILY,
        role="img",
        xml__space="preserve",
    )


def _read(figure: go.Figure) -> Figure:
    plain = figure.to_plotly_json()
    data, looks = plain.get("data", []), plain.get("layout", {})
    shown = [(n, trace) for n, trace in enumerate(data) if trace.get("visible") is not False]
    check(data, looks)
    layout = Given("layout", looks)
    traces = tuple(Given(f"data[{number}]", trace) for number, trace in shown)
    pairs = tuple(dict.fromkeys(_pair(trace) for trace in traces)) or (("x", "y"),)
    given = layout.part("font")
    font = Font(
        size=given.number("size", SIZE),
        colour=given.colour("color", INK),
        family=given.text("family"),
    )
    plain_font = Font(font.size, font.colour)
    return Figure(
        layout=layout,
        traces=traces,
        axes=axes_of(layout, pairs, plain_font),
        pairs=pairs,
        legend=legend(layout, traces, plain_font),
        bars=tuple(_colour_bars(traces, plain_font)),
        font=plain_font,
    )


def _pair(trace: Given) -> tuple[str, str]:
    return trace.text("xaxis") or "x", trace.text("yaxis") or "y"


def _colour_bars(traces: Sequence[Given], font: Font) -> Iterator[ColorBar]:
    for number, trace in enumerate(traces):
        if trace.raw("type") == "heatmap" and (found := color_bar(trace, number, font)):
            yield found


def _frame(figure: Figure, width: int) -> Frame:
    """Return the page with margins that hold what stands in them."""
    layout = figure.layout
    margins = {
        side: layout.part("margin").number(side, default) for side, default in MARGINS.items()
    }
    base = Push(left=margins["l"], right=margins["r"], bottom=margins["b"], top=margins["t"])
    height = layout.number("height", HEIGHT)
    frame = framed(width, height, base, ())
    for _ in range(MOST_ROUNDS):
        grown = framed(width, height, base, list(_pushes(figure, frame)))
        if grown == frame:
            break
        frame = grown
    return frame


def _pushes(figure: Figure, frame: Frame) -> Iterator[Push]:
    for axis in figure.axes.values():
        if axis.grows_margin:
            yield push(axis, figure.axes, frame)
    if figure.legend:
        yield figure.legend.push(frame)
    yield from (bar.push() for bar in figure.bars)


def _layers(figure: Figure, frame: Frame) -> Iterator[str]:
    """Yield what is drawn, from the ground up."""
    axes, layout = figure.axes, figure.layout
    shapes = list(layout.parts("shapes"))
    subplots = [Subplot(axes[x], axes[y], frame) for x, y in figure.pairs]
    clip = [subplot.clip_path() for subplot in subplots]
    yield element("defs", "".join([*clip, *clips(shapes, axes, frame)]))
    yield element("rect", width=px(frame.width), height=px(frame.height), fill=figure.ground)
    yield from _grounds(figure, subplots)
    yield from (shape(one, axes, frame) for one in shapes if layer(one) == "below")
    for subplot in subplots:
        yield from rulers.behind(subplot.x, subplot.y, frame)
    yield from (shape(one, axes, frame) for one in shapes if layer(one) == "between")
    for subplot in subplots:
        yield from _traces(figure, subplot)
    for axis in axes.values():
        yield group(rulers.before(axis, axes, frame))
    yield from (shape(one, axes, frame) for one in shapes if layer(one) == "above")
    if figure.legend:
        yield figure.legend.drawn(frame, figure.ground)
    yield from (bar.drawn(frame) for bar in figure.bars)
    yield heading(layout, frame, figure.font)
    for one in layout.parts("annotations"):
        yield annotation(one, axes, frame, figure.font)


def _grounds(figure: Figure, subplots: Sequence[Subplot]) -> Iterator[str]:
    ground = figure.layout.colour("plot_bgcolor", WHITE)
    if ground.written == figure.layout.colour("paper_bgcolor", WHITE).written:
        return
    for subplot in subplots:
        yield subplot.rectangle(fill=ground.written if ground.is_seen else "none")


def _traces(figure: Figure, subplot: Subplot) -> Iterator[str]:
    """Yield the traces of a subplot: matrices below bars, bars below points."""
    own = [t for t in figure.traces if _pair(t) == (subplot.x.key, subplot.y.key)]
    kinds = {
        kind: [t for t in own if (t.raw("type") or "scatter") == kind]
        for kind in ("heatmap", "bar", "scatter")
    }
    yield from (heatmap(trace, subplot) for trace in kinds["heatmap"])
    yield from (bars(trace, subplot, figure.font) for trace in kinds["bar"])
    points = [scatter.scatter(trace, subplot, figure.font) for trace in kinds["scatter"]]
    for before, trace, after in zip([None, *points], points, [*points[1:], None], strict=False):
        yield scatter.drawn(trace, before, after)
