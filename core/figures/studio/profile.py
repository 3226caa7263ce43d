"""The profile of groups: how far each one's mean of each marker lies from that of everybody."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from core.cards import ClinicCard, Stratum
from core.figures.among.strokes import Pen, Sign, add_line, add_marks
from core.figures.chart import Chart
from core.figures.overall.components_marks import legend
from core.figures.studio.axes import MARK_SIZE, axis, ends_around, rule
from core.figures.studio.names import feature_names, in_figure, units
from core.figures.studio.numbers import decimal, percent
from core.figures.table import Column, Table
from core.figures.theme import MOST_GROUPS, SMALL_FONT_SIZE, Tokens, quiet
from core.figures.words import joined
from core.text import Text, number

ROW, MARGINS, LEGEND = 26, 90, 44
MOST, NAMED, DECIMALS = 20, 2, 1
LEAST_REACH = 1.0


def profile_chart(text: Text, card: ClinicCard, tokens: Tokens) -> Chart:
    """Draw the means of groups in SD, the markers that tell groups apart most at the top."""
    groups = card.strata.groups if card.strata else ()
    keys = by_distance(groups)
    shown = keys[:MOST]
    figure = go.Figure()
    means = {key: [z_of(group, key) for group in groups[:MOST_GROUPS]] for key in shown}
    _add_spans(figure, list(means.values()), tokens)
    for number_, group in enumerate(groups[:MOST_GROUPS]):
        _add_group(figure, text, (number_, group), shown, tokens)
    quiet(figure, tokens, height=MARGINS + LEGEND + ROW * max(1, len(shown)))
    ends = ends_around([0.0, *(z for row in means.values() for z in row)], least=LEAST_REACH)
    figure.update_xaxes(**axis(text("studio_chart.profile.axis"), *ends))
    names = feature_names(text, card)
    _add_names(figure, [in_figure(names.get(key, key)) for key in shown])
    rule(figure, {"x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper"}, tokens.ink, "solid")
    figure.update_layout(showlegend=bool(shown), legend=legend(tokens))
    return Chart(
        title=_title(text, groups, [names.get(key, key) for key in shown]),
        words=_words(text, groups, names),
        figure=figure,
        table=profile_table(text, card),
        notes=tuple(_notes(text, groups, (len(shown), len(keys)))),
    )


def by_distance(groups: Sequence[Stratum]) -> list[str]:
    """Return the markers, those first whose means lie farthest apart."""
    reach: dict[str, list[float]] = {}
    for group in groups:
        for entry in group.profile:
            reach.setdefault(entry.key, []).append(entry.z)
    return sorted(reach, key=lambda key: min(reach[key]) - max(reach[key]))


def z_of(group: Stratum, key: str) -> float:
    """Return a group's mean of a marker in SD; that of everybody where it has none."""
    return next((entry.z for entry in group.profile if entry.key == key), 0.0)


def _add_spans(figure: go.Figure, rows: Sequence[Sequence[float]], tokens: Tokens) -> None:
    """Draw a line in each row from the smallest to the largest mean."""
    gap = float("nan")
    ends = [end for row in rows for end in (min(row), max(row), gap)]
    heights = [height for at in range(len(rows)) for height in (at, at, gap)]
    add_line(figure, ends, heights, Pen(tokens.line))


def _add_group(
    figure: go.Figure,
    text: Text,
    group: tuple[int, Stratum],
    shown: Sequence[str],
    tokens: Tokens,
) -> None:
    at, stratum = group
    style = tokens.groups[at]
    add_marks(
        figure,
        [z_of(stratum, key) for key in shown],
        list(range(len(shown))),
        Sign(style.symbol, style.colour, MARK_SIZE + 1),
        name=group_name(text, at, stratum),
    )


def _add_names(figure: go.Figure, names: list[str]) -> None:
    figure.update_yaxes(
        range=[max(1, len(names)) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=names,
        tickfont={"size": SMALL_FONT_SIZE},
        showline=False,
    )


def group_name(text: Text, at: int, group: Stratum) -> str:
    """Name a group by its number and how many people are in it."""
    return text("studio_chart.profile.group", number=f"{at + 1}", people=f"{group.people:,}")


def _title(text: Text, groups: Sequence[Stratum], names: Sequence[str]) -> str:
    if len(groups) < 2:  # noqa: PLR2004 - one has no other beside it
        return text("studio_chart.profile.title_one")
    most = text("words.list").join(names[:NAMED])
    return text("studio_chart.profile.title", count=f"{len(groups)}", names=most)


def _words(text: Text, groups: Sequence[Stratum], names: dict[str, str]) -> str:
    if len(groups) < 2:  # noqa: PLR2004 - one has no other beside it
        return text("studio_chart.profile.words_one")
    said = [_group_words(text, at, group, names) for at, group in enumerate(groups)]
    return joined(text, [text("studio_chart.profile.words"), *said])


def _group_words(text: Text, at: int, group: Stratum, names: dict[str, str]) -> str:
    most = sorted(group.profile, key=lambda entry: -abs(entry.z))[:NAMED]
    said = [
        text(
            "studio_chart.profile.entry",
            name=names.get(entry.key, entry.key),
            z=decimal(entry.z, DECIMALS),
        )
        for entry in most
    ]
    return text(
        "studio_chart.profile.told",
        group=group_name(text, at, group),
        entries=text("words.list").join(said),
        certainty=percent(text, group.certainty),
    )


def profile_table(text: Text, card: ClinicCard) -> Table:
    """Return the medians and means of every group, a row a marker."""
    names, unit_of = feature_names(text, card), units(card)
    groups = card.strata.groups if card.strata else ()
    keys = by_distance(groups)
    columns = [
        Column(text("studio_chart.column.marker"), tuple(names.get(key, key) for key in keys)),
        Column(
            text("studio_chart.column.unit"),
            tuple(unit_of.get(key, "") for key in keys),
            is_muted=True,
        ),
    ]
    for at, group in enumerate(groups):
        head = group_name(text, at, group)
        columns.append(
            Column(head, tuple(_median(text, group, key) for key in keys), is_number=True)
        )
    return Table(text("studio_chart.profile.table"), tuple(columns))


def _median(text: Text, group: Stratum, key: str) -> str:
    entry = next((entry for entry in group.profile if entry.key == key), None)
    if entry is None:
        return "–"
    return text(
        "studio_chart.profile.cell",
        median=number(entry.median),
        q1=number(entry.q1),
        q3=number(entry.q3),
        z=decimal(entry.z, DECIMALS),
    )


def _notes(text: Text, groups: Sequence[Stratum], counts: tuple[int, int]) -> Iterator[str]:
    shown, every = counts
    yield text("studio_chart.profile.note")
    if shown < every:
        yield text("studio_chart.most_shown", count=f"{shown}", all=f"{every:,}")
    if len(groups) > MOST_GROUPS:
        yield text("studio_chart.profile.most", count=f"{MOST_GROUPS}", all=f"{len(groups)}")
