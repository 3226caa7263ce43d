from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.jobs.time_left import TimeLeft

STEPS = st.lists(st.tuples(st.floats(0.01, 1000), st.floats(0.001, 1)), min_size=1, max_size=30)


def told(moments: list[float], shares: list[float]) -> list[float | None]:
    """What is told at some moments after the start, with these shares done."""
    clock = iter([0.0, *moments])
    left = TimeLeft(lambda: next(clock))
    return [left.after(share) for share in shares]


def test_work_that_goes_on_evenly_is_told_to_the_second() -> None:
    found = told([20.0, 40.0, 60.0, 80.0], [0.2, 0.4, 0.6, 0.8])
    assert found == pytest.approx([80, 60, 40, 20])


def test_nothing_is_promised_at_the_start() -> None:
    assert told([1.0, 60.0], [0.5, 0.001]) == [None, None]


def test_a_slow_start_is_soon_forgotten() -> None:
    found = told([40.0, *range(41, 101)], [0.02, *(0.02 + n / 100 for n in range(1, 61))])
    assert found[-1] == pytest.approx(38, abs=4)


def test_while_a_step_stands_still_the_time_left_counts_down() -> None:
    assert told([50.0, 110.0, 115.0], [0.5, 0.5, 0.5]) == [50, 0, 0]


@given(STEPS)
def test_the_time_left_is_never_negative_and_none_is_left_at_the_end(
    steps: list[tuple[float, float]],
) -> None:
    moments = list(accumulate(seconds for seconds, _ in steps))
    total = sum(share for _, share in steps)
    shares = [done / total for done in accumulate(share for _, share in steps)]
    assert all(left is None or left >= 0 for left in told(moments, shares))
