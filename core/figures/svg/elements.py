"""Writes SVG elements: attributes in a fixed order, numbers to a hundredth of a pixel."""

from collections.abc import Iterable
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from core.figures.svg.colours import Colour

Point: TypeAlias = tuple[float, float]
Attributes: TypeAlias = dict[str, str | None]

# What XML 1.0 cannot hold at all.
FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")
# Dashes by name, in widths of the line; a thin line's are made for 3 px.
DASHES = {
    "solid": (),
    "dot": (1, 1),
    "dash": (3, 3),
    "longdash": (5, 5),
    "dashdot": (3, 1, 1, 1),
    "longdashdot": (5, 1, 1, 1),
}
LEAST_DASH = 3.0


def px(value: float) -> str:
    """Write a length, as short as it can be to a hundredth."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def escaped(words: str) -> str:
    """Write words so that XML reads them as they are."""
    return escape(words.translate(FORBIDDEN))


def element(tag: str, inside: str = "", /, **attributes: str | None) -> str:
    """Write an element; `_` in a name is a hyphen, `__` a colon, and what is None is left out."""
    written = "".join(
        f" {name.replace('__', ':').replace('_', '-')}={quoteattr(value.translate(FORBIDDEN))}"
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def group(inside: Iterable[str], /, **attributes: str | None) -> str:
    """Write a group, or nothing where nothing is in it."""
    said = "".join(inside)
    if not said:
        return ""
    return element("g", said, **attributes) if any(attributes.values()) else said


def painted(fill: Colour | None, stroke: Colour | None = None, width: float = 0) -> Attributes:
    """Return the attributes of a filled and outlined element, its outline `width` [px]."""
    attributes: Attributes = {"fill": fill.written if fill and fill.is_seen else "none"}
    if fill and 0 < fill.alpha < 1:
        attributes["fill_opacity"] = px(fill.alpha)
    if stroke and stroke.is_seen and width > 0:
        attributes |= {"stroke": stroke.written, "stroke_width": px(width)}
        if stroke.alpha < 1:
            attributes["stroke_opacity"] = px(stroke.alpha)
    return attributes


def lined(stroke: Colour, width: float, dash: str = "solid") -> Attributes:
    """Return the attributes of a line."""
    dashes = [px(part * max(width, LEAST_DASH)) for part in DASHES[dash]]
    return painted(None, stroke, width) | {"stroke_dasharray": " ".join(dashes) or None}


def path(points: Iterable[Point], *, is_closed: bool = False) -> str:
    """Write the way through points, as the attribute `d` has it."""
    way = "L".join(f"{px(x)} {px(y)}" for x, y in points)
    return f"M{way}{'Z' if is_closed else ''}" if way else ""
