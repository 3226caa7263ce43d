"""The colours, type and quiet axes that every figure on the screen shares, for light and dark.

The colours are the tokens of the design: the same as in `.streamlit/config.toml`, so that a figure
lies on the page like print on paper. Each mark has a contrast of 3 or more against its ground.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

FONT = "'Noto Sans JP', sans-serif"
FONT_SIZE = 14
SMALL_FONT_SIZE = 12
MARGIN = 8

# One button, and only under the pointer: the chart as a picture that can be printed at any size.
CHART_CONFIG: Mapping[str, Any] = MappingProxyType(
    {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": "engawa"},
        "scrollZoom": False,
        "doubleClick": False,
    }
)


@dataclass(frozen=True, slots=True)
class GroupStyle:
    """How a group is told from others: colour, shape of points, dashes of lines, sign in a text."""

    colour: str
    fill: str
    symbol: str
    dash: str
    sign: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, by what they are for; `band` and the fills lie behind marks."""

    ground: str
    ink: str
    muted: str
    line: str
    band: str
    controls: str
    controls_fill: str
    cases: str
    cases_fill: str
    groups: tuple[GroupStyle, ...]


# Each colour on light ground, then on dark.
COLOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ground": ("#FBF9F4", "#14181F"),
        "ink": ("#1F2A37", "#E8E6E1"),
        "muted": ("#5B6470", "#A7AFB9"),
        "line": ("#8C8778", "#727B87"),
        "band": ("#E6E2D6", "#2B323C"),
        "controls": ("#2B4C7E", "#8FB3E8"),
        "controls_fill": ("rgba(43, 76, 126, 0.16)", "rgba(143, 179, 232, 0.20)"),
        "cases": ("#B4531A", "#F0A06A"),
        "cases_fill": ("rgba(180, 83, 26, 0.16)", "rgba(240, 160, 106, 0.20)"),
    }
)
# Symbol, dashes, sign in a text, colour on light ground and on dark. The first two are those of
# controls and cases; the patient's diamond is nobody else's.
GROUPS = (
    ("circle", "solid", "●", "#2B4C7E", "#8FB3E8"),
    ("triangle-up", "dash", "▲", "#B4531A", "#F0A06A"),
    ("square", "dot", "■", "#1F7A6B", "#6CC7B4"),
    ("cross", "dashdot", "✚", "#8A3B72", "#DB9AC6"),
    ("triangle-down", "longdash", "▼", "#7A6A00", "#D3C25A"),
    ("x", "longdashdot", "×", "#5B6470", "#A7AFB9"),
)
MOST_GROUPS = len(GROUPS)
# How much of a mark's colour an area behind it has, on light ground and on dark.
FILL = (0.16, 0.20)


def _styles(theme: int) -> tuple[GroupStyle, ...]:
    return tuple(
        GroupStyle(colours[theme], _see_through(colours[theme], FILL[theme]), symbol, dash, sign)
        for symbol, dash, sign, *colours in GROUPS
    )


def _see_through(colour: str, share: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {share:.2f})"


LIGHT = Tokens(**{name: light for name, (light, _) in COLOURS.items()}, groups=_styles(0))
DARK = Tokens(**{name: dark for name, (_, dark) in COLOURS.items()}, groups=_styles(1))


def tokens_of(theme: str | None) -> Tokens:
    """Return the colours of a theme by its name ("light" or "dark"; unknown is light)."""
    return DARK if theme == "dark" else LIGHT


def quiet(figure: go.Figure, tokens: Tokens, *, height: int) -> go.Figure:
    """Give a figure the page's ground, type and thin axes, and a height in [px]."""
    axis: dict[str, Any] = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "linecolor": tokens.line,
        "tickcolor": tokens.line,
        "tickfont": {"color": tokens.muted, "size": SMALL_FONT_SIZE},
        "title": {"font": {"color": tokens.muted, "size": FONT_SIZE}},
        "automargin": True,
    }
    figure.update_layout(
        height=height,
        template="none",
        paper_bgcolor=tokens.ground,
        plot_bgcolor=tokens.ground,
        font={"family": FONT, "size": FONT_SIZE, "color": tokens.ink},
        margin=dict.fromkeys("lrtb", MARGIN),
        hoverlabel={"font": {"family": FONT, "size": FONT_SIZE}},
        dragmode=False,
        showlegend=False,
    )
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    return figure
