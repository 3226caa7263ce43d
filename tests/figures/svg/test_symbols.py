import re

import pytest

from core.figures.svg.symbols import OPEN, SHAPES, STROKES, SYMBOLS
from core.figures.theme import GROUPS
from tests.figures.svg.chromium import Judge
from tests.figures.svg.figures import on_axes, points


@pytest.mark.parametrize("name", SHAPES)
def test_every_symbol_is_as_large_as_plotlys(judge: Judge, name: str) -> None:
    size = 24
    look = {"symbol": name, "size": size, "color": "#000", "line": {"color": "#000", "width": 0}}
    figure = on_axes(points([5], [5], marker=look))
    theirs, ours = judge.sizes_by_plotly(figure), judge.sizes_by_us(figure)
    assert ours == [pytest.approx(one, abs=0.1) for one in theirs]


@pytest.mark.parametrize("name", SHAPES)
def test_a_symbol_grows_with_its_radius(name: str) -> None:
    small, large = (
        [abs(float(place)) for place in re.findall(r"[-\d.]+", SHAPES[name](radius))]
        for radius in (5, 10)
    )
    assert max(large) == pytest.approx(2 * max(small), abs=0.02)


def test_every_symbol_of_the_design_can_be_drawn_solid_and_open() -> None:
    used = {symbol for symbol, *_ in GROUPS} | {"diamond"}
    assert used | {f"{symbol}{OPEN}" for symbol in used} <= SYMBOLS
    assert not used & STROKES
