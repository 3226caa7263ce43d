import base64
import io
from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PIL import Image

from core.figures.svg import svg_of
from core.figures.svg.heatmap import FINENESS, png_address
from tests.figures.svg.figures import Trace, elements, on_axes, texts

BLUE, WHITE, BROWN = (0x2B, 0x4C, 0x7E), (255, 255, 255), (0xB4, 0x53, 0x1A)
SCALE = [[0, "#2B4C7E"], [0.5, "#FFFFFF"], [1, "#B4531A"]]


def cells(z: Sequence[Sequence[float]], **looks: object) -> Trace:
    made: Trace = {"type": "heatmap", "z": z, "zmin": -1, "zmax": 1, "colorscale": SCALE}
    return made | {"showscale": False} | looks


def drawn(figure: go.Figure) -> NDArray[np.uint8]:
    (image,) = elements(figure, "image")
    png = base64.b64decode(image["xlink:href"].removeprefix("data:image/png;base64,"))
    return np.asarray(Image.open(io.BytesIO(png)))


def of_cells(trace: Trace, *, top_down: bool = False) -> go.Figure:
    figure = on_axes(trace).update_xaxes(range=[-0.5, 2.5], tickvals=[], ticktext=[])
    ends = [1.5, -0.5] if top_down else [-0.5, 1.5]
    return figure.update_yaxes(range=ends, tickvals=[], ticktext=[])


@given(arrays(np.uint8, st.tuples(st.integers(1, 20), st.integers(1, 20), st.just(4))))
def test_the_picture_holds_its_pixels(pixels: NDArray[np.uint8]) -> None:
    png = base64.b64decode(png_address(pixels).partition(",")[2])
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")), pixels)


@pytest.mark.parametrize("top_down", [False, True])
def test_each_cell_has_its_colour_in_its_place(top_down: bool) -> None:
    picture = drawn(of_cells(cells([[-1, 0, 1], [1, np.nan, -1]]), top_down=top_down))
    height, width, _ = picture.shape
    middles = picture[[height // 4, 3 * height // 4]][:, [width // 6, width // 2, 5 * width // 6]]
    first, second = middles if top_down else middles[::-1]
    assert [tuple(cell[:3]) for cell in first] == [BLUE, WHITE, BROWN]
    assert tuple(second[0][:3]) == BROWN
    assert second[1][3] == 0


def test_the_picture_is_fine_enough_for_print_and_covers_the_cells() -> None:
    figure = of_cells(cells([[-1, 0, 1], [1, 0, -1]]))
    (image,) = elements(figure, "image")
    area = next(e for e in elements(figure, "rect") if "x" in e)
    height, width, _ = drawn(figure).shape
    assert width == round(FINENESS * float(image["width"]))
    assert height == round(FINENESS * float(image["height"]))
    assert (image["x"], image["y"]) == (area["x"], area["y"])


def test_gaps_between_cells_let_the_ground_through() -> None:
    picture = drawn(of_cells(cells([[-1, 0, 1], [1, 0, -1]], xgap=4, ygap=2)))
    across, down = (picture[..., 3] == 0).any(axis=0), (picture[..., 3] == 0).all(axis=1)
    blank_columns = (picture[..., 3] == 0).all(axis=0)
    assert across.all()
    assert blank_columns.sum() == pytest.approx(2 * 4 * FINENESS, abs=2)
    assert down.sum() == pytest.approx(2 * FINENESS, abs=2)


def test_cells_may_be_placed_by_their_middles_or_their_edges() -> None:
    middles = of_cells(cells([[-1, 0, 1], [1, 0, -1]], x=[0, 1, 2], y=[0, 1]))
    edges = of_cells(cells([[-1, 0, 1], [1, 0, -1]], x=[-0.5, 0.5, 1.5, 2.5], y=[-0.5, 0.5, 1.5]))
    assert svg_of(middles) == svg_of(edges)
    wrong = of_cells(cells([[-1, 0, 1], [1, 0, -1]], x=[0, 1]))
    with pytest.raises(ValueError, match=r"data\[0\]\.x has 2 values for 3 cells"):
        svg_of(wrong)


def test_one_cell_is_as_wide_as_one() -> None:
    figure = on_axes(cells([[0.0]], x=[5], y=[5]), ends=(4.5, 5.5))
    (image,) = elements(figure.update_xaxes(tickvals=[]).update_yaxes(tickvals=[]), "image")
    assert float(image["width"]) > 800


def test_the_scale_stands_beside_with_its_ticks_and_title() -> None:
    bar = {"title": {"text": "z score"}, "tickvals": [-1, 0, 1, 7], "ticktext": list("abcd")}
    figure = of_cells(cells([[-1, 0, 1]], showscale=True, colorbar=bar))
    # A tick beyond the ends of the scale is left out.
    assert {"z score", "a", "b", "c"} == set(texts(figure))
    stops = [(e["offset"], e["stop-color"]) for e in elements(figure, "stop")]
    assert stops == [("0", "#2b4c7e"), ("0.5", "#ffffff"), ("1", "#b4531a")]


def test_cells_beyond_the_ends_of_an_axis_are_no_part_of_the_picture() -> None:
    whole = cells([[-1, 0, 1], [1, 0, -1]])
    far = cells([[-1, 0, 1, 1], [1, 0, -1, 1]], x=[0, 1, 2, 1e6])
    near = of_cells(far).update_xaxes(range=[-0.5, 1.5])
    assert drawn(near).shape == drawn(of_cells(whole)).shape
    assert {tuple(cell[:3]) for cell in drawn(near).reshape(-1, 4)} == {BLUE, WHITE, BROWN}


def test_a_matrix_of_200_by_200_stays_small() -> None:
    made = np.random.default_rng(1).normal(0, 0.3, (200, 200))
    figure = on_axes(cells(made.tolist()), ends=(-0.5, 199.5), height=900)
    assert len(svg_of(figure)) < 600_000
