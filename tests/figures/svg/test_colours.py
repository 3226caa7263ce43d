import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.svg.colours import NOTHING, Colour, colour, scale

CHANNEL = st.integers(0, 255)
THEME_SCALE = [(0, "#2B4C7E"), (0.5, "#FBF9F4"), (1, "rgba(180, 83, 26, 0.5)")]


@given(CHANNEL, CHANNEL, CHANNEL, st.floats(0, 1))
def test_a_colour_is_read_however_it_is_written(
    red: int, green: int, blue: int, alpha: float
) -> None:
    plain = Colour(red, green, blue)
    assert colour(plain.written) == colour(plain.written.upper()) == plain
    assert colour(f"rgb({red},{green}, {blue})") == plain
    assert colour(f"rgba({red}, {green}, {blue}, {alpha!r})") == Colour(red, green, blue, alpha)


def test_short_and_named_colours_are_known() -> None:
    assert colour("#fa0") == colour("#ffaa00")
    assert colour("white").written == "#ffffff"
    assert colour("transparent") == NOTHING
    assert not NOTHING.is_seen


@pytest.mark.parametrize(
    "name", ["", "#12", "#12345g", "rgb(1,2)", "rgb(1,2,x)", "rgb(-1,2,3)", "hsl(1,2,3)", None, 3]
)
def test_what_is_no_colour_is_refused(name: object) -> None:
    with pytest.raises(ValueError, match="not a known colour"):
        colour(name)


@given(st.floats(0, 1))
def test_a_scale_goes_from_colour_to_colour(share: float) -> None:
    red, green, blue, alpha = scale(THEME_SCALE).colours(np.array([share]))[0]
    low, high = (1, 2) if share > 0.5 else (0, 1)
    ends = [colour(name) for _, name in THEME_SCALE]
    within = (share - (low / 2)) * 2
    for channel, first, last in zip(
        (red, green, blue, alpha / 255),
        (ends[low].red, ends[low].green, ends[low].blue, ends[low].alpha),
        (ends[high].red, ends[high].green, ends[high].blue, ends[high].alpha),
        strict=True,
    ):
        assert channel == pytest.approx(first + within * (last - first), abs=0.6)


def test_what_is_not_known_or_beyond_the_ends_has_no_colour_or_that_of_the_end() -> None:
    found = scale(THEME_SCALE).colours(np.array([np.nan, -3.0, 7.0]))
    assert found[0, 3] == 0
    assert found[1].tolist() == [0x2B, 0x4C, 0x7E, 255]
    assert found[2].tolist() == [180, 83, 26, 128]


def test_a_scale_can_be_turned_round() -> None:
    forwards, backwards = scale(THEME_SCALE), scale(THEME_SCALE, is_reversed=True)
    at = np.linspace(0, 1, 11)
    assert np.array_equal(forwards.colours(at), backwards.colours(1 - at))


@pytest.mark.parametrize(
    "pairs",
    [None, "Viridis", [], [(0, "#000")], [(0, "#000"), (0.5, "#fff")], [(1, "#000"), (0, "#fff")]],
)
def test_a_scale_must_rise_from_0_to_1(pairs: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        scale(pairs)
