"""Which numbers are marked on an axis, and how they are written."""

import math

from core.text import number

TICKS_WANTED = 6
MOST_TICKS = 8
NICE_STEPS = (1, 2, 5, 10)
FEWEST_TICKS = 4
LEAST_IN_FULL, MOST_IN_FULL = 1e-4, 1e6


def linear_ticks(low: float, high: float) -> list[float]:
    """Return round numbers at equal steps of 1, 2 or 5 between two ends."""
    rough = (high - low) / TICKS_WANTED
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in NICE_STEPS if nice * power >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{i * step:.12g}") for i in range(first, last + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 times powers of ten between two ends above 0; fewer where they are many.

    Where they are too few, the ends are less than a power of ten apart and have equal steps.
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    within: list[float] = []
    for digits in ((1, 2, 5), (1, 3), (1,)):
        ticks = [float(f"{d}e{p}") for p in range(first, last + 1) for d in digits]
        within = [tick for tick in ticks if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9)]
        if len(within) <= MOST_TICKS:
            return within if len(within) >= FEWEST_TICKS else linear_ticks(low, high)
    return within[:: math.ceil(len(within) / MOST_TICKS)]


def tick_text(tick: float) -> str:
    """Write a tick: 0.05, 1,500, 1 × 10^-7."""
    if tick and not LEAST_IN_FULL <= abs(tick) < MOST_IN_FULL:
        return number(tick, len(f"{tick:.12e}".partition("e")[0].rstrip("0").lstrip("-")) - 1 or 1)
    return f"{tick:,.12g}".replace("-", "−")
