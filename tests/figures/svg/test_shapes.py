import re

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.svg import svg_of
from tests.figures.svg.figures import elements, on_axes

LEFT, TOP, ACROSS, DOWN = 8, 8, 884, 284
SHARES = st.floats(0, 1)


def plain() -> go.Figure:
    return on_axes().update_xaxes(visible=False).update_yaxes(visible=False)


def box(figure: go.Figure) -> list[float]:
    (drawn,) = elements(figure, "path")
    numbers = [float(number) for number in re.findall(r"[-\d.]+", drawn["d"])]
    return [min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])]


@pytest.mark.parametrize("reference", ["paper", "domain", "values"])
@given(x=SHARES, y=SHARES)
def test_a_rectangle_is_placed_by_shares_or_by_values(reference: str, x: float, y: float) -> None:
    scale = 10 if reference == "values" else 1
    names = {"paper": ("paper", "paper"), "domain": ("x domain", "y domain"), "values": ("x", "y")}
    xref, yref = names[reference]
    ends = {"x0": 0.0, "x1": x * scale, "y0": 0.0, "y1": y * scale, "xref": xref, "yref": yref}
    figure = plain().add_shape(ends | {"fillcolor": "#010203", "line": {"width": 0}})
    corner = [LEFT, TOP + DOWN * (1 - y), LEFT + ACROSS * x, TOP + DOWN]
    assert box(figure) == pytest.approx(corner, abs=0.006)


def test_a_line_has_its_colour_width_and_dashes() -> None:
    look = {"color": "#010203", "width": 1.5, "dash": "dot"}
    (drawn,) = elements(plain().add_vline(x=5, line=look), "path")
    assert (drawn["stroke"], drawn["stroke-width"]) == ("#010203", "1.5")
    assert drawn["stroke-dasharray"] == "3 3"


def test_a_circle_fills_its_rectangle() -> None:
    figure = plain().add_shape(type="circle", x0=2, x1=4, y0=5, y1=9, line={"color": "#010203"})
    (drawn,) = elements(figure, "ellipse")
    assert float(drawn["rx"]) == pytest.approx(ACROSS / 10, abs=0.01)
    assert float(drawn["cy"]) == pytest.approx(TOP + 0.3 * DOWN, abs=0.01)


def test_values_on_a_logarithmic_axis_are_not_logarithms() -> None:
    figure = plain().update_xaxes(type="log", range=[0, 2])
    figure.add_shape(x0=1, x1=10, y0=0, y1=10, fillcolor="#010203", line_width=0)
    left, _, right, _ = box(figure)
    assert (left, right) == pytest.approx((LEFT, LEFT + ACROSS / 2), abs=0.006)


@pytest.mark.parametrize(
    ("references", "clip"),
    [(("x", "y"), "clip-x-y"), (("x", "paper"), "clip-x-page"), (("paper", "paper"), "")],
)
def test_a_shape_ends_where_the_axis_ends_that_it_is_placed_on(
    references: tuple[str, str], clip: str
) -> None:
    figure = plain().add_shape(
        x0=0, x1=50, y0=0, y1=1, xref=references[0], yref=references[1], line={"color": "#000"}
    )
    svg = svg_of(figure)
    assert ("url(#clip-" in svg) == bool(clip)
    if clip:
        assert f'<clipPath id="{clip}"><rect x="8"' in svg
        assert f'clip-path="url(#{clip})"' in svg


def test_a_shape_can_be_seen_through_and_a_line_of_no_width_is_not_there() -> None:
    figure = plain().add_shape(
        x0=0, x1=1, y0=0, y1=1, fillcolor="#010203", opacity=0.3, line_width=0
    )
    assert 'opacity="0.3"' in svg_of(figure)
    assert (
        elements(plain().add_shape(type="line", x0=0, x1=1, y0=0, y1=1, line_width=0), "path") == []
    )
