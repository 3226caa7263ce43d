"""Our drawing against plotly.js in Chromium: marks and words stand in the same places."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from core.cohort import Cohort
from core.figures.contributions import contributions_chart
from core.figures.score_strip import score_strip
from core.figures.theme import DARK, LIGHT, Tokens
from core.panel import Panel, Value
from core.readers.examples import example_panels
from core.report.cohort_contents import cohort_contents
from core.scoring.background import background
from core.scoring.model import Model
from core.scoring.score import RiskScore
from core.scoring.scorer import score
from core.text import Language, text_in
from tests.builders import panel
from tests.figures.among.people import own, virtual
from tests.figures.among.test_multiples import chart as multiples_of
from tests.figures.among.test_plane import chart as plane_of
from tests.figures.among.test_raincloud import chart as raincloud_of
from tests.figures.svg.chromium import Judge
from tests.figures.svg.figures import line, on_axes, points
from tests.report.cohorts import compared, people

# Texts are measured without kerning, browsers round their sizes, and plotly.js places a colour bar
# before its last round of margins.
NEAR, NEAR_FOR_WORDS = 2.0, 2.5
EXACT, LIMIT = panel(ua=5.0, t_bil=0.6), panel(ua=5.0, t_bil=Value.below(0.4))
RANDOM = np.random.default_rng(7)
NAMES = ["Tryptophan", "Kynurenine", "3-Hydroxybutyrate", "アラニン", "Long-chain acylcarnitines"]


def forest() -> go.Figure:
    rows = list(range(len(NAMES)))
    errors = {"type": "data", "symmetric": False, "array": [0.5] * 5, "arrayminus": [0.2] * 5}
    trace = points(
        [1, 2, 3, 4, 5],
        rows,
        error_x={**errors, "color": "#2B4C7E", "thickness": 1.5, "width": 4},
        marker={"color": "#2B4C7E", "symbol": "square", "size": [6, 8, 10, 12, 14]},
    )
    figure = on_axes(trace)
    figure.update_yaxes(range=[4.5, -0.5], tickvals=rows, ticktext=NAMES)
    return figure.update_xaxes(title={"text": "Hedges g with its interval"}, showgrid=False)


def raincloud() -> go.Figure:
    x = np.linspace(1, 9, 41)
    curve = 3 * np.exp(-((x - 5) ** 2))
    figure = on_axes(
        line(x, curve * 0 + 5, line={"width": 0}),
        line(x, 5 + curve, fill="tonexty", fillcolor="rgba(43, 76, 126, 0.16)"),
        points(RANDOM.uniform(1, 9, 40), RANDOM.uniform(3, 4, 40), marker={"color": "#B4531A"}),
    )
    figure.add_shape(type="rect", x0=4, x1=6, y0=1, y1=2, line={"color": "#2B4C7E", "width": 1.5})
    figure.add_annotation(x=0, xref="paper", xanchor="left", y=9, text="group one<br>n = 41",
                          align="left", showarrow=False)  # fmt: skip
    return figure.update_yaxes(visible=False)


def volcano() -> go.Figure:
    traces = [
        points(RANDOM.uniform(-3, 3, 30), RANDOM.uniform(0, 5, 30), name=f"{sign} {name}",
               marker={"symbol": symbol, "size": 8, "color": "#2B4C7E", "opacity": 0.6})
        for sign, name, symbol in (("●", "higher", "circle"), ("▲", "lower", "triangle-up"))
    ]  # fmt: skip
    marker = {"symbol": "diamond-open", "size": 9, "color": "#1F2A37", "line": {"width": 2}}
    labelled = points([2], [4], mode="markers+text", text=["Trp"], textposition="top right",
                      name="labelled", marker=marker)  # fmt: skip
    figure = on_axes(*traces, labelled)
    figure.update_xaxes(range=[-4, 4], tickvals=[-4, -2, 0, 2, 4], ticktext=None)
    figure.update_yaxes(range=[-0.2, 5.5], title={"text": "−log<sub>10</sub> q"})
    figure.add_hline(y=1.3, line={"color": "#8C8778", "width": 1, "dash": "dash"})
    figure.add_annotation(x=2, y=4, ax=30, ay=-30, text="arrow", arrowcolor="#1F2A37", arrowhead=2)
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return figure.update_layout(showlegend=True, legend=legend)


def heat_map() -> go.Figure:
    bar = {"title": {"text": "z"}, "tickvals": [-2, 0, 2], "ticktext": ["−2", "0", "2"]}
    cells = {
        "type": "heatmap", "z": RANDOM.normal(0, 1, (5, 8)), "zmin": -2, "zmax": 2, "xgap": 1,
        "colorscale": [[0, "#2B4C7E"], [0.5, "#FBF9F4"], [1, "#B4531A"]], "colorbar": bar,
    }  # fmt: skip
    figure = on_axes(cells)
    figure.update_xaxes(range=[-0.5, 7.5], tickvals=list(range(8)), tickangle=-90,
                        ticktext=[f"patient {n}" for n in range(8)])  # fmt: skip
    return figure.update_yaxes(range=[4.5, -0.5], tickvals=list(range(5)), ticktext=NAMES)


def subplots() -> go.Figure:
    figure = on_axes(points(), points([1, 10, 100], xaxis="x2", yaxis="y2"), showlegend=False)
    figure.update_layout(
        xaxis={"domain": [0, 0.45]},
        xaxis2={"domain": [0.55, 1], "anchor": "y2", "type": "log", "range": [-0.2, 2.2],
                "tickvals": [1, 10, 100], "ticks": "inside", "automargin": True,
                "showgrid": True, "gridcolor": "#E6E2D6", "title": {"text": "µmol/L"}},
        yaxis2={"anchor": "x2", "side": "right", "range": [0, 10], "tickvals": [0, 5, 10],
                "automargin": True, "showgrid": False, "zeroline": False, "linewidth": 2,
                "title": {"text": "to the right", "standoff": 6}},
    )  # fmt: skip
    title = {"text": "Two <b>areas</b>", "x": 0, "xanchor": "left"}
    return figure.update_layout(title=title, plot_bgcolor="#FFFFFF", margin_t=50)


def crowded_labels() -> go.Figure:
    figure = on_axes(points(list(range(30)), [1] * 30), ends=(-0.5, 36))
    figure.update_yaxes(range=[0, 3], tickvals=[0, 1, 2], ticktext=["0", "1", "two<br>lines"])
    names = [f"{NAMES[0]} {number}" for number in range(30)]
    return figure.update_xaxes(tickvals=list(range(30)), ticktext=names)


def long_legend() -> go.Figure:
    traces = [points(name=f"a group with a long name, number {n}") for n in range(6)]
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return on_axes(*traces, showlegend=True, legend=legend)


def legend_inside() -> go.Figure:
    bars = {
        "type": "bar", "x": [2, 5], "y": [3, 4], "width": 1.5, "marker": {"color": "#1F7A6B"},
        "text": ["3", "4"], "textposition": "outside", "name": "bars",
    }  # fmt: skip
    legend = {"x": 0.98, "y": 0.95, "xanchor": "right", "yanchor": "top", "borderwidth": 1}
    return on_axes(bars, line(name="a line"), showlegend=True, legend=legend, margin_t=20)


FIGURES: dict[str, Callable[[], go.Figure]] = {
    made.__name__: made
    for made in (forest, raincloud, volcano, heat_map, subplots, crowded_labels, long_legend,
                 legend_inside)
}  # fmt: skip


def assert_alike(judge: Judge, figure: go.Figure) -> None:
    theirs, ours = judge.by_plotly(figure), judge.by_us(figure)
    assert len(ours.marks) == len(theirs.marks)
    assert furthest(ours.marks, theirs.marks) <= NEAR
    assert [said for said, *_ in ours.texts] == [said for said, *_ in theirs.texts]
    places = [[at for _, *at in seen.texts] for seen in (ours, theirs)]
    assert furthest(*places) <= NEAR_FOR_WORDS


def furthest(ours: list[Any], theirs: list[Any]) -> float:
    pairs = zip(ours, theirs, strict=True)
    return max((max(abs(a - x), abs(b - y)) for (a, b), (x, y) in pairs), default=0.0)


@pytest.mark.parametrize("name", FIGURES)
def test_every_kind_of_chart_stands_where_plotly_draws_it(judge: Judge, name: str) -> None:
    assert_alike(judge, FIGURES[name]())


@pytest.mark.parametrize("people", [virtual(), own()], ids=["in SD", "in units"])
@pytest.mark.parametrize("patient", [EXACT, LIMIT, None], ids=["exact", "limit", "nobody"])
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_patient_among_others_stands_where_plotly_draws_it(
    judge: Judge, people: Cohort, patient: Panel | None, tokens: Tokens
) -> None:
    assert_alike(judge, raincloud_of(people, "t_bil", patient, tokens=tokens).figure)
    assert_alike(judge, plane_of(people, patient, tokens=tokens).figure)
    assert_alike(judge, multiples_of(people, patient, tokens=tokens).figure)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("is_shared", [False, True], ids=["own", "shared"])
def test_every_chart_of_a_cohort_report_stands_where_plotly_draws_it(
    judge: Judge, language: Language, is_shared: bool
) -> None:
    cohort = replace(people(), is_shared=is_shared)
    contents = cohort_contents(text_in(language), cohort, compared(cohort, is_shared=is_shared))
    assert len(contents.charts) == 7
    for chart in contents.charts:
        assert_alike(judge, chart.figure)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("example", range(3))
def test_what_the_score_page_draws_stands_where_plotly_draws_it(
    judge: Judge, model: Model, example: int, language: Language
) -> None:
    panel, text = example_panels()[example], text_in(language)
    result = score(panel, model)
    if not isinstance(result, RiskScore):
        pytest.fail("an example has no score")
    behind = background(panel, model)
    assert behind is not None
    assert_alike(judge, score_strip(text, result, behind, LIGHT))
    assert_alike(judge, contributions_chart(text, panel, result.contributions, LIGHT))
