"""The marker strip: one value against its reference interval, drawn the same wherever it stands.

All strips lie on one axis, in [SD] from the middle of the interval: band = reference interval,
diamond = patient, open diamond with an arrow = a value known only to lie on that side of a limit.
A value beyond REACH is drawn at the end of the axis, with an arrow that says it lies further out.
"""

import base64
import math

from core.figures.flags import REACH, Strip, flag, strip
from core.figures.table import Cell, Picture
from core.figures.theme import Tokens
from core.figures.words import flag as flag_word
from core.figures.words import value as value_words
from core.markers import Sex
from core.markers.marker import STANDARD_NORMAL_97_5
from core.panel import Measurement
from core.text import Text

WIDTH, HEIGHT = 216, 24
CELL_WIDTH = WIDTH + 24
MIDDLE = HEIGHT / 2
PIXELS_PER_SD = (WIDTH - HEIGHT) / (2 * REACH)
DIAMOND = 6.0
ARROW = 5.0


def strip_cell(text: Text, measurement: Measurement, sex: Sex | None, tokens: Tokens) -> Cell:
    """Return the strip of a measurement as a picture with its words, or a dash if it has none."""
    place = strip(measurement, sex)
    if place is None:
        return text("figure.strip.none")
    words = text(
        "figure.strip.words",
        marker=measurement.marker.name(text.language),
        value=value_words(text, measurement),
        flag=flag_word(text, flag(measurement, sex)),
    )
    return Picture(_address(strip_svg(place, tokens)), words)


def strip_svg(place: Strip, tokens: Tokens) -> str:
    """Draw a strip as SVG, WIDTH x HEIGHT [px]."""
    left, right = (_x(end * STANDARD_NORMAL_97_5) for end in (-1, 1))
    parts = [
        _band(left, right, tokens.band),
        _line(_x(-REACH), MIDDLE, _x(REACH), MIDDLE, tokens.line),
        *(_line(x, 4, x, HEIGHT - 4, tokens.line) for x in (left, right)),
        *_mark(place, tokens),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def _mark(place: Strip, tokens: Tokens) -> list[str]:
    """Draw the patient: solid for an exact value, open for a limit; an arrow if it lies beyond."""
    is_exact = place.low == place.high
    side = 0 if is_exact else 1 if math.isinf(place.high) else -1
    known = place.low if side >= 0 else place.high
    x = _x(max(-REACH, min(REACH, known)))
    if abs(known) > REACH:
        side = 1 if known > 0 else -1
    arrow = [_arrow(x, side, tokens.ink)] if side else []
    return [*arrow, _diamond(x, tokens.ink if is_exact else tokens.ground, tokens.ink)]


def _x(z: float) -> float:
    return WIDTH / 2 + z * PIXELS_PER_SD


def _band(left: float, right: float, colour: str) -> str:
    width, height = right - left, HEIGHT - 8
    return f'<rect x="{left:.1f}" y="4" width="{width:.1f}" height="{height}" fill="{colour}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="1"/>'


def _diamond(x: float, fill: str, edge: str) -> str:
    d = DIAMOND
    return (
        f'<path d="M{x:.1f} {MIDDLE - d:.1f}l{d} {d}l-{d} {d}l-{d} -{d}z" '
        f'fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'
    )


def _arrow(x: float, side: int, colour: str) -> str:
    tip = x + side * (DIAMOND + ARROW + 1)
    back = tip - side * ARROW
    return (
        f'<path d="M{x:.1f} {MIDDLE}L{tip:.1f} {MIDDLE}M{back:.1f} {MIDDLE - ARROW}'
        f'L{tip:.1f} {MIDDLE}L{back:.1f} {MIDDLE + ARROW}" fill="none" stroke="{colour}" '
        f'stroke-width="1.5"/>'
    )


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
