"""How the figures of a clinic's model are written: never without their interval."""

import math

from core.cards import Measured
from core.figures import words
from core.text import Text

# An interval is told to two decimals or two figures of its width, an end to three figures at most.
OF_WIDTH, AT_MOST, DECIMALS = 2, 3, 2


def measured(text: Text, figure: Measured) -> str:
    """Write a figure with its interval, in a sentence: "0.71 (95 % 0.58 to 0.82)"."""
    return text("studio_chart.interval", **_ends(figure))


def cell(text: Text, figure: Measured) -> str:
    """Write a figure with its interval, in a table or a legend: "0.71 [0.58 to 0.82]"."""
    return text("studio_chart.cell", **_ends(figure))


def bare_interval(text: Text, figure: Measured) -> str:
    """Write the two ends alone: "0.58 to 0.82"."""
    ends = _ends(figure)
    return text("words.between", low=ends["low"], high=ends["high"])


def value_of(figure: Measured) -> str:
    """Write the figure alone, where its interval stands beside it."""
    return _ends(figure)["value"]


def percent(text: Text, share: float) -> str:
    """Write a share in whole per cent; a small one, and one near all, with more figures."""
    return words.percent(text, share, OF_WIDTH)


def in_unit(text: Text, written: str, unit: str) -> str:
    """Add the unit to what is written of a figure, where it has one."""
    return text("words.value", value=written, unit=unit) if unit else written


def decimal(number: float, decimals: int) -> str:
    """Write a number with so many decimals and a true minus; what is not finite as a sign."""
    if not math.isfinite(number):
        return "–"
    # Adding 0 turns the -0 that rounding may leave into 0.
    return f"{round(number, decimals) + 0.0:,.{decimals}f}".replace("-", "−")


def decimals_of(figure: Measured) -> int:
    """Return how many decimals an interval deserves: more for a narrow one."""
    ends = [abs(end) for end in (figure.low, figure.high, figure.value) if math.isfinite(end)]
    width = figure.high - figure.low
    largest = max(ends, default=0.0)
    if not largest:
        return DECIMALS
    most = AT_MOST - 1 - math.floor(math.log10(largest))
    if not math.isfinite(width) or width <= 0:
        return max(0, most)
    by_width = OF_WIDTH - 1 - math.floor(math.log10(width))
    return max(0, min(most, max(DECIMALS, by_width)))


def _ends(figure: Measured) -> dict[str, str]:
    decimals = decimals_of(figure)
    ends = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {name: decimal(end, decimals) for name, end in ends.items()}
