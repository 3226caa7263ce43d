"""The volcano of a comparison: how large each difference is, and how surprising by chance alone.

Filled marks have q < 0.05 and open ones have not. The side and the colour tell the group with the
larger values, and so does the shape of a mark where it need not tell strata apart.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import plotly.graph_objects as go

from core.cohort.design import Design
from core.cohort.result import AnalyteResult, Comparison
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.chart import Chart
from core.figures.groups.common_effect import CommonScale, common_scale
from core.figures.groups.comparison_words import (
    LEAST_P,
    MOST_Q,
    drawn,
    drawn_words,
    effect_words,
    group_words,
    groups_words,
    interval_words,
    is_different,
    level_words,
    p_words,
    result_words,
    tested,
)
from core.figures.groups.labels import Mark, placed
from core.figures.overall.components_marks import legend
from core.figures.table import Column, Table
from core.figures.theme import MOST_GROUPS, SMALL_FONT_SIZE, Tokens, quiet
from core.text import Text

HEIGHT = 460
MARK_SIZE = 9
MOST_LABELS, NAMED_IN_WORDS = 10, 3
# Room for names beyond the outermost marks.
ASIDE, HEADROOM = 1.3, 1.12
LEAST_REACH, LEAST_HEIGHT = 0.2, 1.5


@dataclass(frozen=True, slots=True)
class Point:
    """A result on the chart: its effect across and -log10 of its p value upwards."""

    result: AnalyteResult
    x: float
    y: float


def volcano_chart(text: Text, comparison: Comparison, tokens: Tokens) -> Chart:
    """Draw the effect of every analyte that was compared against its p value."""
    scale = common_scale(comparison)
    points = _points(comparison, scale)
    figure = go.Figure()
    for name, look, some in _looks(text, comparison, points, tokens):
        _add_marks(figure, name, look, some)
    quiet(figure, tokens, height=HEIGHT)
    reach, top = _ends(points)
    _add_axes(figure, text, comparison.design, scale, (reach, top))
    labelled = 0
    if points:
        _add_line(figure, threshold(comparison), tokens)
        labelled = _add_labels(figure, text, comparison.design, points, (reach, top))
    figure.update_layout(showlegend=True, legend=legend(tokens))
    return Chart(
        title=_title(text, comparison),
        words=_words(text, comparison, scale, points),
        figure=figure,
        table=_table(text, comparison, scale),
        notes=tuple(_notes(text, comparison, scale, (len(points), labelled))),
    )


def threshold(comparison: Comparison) -> float:
    """Return the p value below which q is below 0.05, by Benjamini and Hochberg's own line.

    Where no q is, the p value that a single one would have to be below.
    """
    count = sum(map(is_different, comparison.results))
    return MOST_Q * max(1, count) / max(1, comparison.family)


def _points(comparison: Comparison, scale: CommonScale) -> list[Point]:
    """Return the marks, the smallest p value first."""
    effects = [(result, scale.effect(result)) for result in tested(comparison)]
    return [Point(r, e.value, -math.log10(max(r.p, LEAST_P))) for r, e in effects if e is not None]


def _looks(
    text: Text, comparison: Comparison, points: list[Point], tokens: Tokens
) -> Iterator[tuple[str, dict[str, object], list[Point]]]:
    """Yield the marks that look alike: their name in the legend, their look, and themselves."""
    strata = list(dict.fromkeys(result.stratum for result in comparison.results))
    groups = group_words(text, comparison.design)
    is_signed = common_scale(comparison).is_signed
    for (place, stratum), side in product(enumerate(strata), (0, 1, None)):
        style = tokens.groups[place % MOST_GROUPS]
        some = [p for p in points if p.result.stratum == stratum and _side(p, is_signed) == side]
        name = _legend_name(text, groups, side, is_signed=is_signed)
        if stratum:
            level = level_words(text, comparison.design.strata, stratum)
            name = text("group_chart.of_stratum", what=name, stratum=drawn(level))
        if some:
            # Without strata the shape is free to tell the group as well.
            by_side = style if stratum or side is None else tokens.groups[side]
            yield name, _look(by_side.symbol, tokens, side), some


def _side(point: Point, is_signed: bool) -> int | None:  # noqa: FBT001 - as the scale has it
    """Say in which group, 0 or 1, the values are larger; None where q is not below 0.05."""
    if not is_different(point.result):
        return None
    return int(point.x > 0) if is_signed else 1


def _legend_name(text: Text, groups: list[str], side: int | None, *, is_signed: bool) -> str:
    if side is None:
        return text("group_chart.not_told")
    if not is_signed:
        return text("group_chart.differs")
    return text("group_chart.higher_in", group=drawn(groups[side]))


def _look(symbol: str, tokens: Tokens, side: int | None) -> dict[str, object]:
    if side is None:
        return {"symbol": f"{symbol}-open", "color": tokens.muted, "size": MARK_SIZE - 2}
    return {"symbol": symbol, "color": tokens.groups[side].colour, "size": MARK_SIZE}


def _add_marks(figure: go.Figure, name: str, look: dict[str, object], some: list[Point]) -> None:
    figure.add_scatter(
        x=[point.x for point in some],
        y=[point.y for point in some],
        mode="markers",
        name=name,
        marker=look,
        cliponaxis=False,
        hoverinfo="skip",
    )


def _ends(points: list[Point]) -> tuple[float, float]:
    reach = max([LEAST_REACH, *(abs(point.x) for point in points)])
    return ASIDE * reach, HEADROOM * max([LEAST_HEIGHT, *(point.y for point in points)])


def _add_axes(
    figure: go.Figure, text: Text, design: Design, scale: CommonScale, ends: tuple[float, float]
) -> None:
    reach, top = ends
    low = -reach if scale.is_signed else -0.02 * reach
    title = scale.title(text)
    if scale.is_signed:
        first, second = map(drawn, group_words(text, design))
        title = text("group_chart.axis.sides", first=first, measure=title, second=second)
    across, up = linear_ticks(low, reach), linear_ticks(0, top)
    figure.update_xaxes(**_axis(across, (low, reach), title))
    figure.update_yaxes(**_axis(up, (0, top), text("group_chart.axis.p")))
    figure.update_xaxes(zeroline=True, zerolinewidth=1)


def _axis(ticks: list[float], ends: tuple[float, float], title: str) -> dict[str, Any]:
    return {
        "range": list(ends),
        "tickvals": ticks,
        "ticktext": [tick_text(tick) for tick in ticks],
        "ticks": "outside",
        "title": {"text": title},
    }


def _add_line(figure: go.Figure, p: float, tokens: Tokens) -> None:
    at = -math.log10(p)
    line = {"color": tokens.line, "width": 1, "dash": "dash"}
    figure.add_shape(type="line", x0=0, x1=1, xref="paper", y0=at, y1=at, line=line, layer="below")
    figure.update_xaxes(zerolinecolor=tokens.line)


def _add_labels(
    figure: go.Figure, text: Text, design: Design, points: list[Point], ends: tuple[float, float]
) -> int:
    """Name the most notable marks where there is room; return how many."""
    is_signed = any(point.x < 0 for point in points) or len(design.levels) == len(ends)
    low = -ends[0] if is_signed else 0.0
    marks = [
        Mark(drawn_words(text, design, p.result), (p.x - low) / (ends[0] - low), p.y / ends[1])
        for p in points
    ]
    labels = placed(marks, MOST_LABELS)
    for number, anchor, shift in labels:
        figure.add_annotation(
            x=points[number].x,
            y=points[number].y,
            text=marks[number].name,
            xanchor=anchor,
            yanchor="middle",
            xshift=shift[0],
            yshift=shift[1],
            showarrow=False,
            font={"size": SMALL_FONT_SIZE},
        )
    return len(labels)


def _title(text: Text, comparison: Comparison) -> str:
    if not comparison.family:
        return text("group_chart.none")
    groups = groups_words(text, comparison.design)
    found: dict[str, str | int] = {"all": comparison.family, "groups": groups}
    different = [result for result in comparison.results if is_different(result)]
    strata = comparison.design.strata
    if not different:
        return text(f"group_chart.volcano.zero_{'strata' if strata else 'all'}", **found)
    if not strata:
        return text("group_chart.volcano.some", count=len(different), **found)
    counts: dict[str, int] = {}
    for result in comparison.results:
        counts[result.stratum] = counts.get(result.stratum, 0) + is_different(result)
    told = text("words.list").join(
        text("group_chart.volcano.stratum", stratum=level_words(text, strata, s), count=n)
        for s, n in counts.items()
    )
    return text("group_chart.volcano.strata", count=len(different), strata=told, **found)


def _words(text: Text, comparison: Comparison, scale: CommonScale, points: list[Point]) -> str:
    if not points:
        return text("group_chart.none")
    named = text("words.list").join(
        _named(text, comparison.design, scale, point.result) for point in points[:NAMED_IN_WORDS]
    )
    notable = text("group_chart.volcano.notable", names=named)
    return text("group_chart.volcano.words", measure=scale.title(text), notable=notable)


def _named(text: Text, design: Design, scale: CommonScale, result: AnalyteResult) -> str:
    effect = scale.effect(result)
    told = effect_words(text, effect) if effect else ""
    if effect and scale.is_signed:
        side = group_words(text, design)[int(effect.value > 0)]
        told = text("words.list").join((told, text("group_chart.higher", group=side)))
    name = result_words(text, design, result)
    return text("group_chart.volcano.name", name=name, p=p_words(text, result.p), effect=told)


def _table(text: Text, comparison: Comparison, scale: CommonScale) -> Table:
    results = [(result, scale.effect(result)) for result in tested(comparison)]
    names = tuple(result_words(text, comparison.design, result) for result, _ in results)
    effects = tuple(interval_words(text, effect) if effect else "–" for _, effect in results)
    return Table(
        text("group_chart.volcano.table"),
        (
            Column(text("comparison.column.analyte"), names),
            Column(scale.title(text), effects, is_number=True),
            Column("p", tuple(p_words(text, r.p) for r, _ in results), is_number=True),
            Column("q", tuple(p_words(text, r.q) for r, _ in results), is_number=True),
        ),
    )


def _notes(
    text: Text, comparison: Comparison, scale: CommonScale, counts: tuple[int, int]
) -> Iterator[str]:
    drawn_count, labelled = counts
    if drawn_count:
        has_any = any(map(is_different, comparison.results))
        key = f"group_chart.volcano.line_{'some' if has_any else 'none'}"
        yield text(key, p=p_words(text, threshold(comparison)))
        yield text("group_chart.volcano.labelled", count=labelled)
    yield from scale.notes(text)
    if any(result.p < LEAST_P for result in comparison.results):
        yield text("group_chart.volcano.capped")
    if drawn_count < len(comparison.results):
        yield text("group_chart.left_out", count=len(comparison.results) - drawn_count)
