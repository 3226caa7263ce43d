"""The area that data is plotted in: the page less its margins, which grow for what needs room.

The margins follow Plotly: each part says how much room it wants beside which place of the area,
and each pair of parts that together want the most decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

# A figure with no height of its own has Plotly's, and so have its margins.
HEIGHT = 450
MARGINS = {"l": 80, "r": 80, "t": 100, "b": 80}
# Beside what asks for room, no more than the smallest margin.
MOST_PAD = 12
# The least of the page that is left to the area, or what a low page has left.
LEAST_AREA, LEAST_LEFT = 64, 2
# Places that are nearer than such a share of the area are one.
LEAST_BETWEEN = 1e-6


@dataclass(frozen=True, slots=True)
class Frame:
    """A page [px] and its margins [px]."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def across(self) -> float:
        """Return the width of the area [px]."""
        return self.width - self.left - self.right

    @property
    def down(self) -> float:
        """Return the height of the area [px]."""
        return self.height - self.top - self.bottom

    def x(self, share: float) -> float:
        """Return where a share of the area's width lies, from the left."""
        return self.left + share * self.across

    def y(self, share: float) -> float:
        """Return where a share of the area's height lies, from its foot."""
        return self.top + (1 - share) * self.down


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Room [px] that a part wants to each side of its ends, which lie at shares of the area."""

    left: float = 0
    right: float = 0
    bottom: float = 0
    top: float = 0
    left_at: float = 0
    right_at: float = 1
    bottom_at: float = 0
    top_at: float = 1


def framed(width: float, height: float, base: Push, pushes: Sequence[Push]) -> Frame:
    """Return the page with margins that hold its own and whatever else is pushed."""
    pad = min(MOST_PAD, base.left, base.right, base.top, base.bottom)
    every = [base, *(_padded(push, pad) for push in pushes)]
    left, right = base.left, base.right
    bottom, top = base.bottom, base.top
    for one, other in product(every, every):
        left, right = _more(
            (left, right), (one.left, one.left_at), (other.right, other.right_at), width
        )
        bottom, top = _more(
            (bottom, top), (one.bottom, one.bottom_at), (other.top, other.top_at), height
        )
    left, right = _held((left, right), base.left + base.right, width)
    bottom, top = _held((bottom, top), base.bottom + base.top, height)
    return Frame(width, height, round(left), round(right), round(top), round(bottom))


def _held(margins: tuple[float, float], own: float, length: float) -> tuple[float, float]:
    """Return margins that leave room for the area, cut in proportion where they do not."""
    most = length - min(LEAST_AREA, max(LEAST_LEFT, length - own))
    share = min(1.0, most / sum(margins)) if sum(margins) > 0 else 1.0
    return margins[0] * share, margins[1] * share


def _padded(push: Push, pad: float) -> Push:
    return Push(
        left=push.left + pad,
        right=push.right + pad,
        bottom=push.bottom + pad,
        top=push.top + pad,
        left_at=push.left_at,
        right_at=push.right_at,
        bottom_at=push.bottom_at,
        top_at=push.top_at,
    )


def _more(
    now: tuple[float, float], low: tuple[float, float], high: tuple[float, float], length: float
) -> tuple[float, float]:
    """Return the margins that hold two parts at their places, if they are more than now."""
    (low_size, low_at), (high_size, high_at) = low, high
    between = high_at - low_at
    if between < LEAST_BETWEEN:
        return now
    first = (low_size * high_at + (high_size - length) * low_at) / between
    second = (high_size * (1 - low_at) + (low_size - length) * (1 - high_at)) / between
    return (first, second) if first + second > sum(now) else now
