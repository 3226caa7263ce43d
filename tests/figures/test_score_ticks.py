import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.score_ticks import MOST_WORDS, ticks

ends = st.floats(0.5, 16)


@pytest.mark.parametrize(
    ("low", "high", "named"),
    [
        (-3, 3, [1 / 10, 1 / 3, 1, 3, 10]),
        (-5, 8, [1 / 100, 1, 10, 1000]),
        (-10, 10, [1 / 10_000, 1 / 100, 1, 100, 10_000]),
    ],
)
def test_the_outermost_tick_of_each_side_has_words_and_every_second_one(
    low: float, high: float, named: list[float]
) -> None:
    assert [ratio for ratio, is_named in ticks(low, high).items() if is_named] == pytest.approx(
        named
    )


@given(ends, ends)
def test_ticks_rise_within_the_axis_and_few_have_words(low: float, high: float) -> None:
    marked = ticks(-low, high)
    logs = [math.log(ratio) for ratio in marked]
    assert logs == sorted(logs)
    assert -low - 1e-6 <= logs[0] <= 0 <= logs[-1] <= high + 1e-6
    assert sum(marked.values()) <= 2 * MOST_WORDS + 1
    first, *_, last = [*marked.values()] if len(marked) > 1 else [True, True]
    assert first
    assert last
