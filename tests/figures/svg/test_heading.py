import plotly.graph_objects as go
import pytest

from tests.figures.svg.figures import HEIGHT, WIDTH, elements, on_axes, texts


def titled(**title: object) -> go.Figure:
    figure = on_axes(title={"text": "A title"} | title, margin={"t": 60})
    return figure.update_xaxes(visible=False).update_yaxes(visible=False)


@pytest.mark.parametrize(
    ("looks", "anchor", "x"),
    [
        ({}, "middle", WIDTH / 2),
        ({"x": 0}, None, 0),
        ({"x": 1, "xref": "paper"}, "end", WIDTH - 8),
        ({"x": 0.5, "xanchor": "left"}, None, WIDTH / 2),
    ],
)
def test_a_title_is_placed_across(looks: dict[str, object], anchor: str | None, x: float) -> None:
    (text,) = elements(titled(**looks), "text")
    (span,) = elements(titled(**looks), "tspan")
    assert text.get("text-anchor") == anchor
    assert float(span["x"]) == x


@pytest.mark.parametrize(
    ("looks", "y"),
    [
        ({}, 30),
        ({"y": 1, "yanchor": "top"}, 0.7 * 20),
        ({"y": 0.5}, HEIGHT / 2 + 0.35 * 20),
        ({"y": 1, "yref": "paper", "yanchor": "bottom"}, 60),
    ],
)
def test_a_title_is_placed_upwards(looks: dict[str, object], y: float) -> None:
    (span,) = elements(titled(**looks), "tspan")
    assert float(span["y"]) == pytest.approx(y)


def test_a_figure_without_a_title_says_none() -> None:
    assert texts(titled(text="")) == []
