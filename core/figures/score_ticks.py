"""Which likelihood ratios are marked on the axis of the score, and which have room for words."""

import math

# Between the powers of ten on a short axis.
FINER = math.log(3)
SHORT = math.log(10) * 3.2
# On a narrow screen, more words to one side would run into each other.
MOST_WORDS = 2


def ticks(low: float, high: float) -> dict[float, bool]:
    """Return the ratios to mark between two natural-log ratios, and whether each has its words.

    Even is always named, and the outermost tick of a side.
    """
    is_short = high - low < SHORT
    left, right = side(-low, finer=is_short), side(high, finer=is_short)
    every = max(1, math.ceil(max(len(left), len(right)) / MOST_WORDS))
    inverse = {1 / ratio: named for ratio, named in reversed(worded(left, every).items())}
    return {**inverse, 1.0: True, **worded(right, every)}


def side(reach: float, *, finer: bool) -> list[float]:
    """Return the ratios to mark on one side of even up to a reach [natural log]."""
    powers = [10.0**power for power in range(1, math.floor(reach / math.log(10) + 1e-9) + 1)]
    return [3.0, *powers] if finer and reach >= FINER else powers


def worded(ratios: list[float], every: int) -> dict[float, bool]:
    """Say which ratios of one side have words: every so many, counted from the outermost."""
    last = len(ratios) - 1
    return {ratio: (last - place) % every == 0 for place, ratio in enumerate(ratios)}
