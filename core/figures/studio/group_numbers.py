"""What speaks for each number of groups: stability, silhouette and gap, one below the other."""

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import plotly.graph_objects as go

from core.cards import Measured, NumberOfGroups, Strata
from core.figures.among.strokes import Pen, Sign, add_line, add_marks
from core.figures.chart import Chart
from core.figures.studio.axes import (
    LINE,
    MARK_SIZE,
    axis,
    ends_around,
    kept,
    rule,
    whiskers,
)
from core.figures.studio.numbers import cell, decimal, measured
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from core.figures.words import joined
from core.text import Text

HEIGHT, LEAST_REACH, ROOM, DECIMALS = 460, 0.1, 0.4, 2
NO_INTERVAL = math.nan
# Panel -> its part of the height, and its axis.
PANELS: Mapping[str, tuple[tuple[float, float], str]] = MappingProxyType(
    {
        "stability": ((0.72, 1.0), "y"),
        "silhouette": ((0.36, 0.64), "y2"),
        "gap": ((0.0, 0.28), "y3"),
    }
)

Point = tuple[int, Measured]


def group_numbers_chart(text: Text, strata: Strata, tokens: Tokens) -> Chart:
    """Draw three measures of how well so many groups fit, with the number that was taken."""
    numbers = sorted(strata.numbers, key=lambda one: one.groups)
    figure = go.Figure()
    for name, (_, on) in PANELS.items():
        _add_panel(figure, points_of(numbers, name), strata.chosen, on, tokens)
    figure.update_layout(yaxis2={}, yaxis3={})
    quiet(figure, tokens, height=HEIGHT)
    for name, (domain, on) in PANELS.items():
        ends = _ends(points_of(numbers, name))
        look = axis(text(f"studio_chart.group_numbers.{name}"), *ends) | {"domain": list(domain)}
        few = [tick for number, tick in enumerate(look["tickvals"]) if number % 2 == 0]
        said = [word for number, word in enumerate(look["ticktext"]) if number % 2 == 0]
        name_of = f"yaxis{on[1:]}"
        figure.update_layout({name_of: look | {"tickvals": few, "ticktext": said, "anchor": "x"}})
    tried = [one.groups for one in numbers] or [1]
    _add_numbers(figure, text, tried)
    place = {"x0": strata.chosen, "x1": strata.chosen, "y0": 0, "y1": 1, "yref": "paper"}
    rule(figure, place, tokens.ink)
    return Chart(
        title=_title(text, strata),
        words=joined(text, _words(text, strata, numbers)),
        figure=figure,
        table=numbers_table(text, numbers),
        notes=(text("studio_chart.group_numbers.note"),),
    )


def points_of(numbers: Sequence[NumberOfGroups], name: str) -> list[Point]:
    """Return what one measure says of each number it can be said of."""
    found: list[Point] = []
    for one in numbers:
        if name == "stability" and one.stability is not None:
            found.append((one.groups, one.stability))
        if name == "silhouette" and one.silhouette is not None:
            found.append((one.groups, Measured(one.silhouette, NO_INTERVAL, NO_INTERVAL)))
        if name == "gap":
            low, high = one.gap - one.gap_error, one.gap + one.gap_error
            found.append((one.groups, Measured(one.gap, low, high)))
    return found


def _add_panel(
    figure: go.Figure, points: Sequence[Point], chosen: int, on: str, tokens: Tokens
) -> None:
    before = len(figure.data)
    across, figures = [at for at, _ in points], [one for _, one in points]
    heights = [one.value for one in figures]
    add_line(figure, across, heights, Pen(tokens.controls, LINE / 2))
    if points:
        add_marks(figure, across, heights, Sign("circle", tokens.controls, MARK_SIZE))
        if not math.isnan(figures[0].low):
            figure.data[-1].update(error_y=whiskers(figures, tokens.controls))
    taken = [(at, one.value) for at, one in points if at == chosen]
    if taken:
        add_marks(figure, [taken[0][0]], [taken[0][1]], kept(tokens))
    for trace in figure.data[before:]:
        trace.update(xaxis="x", yaxis=on)


def _ends(points: Sequence[Point]) -> tuple[float, float]:
    ends = [end for _, one in points for end in (one.low, one.value, one.high)]
    known = [end for end in ends if math.isfinite(end)]
    return ends_around(known or [0.0, 1.0], least=LEAST_REACH)


def _add_numbers(figure: go.Figure, text: Text, tried: Sequence[int]) -> None:
    figure.update_xaxes(
        range=[tried[0] - ROOM, tried[-1] + ROOM],
        tickvals=list(tried),
        ticktext=[f"{one}" for one in tried],
        ticks="outside",
        anchor="y3",
        title={"text": text("studio_chart.group_numbers.axis")},
    )


def _title(text: Text, strata: Strata) -> str:
    if strata.chosen == 1:
        return text("studio_chart.group_numbers.title_one", people=f"{strata.people:,}")
    return text(
        "studio_chart.group_numbers.title",
        count=f"{strata.chosen}",
        people=f"{strata.people:,}",
    )


def _words(text: Text, strata: Strata, numbers: Sequence[NumberOfGroups]) -> Iterator[str]:
    yield text("studio_chart.group_numbers.words")
    chosen = next((one for one in numbers if one.groups == strata.chosen), None)
    if chosen is not None and chosen.stability is not None:
        stability = measured(text, chosen.stability)
        yield text("studio_chart.group_numbers.chosen", count=f"{chosen.groups}",
                   stability=stability)  # fmt: skip
    elif strata.chosen == 1:
        yield text("studio_chart.group_numbers.one")


def numbers_table(text: Text, numbers: Sequence[NumberOfGroups]) -> Table:
    """Return what speaks for each number of groups."""
    stabilities = tuple(cell(text, one.stability) if one.stability else "–" for one in numbers)
    silhouettes = tuple(
        "–" if one.silhouette is None else decimal(one.silhouette, DECIMALS) for one in numbers
    )
    gaps = tuple(
        text(
            "studio_chart.plus_minus",
            value=decimal(one.gap, DECIMALS),
            error=decimal(one.gap_error, DECIMALS),
        )
        for one in numbers
    )
    return Table(
        text("studio_chart.group_numbers.table"),
        (
            Column(text("studio_chart.group_numbers.axis"),
                   tuple(f"{one.groups}" for one in numbers), is_number=True),
            Column(text("studio_chart.group_numbers.stability"), stabilities, is_number=True),
            Column(text("studio_chart.group_numbers.silhouette"), silhouettes, is_number=True),
            Column(text("studio_chart.group_numbers.gap"), gaps, is_number=True),
        ),
    )  # fmt: skip
