import base64
import math
import re
from xml.dom.minidom import parseString

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.flags import REACH, Strip
from core.figures.strip import HEIGHT, WIDTH, strip_cell, strip_svg
from core.figures.table import Picture
from core.figures.theme import DARK, LIGHT
from core.markers import Sex
from core.panel import Value
from core.text import Language, text_in
from tests.builders import measurement

EN = text_in(Language.EN)
PLACES = st.one_of(
    st.floats(-50, 50).map(lambda z: Strip(z, z)),
    st.floats(-50, 50).map(lambda z: Strip(-math.inf, z)),
    st.floats(-50, 50).map(lambda z: Strip(z, math.inf)),
)


def diamond(svg: str) -> tuple[float, str]:
    """The middle of the diamond [px] and its fill."""
    found = re.search(r'M([\d.]+) [\d.]+l[^"]+z" fill="(#\w+)"', svg)
    assert found
    return float(found[1]), found[2]


def arrows(svg: str) -> int:
    return svg.count('fill="none"')


@given(PLACES)
def test_every_strip_is_a_picture_with_its_diamond_inside(place: Strip) -> None:
    svg = strip_svg(place, LIGHT)
    assert parseString(svg).getElementsByTagName("path")  # noqa: S318 - our own drawing
    assert HEIGHT / 2 <= diamond(svg)[0] <= WIDTH - HEIGHT / 2


def test_the_middle_of_the_interval_is_the_middle_of_the_strip() -> None:
    assert diamond(strip_svg(Strip(0, 0), LIGHT))[0] == WIDTH / 2


@pytest.mark.parametrize(
    ("place", "is_filled", "pointing"),
    [
        (Strip(1, 1), True, 0),
        (Strip(REACH, REACH), True, 0),
        (Strip(REACH + 1, REACH + 1), True, 1),
        (Strip(-REACH - 1, -REACH - 1), True, 1),
        (Strip(-math.inf, -1), False, 1),
        (Strip(-3, -1), False, 1),
        (Strip(1, math.inf), False, 1),
    ],
)
def test_a_limit_is_an_open_diamond_and_what_lies_further_out_has_an_arrow(
    place: Strip, *, is_filled: bool, pointing: int
) -> None:
    svg = strip_svg(place, LIGHT)
    assert (diamond(svg)[1] == LIGHT.ink) is is_filled
    assert arrows(svg) == pointing


def test_a_value_below_a_limit_stands_at_the_limit_whatever_its_scale() -> None:
    logarithmic, linear = (strip_svg(Strip(low, -1), LIGHT) for low in (-math.inf, -3))
    assert logarithmic == linear


def test_the_strip_of_a_measurement_says_in_words_what_it_shows() -> None:
    cell = strip_cell(EN, measurement("ua", 3.4), Sex.MALE, DARK)
    assert isinstance(cell, Picture)
    assert cell.words == "Uric acid (urate): 3.4 mg/dL, ↓ low"
    svg = base64.b64decode(cell.address.partition(",")[2]).decode()
    assert DARK.ink in svg


@pytest.mark.parametrize(("key", "value"), [("crp", 0.05), ("ac_c16", 0.1)])
def test_without_an_interval_with_both_ends_there_is_no_strip(key: str, value: float) -> None:
    assert strip_cell(EN, measurement(key, value), Sex.MALE, LIGHT) == "–"


def test_the_laboratorys_own_interval_places_the_value() -> None:
    own = measurement("ac_c16", Value.exactly(0.1), (0.05, 0.2))
    cell = strip_cell(EN, own, Sex.MALE, LIGHT)
    assert isinstance(cell, Picture)
    assert diamond(base64.b64decode(cell.address.partition(",")[2]).decode())[0] == WIDTH / 2
