from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.among.ticks import MOST_TICKS, linear_ticks, log_ticks, tick_text


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e7))
def test_linear_ticks_are_equal_steps_within_the_ends(low: float, width: float) -> None:
    ticks = linear_ticks(low, low + width)
    steps = {round((b - a) / width, 4) for a, b in pairwise(ticks)}
    slack = 1e-6 * (abs(low) + width)
    assert len(steps) <= 1
    assert 2 <= len(ticks) <= MOST_TICKS
    assert all(low - slack <= tick <= low + width + slack for tick in ticks)


@given(st.floats(1e-6, 1e4), st.floats(1.5, 1e12))
def test_log_ticks_lie_within_the_ends_in_order_and_are_never_crowded(
    low: float, factor: float
) -> None:
    ticks = log_ticks(low, low * factor)
    assert ticks == sorted(set(ticks))
    assert all(low * (1 - 1e-6) <= tick <= low * factor * (1 + 1e-6) for tick in ticks)
    assert 1 < len(ticks) <= MOST_TICKS


@pytest.mark.parametrize(
    ("ends", "ticks"),
    [
        ((0.1, 10), [0.1, 0.2, 0.5, 1, 2, 5, 10]),
        ((0.01, 10), [0.01, 0.03, 0.1, 0.3, 1, 3, 10]),
        ((1e-3, 1e4), [0.001, 0.01, 0.1, 1, 10, 100, 1000, 10000]),
        ((40, 60), [40, 45, 50, 55, 60]),
    ],
)
def test_ticks_of_a_logarithm_grow_coarser_with_its_length(
    ends: tuple[float, float], ticks: list[float]
) -> None:
    assert log_ticks(*ends) == ticks


@pytest.mark.parametrize(
    ("tick", "written"),
    [
        (0.0, "0"),
        (0.05, "0.05"),
        (1500.0, "1,500"),
        (-2.0, "−2"),
        (1e-7, "1 × 10^-7"),
        (2.5e7, "2.5 × 10^7"),
    ],
)
def test_a_tick_is_written_as_people_write_numbers(tick: float, written: str) -> None:
    assert tick_text(tick) == written
