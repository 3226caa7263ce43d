import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.errors import ReportError
from core.figures.svg import svg_of
from core.figures.theme import LIGHT
from core.report.picture import check_letters, png_of, size_of
from core.text import Language, text_in
from tests.figures.svg.figures import on_axes, points

NAMED = on_axes(points(name="群１ µ ×"), showlegend=True)
SVG = svg_of(NAMED, title="Title", description="words")


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@given(st.integers(50, 2400))
@settings(max_examples=15)
def test_a_picture_is_exactly_as_wide_as_asked(width: int) -> None:
    made = picture(png_of(SVG, width_pixels=width))
    assert made.width == width
    assert made.height == pytest.approx(width / 3, abs=1)


def test_what_is_drawn_stands_where_the_svg_has_it() -> None:
    figure = on_axes(points([2], [8], marker={"color": "#FF0000", "size": 40}))
    svg = svg_of(figure.update_xaxes(visible=False).update_yaxes(visible=False))
    pixels = np.asarray(picture(png_of(svg, width_pixels=900)).convert("RGB")).astype(int)
    rows, columns = np.nonzero((pixels[..., 0] > 200) & (pixels[..., 1] < 60))
    assert columns.mean() == pytest.approx(8 + 884 * 0.2, abs=1)
    assert rows.mean() == pytest.approx(8 + 284 * 0.2, abs=1)
    assert tuple(pixels[2, 2]) == tuple(int(LIGHT.ground[at : at + 2], 16) for at in (1, 3, 5))


def test_letters_are_drawn_in_the_font_that_ships() -> None:
    plain = svg_of(on_axes(points(name="　"), showlegend=True))
    blank, written = (
        np.asarray(picture(png_of(svg, width_pixels=900)).convert("L")).astype(int)
        for svg in (plain, svg_of(on_axes(points(name="髙橋﨑"), showlegend=True)))
    )
    assert (np.abs(written - blank) > 60).sum() > 150


def test_the_same_svg_gives_the_same_bytes_in_any_thread() -> None:
    alone = png_of(SVG)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: png_of(SVG), range(8))) == {alone}


@pytest.mark.parametrize(("letter", "code"), [("😀", "U+1F600"), ("ب", "U+0628"), ("✖", "U+2716")])
def test_a_letter_that_the_font_lacks_is_named_rather_than_drawn_as_a_box(
    letter: str, code: str
) -> None:
    svg = svg_of(on_axes(points(name=f"secret {letter}"), showlegend=True))
    with pytest.raises(ReportError) as caught:
        png_of(svg)
    assert code in text_in(Language.EN).problem(caught.value.problem)
    assert "secret" not in repr(caught.value)


def test_a_letter_that_is_only_told_may_be_any() -> None:
    check_letters(svg_of(on_axes(points()), title="😀", description="ب"))


def test_raised_digits_need_no_letters_of_their_own() -> None:
    check_letters(svg_of(on_axes(points(name="10⁹/L, m⁻², CO₂"), showlegend=True)))


@pytest.mark.parametrize("svg", ["", "<svg/>", "<svg width='10' height='10'/>"])
def test_an_svg_that_does_not_say_its_size_is_our_mistake(svg: str) -> None:
    with pytest.raises(ValueError, match="width and height"):
        png_of(svg)


def test_the_size_of_an_svg_is_read_from_its_head() -> None:
    assert size_of(SVG) == (900, 300)
