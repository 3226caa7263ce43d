"""Draws rectangles, lines and circles that a figure places by values, or by shares of an area."""

from core.figures.svg.axis import Axes
from core.figures.svg.elements import DASHES, element, lined, painted, path, px
from core.figures.svg.frame import Frame
from core.figures.svg.given import Given

TYPES = ("rect", "line", "circle")
LAYERS = ("below", "between", "above")
PAPER, DOMAIN = "paper", " domain"
LINE_WIDTH = 2


def shape(given: Given, axes: Axes, frame: Frame) -> str:
    """Write a shape, cut off where an axis that it is placed on ends."""
    corners = [place(given, name[0], name, axes, frame) for name in ("x0", "y0", "x1", "y1")]
    drawn = _drawn(given, *corners)
    opacity = px(given.number("opacity")) if given.has("opacity") else None
    clip = clip_name(given, axes)
    attributes = {"clip_path": f"url(#{clip})" if clip else None, "opacity": opacity}
    if not drawn or not any(attributes.values()):
        return drawn
    return element("g", drawn, **attributes)


def _drawn(given: Given, x0: float, y0: float, x1: float, y1: float) -> str:
    line = given.part("line")
    width = line.number("width", LINE_WIDTH)
    edge = lined(line.colour("color"), width, line.word("dash", "solid", DASHES)) if width else {}
    kind = given.word("type", "rect", TYPES)
    if kind == "line":
        return element("path", d=path([(x0, y0), (x1, y1)]), **edge) if edge else ""
    look = {**edge, **painted(given.colour("fillcolor", "transparent"))}
    if kind == "rect":
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        return element("path", d=path(corners, is_closed=True), **look)
    sizes = {"rx": px(abs(x1 - x0) / 2), "ry": px(abs(y1 - y0) / 2)}
    return element("ellipse", cx=px((x0 + x1) / 2), cy=px((y0 + y1) / 2), **sizes, **look)


def layer(given: Given) -> str:
    """Return whether a shape lies below the axes, between grid and data, or above."""
    return given.word("layer", "above", LAYERS)


def place(given: Given, letter: str, name: str, axes: Axes, frame: Frame) -> float:
    """Return where an end of a shape or an annotation lies on the page [px]."""
    reference = given.text(f"{letter}ref") or letter
    value = given.number(name)
    if reference == PAPER:
        return frame.x(value) if letter == "x" else frame.y(value)
    axis = axes.get(reference.removesuffix(DOMAIN))
    if axis is None or axis.letter != letter:
        raise given.refused(f"{letter}ref", f"{reference!r} is no axis")
    if reference.endswith(DOMAIN):
        start, end = axis.ends(frame)
        return start + value * (end - start)
    # A shape has values, an annotation the logarithms of values: both as Plotly has it.
    if name == letter or not axis.is_log:
        return axis.at(value, frame)
    return float(axis.place(given.column(name).reshape(1), frame)[0])


def clip_name(given: Given, axes: Axes) -> str:
    """Return the name of the clip of the axes that a shape is placed on, empty for none."""
    keys = [given.text(f"{letter}ref") or letter for letter in "xy"]
    on = [key if key in axes else "" for key in keys]
    return f"clip-{'-'.join(key or 'page' for key in on)}" if any(on) else ""


def clips(shapes: list[Given], axes: Axes, frame: Frame) -> list[str]:
    """Return the clips that the shapes name."""
    found: dict[str, str] = {}
    for given in shapes:
        if name := clip_name(given, axes):
            x, y = (axes.get(given.text(f"{letter}ref") or letter) for letter in "xy")
            left, right = sorted(x.ends(frame)) if x else (0.0, frame.width)
            top, bottom = sorted(y.ends(frame)) if y else (0.0, frame.height)
            area = element(
                "rect", x=px(left), y=px(top), width=px(right - left), height=px(bottom - top)
            )
            found[name] = element("clipPath", area, id=name)
    return list(found.values())
