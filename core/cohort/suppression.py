"""Small cells: what must not be told of a cohort that is shared, lest somebody be recognised.

Applied where results are made, so that no page, file or report can forget it.
"""

from core.cohort.result import Count

# Fewer people than this are not told, as a count or as a statistic of them.
SMALLEST_CELL = 5
# Other counts are rounded to a multiple of it: no difference of two of them then tells a small one.
ROUNDED_TO = 5


def shown_count(count: int, *, is_shared: bool) -> Count:
    """Return a count as it may be told: rounded, or None where it is small; as it is if not shared.

    None at all is told: that a thing does not occur identifies nobody.
    """
    if not is_shared or count == 0:
        return count
    return None if count < SMALLEST_CELL else ROUNDED_TO * round(count / ROUNDED_TO)
