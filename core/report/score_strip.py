"""Places a score and the two groups behind it on a logarithmic axis with "even" in its middle.

Positions are shares of the axis's width, 0 at the left end and 1 at the right.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.figures import words
from core.figures.score_ticks import ticks
from core.scoring.background import Background
from core.scoring.score import Estimate, RiskScore
from core.text import Text

LEAST_DECADES, MOST_DECADES = 1.25, 6.0
MARGIN = 1.05
# Where a group's density has fallen below this share of the highest, the axis may end.
FAINT = 0.02
MOST_POINTS = 100
# A tick nearer to the end of the axis than this has no room for its words.
LABELLED = 0.86


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis that reaches as many decades to either side of even."""

    decades: float

    @classmethod
    def around(cls, result: RiskScore, background: Background | None) -> "Axis":
        """Make an axis that shows every mark and the groups, as far as the limits allow."""
        estimate, again = result.estimate, result.repeatability
        marks = (estimate.low, estimate.high, estimate.sceptical, again.low, again.high)
        reach = [*map(abs, marks), *_support(background)]
        wanted = MARGIN * max(reach) / math.log(10)
        return cls(min(max(wanted, LEAST_DECADES), MOST_DECADES))

    def bar(self, low: float, high: float) -> dict[str, Any]:
        """Return where two natural-log ratios lie on the axis, and which end runs off it."""
        ends = self.position(low), self.position(high)
        shown = [min(max(end, 0.0), 1.0) for end in ends]
        return {
            "low": shown[0],
            "high": shown[1],
            "off_left": ends[0] < 0,
            "off_right": ends[1] > 1,
        }

    def mark(self, log_ratio: float) -> dict[str, Any]:
        """Return where one natural-log ratio lies on the axis, and whether it is off it."""
        at = self.position(log_ratio)
        return {"at": min(max(at, 0.0), 1.0), "is_off": not 0 <= at <= 1}

    def position(self, log_ratio: float) -> float:
        """Return where a natural-log ratio lies; outside 0 to 1 where it is off the axis."""
        return 0.5 + log_ratio / math.log(10) / (2 * self.decades)

    @property
    def marked(self) -> dict[float, bool]:
        """Return the likelihood ratios to mark to either side of even, and which have words."""
        furthest = LABELLED * self.decades * math.log(10)
        return ticks(-furthest, furthest)


def _support(background: Background | None) -> list[float]:
    if background is None:
        return []
    highest = max(*background.controls, *background.cases)
    rows = zip(background.log_ratio, background.controls, background.cases, strict=True)
    return [abs(x) for x, controls, cases in rows if max(controls, cases) > FAINT * highest]


def strip_content(text: Text, result: RiskScore, background: Background | None) -> dict[str, Any]:
    """Write the strip as the template draws it."""
    axis, is_virtual = Axis.around(result, background), result.model.is_virtual
    return {
        "ticks": [
            {
                "at": axis.position(math.log(ratio)),
                "label": words.tick(text, ratio) if is_named else "",
            }
            for ratio, is_named in axis.marked.items()
        ],
        "sides": [words.side(text, kind, is_virtual=is_virtual) for kind in ("controls", "cases")],
        "groups": _groups(text, axis, background, is_virtual=is_virtual),
        "patient": _patient(text, axis, result.estimate),
        "sceptical": _sceptical(text, axis, result.estimate),
        "again": _again(text, axis, result),
    }


def _patient(text: Text, axis: Axis, estimate: Estimate) -> dict[str, Any]:
    return {
        "name": text("report.strip.patient"),
        "label": text(
            "report.strip.label",
            times=words.times(text, estimate.times),
            between=words.times_between(text, estimate.times_interval),
        ),
        **axis.mark(estimate.log_ratio),
        **axis.bar(estimate.low, estimate.high),
    }


def _sceptical(text: Text, axis: Axis, estimate: Estimate) -> dict[str, Any]:
    return {
        "name": text("report.strip.sceptical"),
        "label": words.times(text, estimate.sceptical_times),
        **axis.mark(estimate.sceptical),
        # Runs off to the side it is on, as a bar without length.
        **axis.bar(estimate.sceptical, estimate.sceptical),
    }


def _again(text: Text, axis: Axis, result: RiskScore) -> dict[str, Any] | None:
    again = result.repeatability
    if not again.covered:
        return None
    label = words.times_between(text, again.times_interval)
    return {
        "name": text("report.strip.again"),
        "label": label,
        **axis.bar(again.low, again.high),
    }


def _groups(
    text: Text, axis: Axis, background: Background | None, *, is_virtual: bool
) -> list[dict[str, Any]]:
    if background is None:
        return []
    highest = max(*background.controls, *background.cases)
    return [
        {
            "kind": kind,
            "name": words.group(text, kind, is_virtual=is_virtual),
            "curve": _curve(axis, background.log_ratio, density, highest),
        }
        for kind, density in (("controls", background.controls), ("cases", background.cases))
    ]


def _curve(
    axis: Axis, grid: Sequence[float], density: Sequence[float], highest: float
) -> list[tuple[float, float]]:
    """Return the hill; what lies beyond the axis is cut off by it, not closed by a line inside."""
    points = [(axis.position(x), height / highest) for x, height in zip(grid, density, strict=True)]
    seen = [place for place, (x, _) in enumerate(points) if 0 <= x <= 1]
    shown = points[max(seen[0] - 1, 0) : seen[-1] + 2]
    # Both ends are kept.
    every = max(1, math.ceil(len(shown) / (MOST_POINTS - 1)))
    kept = [*shown[:-1:every], shown[-1]]
    return [(round(x, 4), round(height, 4)) for x, height in kept]
