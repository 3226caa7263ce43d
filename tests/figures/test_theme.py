import tomllib
from pathlib import Path

import plotly.graph_objects as go
import pytest

from core.figures.theme import CHART_CONFIG, DARK, LIGHT, Tokens, quiet, tokens_of

CONFIG = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8")
)
TEXTS = ("ink", "muted", "controls", "cases")
MARKS = ("line", "controls", "cases", "ink")
BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
@pytest.mark.parametrize("name", TEXTS)
def test_text_is_legible_on_the_ground(tokens: Tokens, name: str) -> None:
    assert contrast(getattr(tokens, name), tokens.ground) >= 4.5


@BOTH
@pytest.mark.parametrize("name", MARKS)
def test_marks_are_seen_on_the_ground(tokens: Tokens, name: str) -> None:
    assert contrast(getattr(tokens, name), tokens.ground) >= 3


@BOTH
def test_the_patients_diamond_is_seen_on_the_band(tokens: Tokens) -> None:
    assert contrast(tokens.ink, tokens.band) >= 4.5


@pytest.mark.parametrize(("name", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_figures_have_the_colours_of_the_page(name: str, tokens: Tokens) -> None:
    theme = CONFIG["theme"][name]
    assert (theme["backgroundColor"], theme["textColor"]) == (tokens.ground, tokens.ink)
    assert theme["chartCategoricalColors"][:2] == [tokens.controls, tokens.cases]


def test_an_unknown_theme_is_light() -> None:
    assert tokens_of(None) is LIGHT
    assert tokens_of("dark") is DARK


@BOTH
def test_a_quiet_figure_cannot_be_dragged_or_zoomed_by_accident(tokens: Tokens) -> None:
    figure = quiet(go.Figure(), tokens, height=200)
    assert figure.layout.dragmode is False
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.height == 200


def test_the_only_button_of_a_chart_saves_it() -> None:
    assert CHART_CONFIG["modeBarButtons"] == [["toImage"]]
    assert not CHART_CONFIG["displaylogo"]
