"""How much longer work takes, from how quickly it went of late."""

import time
from collections import deque
from collections.abc import Callable

# Before that, a start that was slow or quick would make a promise of itself.
FEWEST_SECONDS = 2.0
SMALLEST_SHARE = 0.02
# How far a new estimate moves the one before: the steps of a job are not equally quick.
WEIGHT = 0.3


class TimeLeft:
    """Estimates the seconds left each time it is told the share done."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin now."""
        self._clock = clock
        self._start = self._last = clock()
        self._told: deque[tuple[float, float]] = deque([(self._start, 0.0)])
        self._left: float | None = None

    def after(self, share: float) -> float | None:
        """Return the seconds left with this share done, None while it is too early to tell."""
        now = self._clock()
        since, self._last = now - self._last, now
        plain = self._at_the_pace_of_late(now, share)
        expected = None if self._left is None else max(0.0, self._left - since)
        if plain is None:
            self._left = expected
        else:
            before = plain if expected is None else expected
            self._left = before + WEIGHT * (plain - before)
        return self._left

    def _at_the_pace_of_late(self, now: float, share: float) -> float | None:
        """Return the seconds left if all goes on as in the later half of the time so far."""
        middle = (self._start + now) / 2
        self._told.append((now, share))
        while self._told[1][0] <= middle:
            self._told.popleft()
        then, before = self._told[0]
        if now - self._start < FEWEST_SECONDS or share < SMALLEST_SHARE or share <= before:
            return None
        return (now - then) * (1 - share) / (share - before)
