"""Figures with intervals: ends in order, as many decimals as the interval deserves."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cards import Measured
from core.figures.studio.numbers import (
    bare_interval,
    cell,
    decimal,
    decimals_of,
    in_unit,
    measured,
    value_of,
)
from core.text import Language, text_in

EN, JA = text_in(Language.EN), text_in(Language.JA)


def plain(written: str) -> float:
    return float(written.replace("−", "-").replace(",", ""))


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(sorted))
def test_the_ends_that_are_written_hold_the_figure_that_is_written(ends: list[float]) -> None:
    low, value, high = ends
    figure = Measured(value, low, high)
    first, last = (plain(end) for end in bare_interval(EN, figure).split(" to "))
    assert first <= plain(value_of(figure)) <= last


@given(st.floats(1e-4, 1), st.floats(1e-3, 0.5))
def test_no_end_is_written_farther_off_than_a_tenth_of_its_interval(
    middle: float, half: float
) -> None:
    figure = Measured(middle, middle - half * middle, middle + half * middle)
    tenth = max(0.1 * (figure.high - figure.low), 0.005 * figure.high)
    for end in (figure.low, figure.value, figure.high):
        assert abs(plain(decimal(end, decimals_of(figure))) - end) <= tenth


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        (Measured(0.7134, 0.5812, 0.8244), "0.71 [0.58 to 0.82]"),
        (Measured(0.71234, 0.7091, 0.7156), "0.712 [0.709 to 0.716]"),
        (Measured(-0.0004, -0.31, 0.3), "0.00 [−0.31 to 0.30]"),
        (Measured(1.0, 1.0, 1.0), "1.00 [1.00 to 1.00]"),
        (Measured(0.0, 0.0, 0.0), "0.00 [0.00 to 0.00]"),
        (Measured(12345.6, 10000, 15000), "12,346 [10,000 to 15,000]"),
        (Measured(0.6, math.nan, math.nan), "0.600 [– to –]"),
        (Measured(1.5, 0.2, math.inf), "1.50 [0.20 to –]"),
    ],
)
def test_a_figure_is_written_with_its_interval(figure: Measured, written: str) -> None:
    assert cell(EN, figure) == written


def test_sentences_say_that_the_interval_is_of_95_per_cent() -> None:
    figure = Measured(0.71, 0.58, 0.82)
    assert measured(EN, figure) == "0.71 (95 % 0.58 to 0.82)"
    assert measured(JA, figure) == "0.71（95% 0.58～0.82）"
    assert bare_interval(EN, figure) == "0.58 to 0.82"
    assert in_unit(EN, "3", "mg/dL") == "3 mg/dL"
    assert in_unit(EN, "3", "") == "3"
