"""The marks that all charts among others share: the interval's band, the patient's diamond."""

import math
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from core.cohort.standing import Place
from core.figures.among.axis import Axis
from core.figures.among.strokes import (
    Anchor,
    Pen,
    Sign,
    Spot,
    add_area,
    add_label,
    add_line,
    add_marks,
)
from core.figures.theme import Tokens
from core.text import Text

DIAMOND_SIZE = 15.0
# How far inside the end of an axis a mark stands that lies beyond it, as a share of its length.
ROOM = 0.035
# A text beside a mark to the left of this share of the axis stands to its right, and so on.
NEAR_LEFT, NEAR_RIGHT = 0.35, 0.65


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the patient's diamond stands on an axis, as it is drawn, and to which side it points.

    `side` is 0 for a value at its place, and else -1 or 1: a limit, or a value beyond the axis.
    """

    at: float
    side: int
    is_exact: bool


def diamond(tokens: Tokens, *, is_exact: bool, size: float = DIAMOND_SIZE) -> Sign:
    """Return the patient's diamond: solid for an exact value, open for a limit."""
    if is_exact:
        return Sign("diamond", tokens.ink, size, edge=tokens.ground)
    return Sign("diamond-open", tokens.ink, size)


def mark_of(axis: Axis, place: Place) -> Mark:
    """Return the patient's mark on an axis."""
    return marked(axis.scale.one(place.low), axis.scale.one(place.high), ends=(axis.low, axis.high))


def marked(low: float, high: float, *, ends: tuple[float, float]) -> Mark:
    """Return the mark of what lies from `low` to `high`; one beyond the ends points outward.

    It then stands a little inside, whole and with its arrow.
    """
    is_exact = low == high
    side = 0 if is_exact else 1 if math.isinf(high) else -1
    known = low if side >= 0 else high
    if ends[0] <= known <= ends[1]:
        return Mark(known, side, is_exact)
    room = ROOM * (ends[1] - ends[0])
    is_above = known > ends[1]
    return Mark(ends[1] - room if is_above else ends[0] + room, 1 if is_above else -1, is_exact)


def band_on(axis: Axis) -> tuple[float, float] | None:
    """Return the part of the reference interval on the axis, as drawn; None if there is none."""
    ends = axis.scale.drawn(np.array(axis.scale.band))
    if not np.isfinite(ends).any() or ends[0] >= axis.high or ends[1] <= axis.low:
        return None
    return axis.clipped(float(ends[0])), axis.clipped(float(ends[1]))


def add_band(figure: go.Figure, axis: Axis, tokens: Tokens, span: tuple[float, float]) -> None:
    """Draw the reference interval behind all else, from the first to the second height."""
    band, (bottom, top) = band_on(axis), span
    if band is None:
        return
    low, high = map(axis.at, band)
    add_area(figure, [low, high, high, low], [bottom, bottom, top, top], tokens.band)
    for end in band:
        if axis.low < end < axis.high:
            add_line(figure, [axis.at(end)] * 2, [bottom, top], Pen(tokens.line))


def add_diamond(
    figure: go.Figure, text: Text, mark: Mark, place: tuple[float, float], sign: Sign
) -> None:
    """Draw the patient's diamond at x in the unit and y, with an arrow to where it points."""
    x, y = place
    add_marks(figure, [x], [y], sign)
    if mark.side:
        arrow = text("figure.sign.above" if mark.side > 0 else "figure.sign.below")
        anchor: Anchor = "left" if mark.side > 0 else "right"
        add_label(figure, arrow, Spot(mark.at, y, anchor, mark.side * sign.size * 0.6), sign.colour)


def anchor_at(axis: Axis, drawn: float) -> Anchor:
    """Return by which side a text is held at a place so that it stays on the chart."""
    share = (drawn - axis.low) / (axis.high - axis.low)
    return "left" if share < NEAR_LEFT else "right" if share > NEAR_RIGHT else "center"
