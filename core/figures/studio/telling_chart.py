"""The picture of what a clinic's model of severity or strata told of a patient."""

import math

import plotly.graph_objects as go

from core.cards import Measured
from core.figures.among.strokes import MEDIUM, THIN, Pen, Sign, add_line, add_marks
from core.figures.chart import Chart
from core.figures.overall.components_marks import DIAMOND_SIZE, legend
from core.figures.studio.axes import axis, ends_around
from core.figures.studio.fit import LEAST_SPAN, thinned
from core.figures.studio.names import target_axis, target_name
from core.figures.studio.numbers import bare_interval, in_unit, percent, value_of
from core.figures.studio.profile import group_name
from core.figures.studio.rows import Look, Row, Scale, rows_figure
from core.figures.studio.telling import figure_of, is_between, told_headline, unit_of
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from core.figures.words import joined
from core.scoring.clinic.telling import GroupsTold, TargetTold, Told
from core.text import Text

HEIGHT, HUNDRED = 200, 100
# Where the people and the patient stand, and the ends of the upright axis.
PEOPLE_AT, PATIENT_AT, UPRIGHT = 0.0, 1.0, (-0.6, 1.6)
MARK_SIZE, OPACITY = 8, 0.5


def telling_chart(text: Text, told: Told, tokens: Tokens) -> Chart:
    """Draw a number among those of the model's people, or the probability of each group."""
    if isinstance(told, TargetTold):
        return target_chart(text, told, tokens)
    return groups_chart(text, told, tokens)


def target_chart(text: Text, told: TargetTold, tokens: Tokens) -> Chart:
    """Draw the estimate with its interval above what was observed in the model's people."""
    figure, observed = go.Figure(), observed_of(told)
    every = [told.low, told.value, told.high, *observed]
    _add_people(figure, text, observed, tokens)
    _add_patient(figure, text, told, tokens)
    quiet(figure, tokens, height=HEIGHT)
    ends = ends_around(every, least=LEAST_SPAN)
    figure.update_xaxes(**axis(target_axis(text, told.card), *ends))
    figure.update_yaxes(range=list(UPRIGHT), tickvals=[], ticktext=[], showline=False)
    figure.update_layout(showlegend=True, legend=legend(tokens))
    return Chart(
        title=_target_title(text, told),
        words=joined(text, [text("telling.chart.target_words"), told_headline(text, told)]),
        figure=figure,
        table=_target_table(text, told),
        notes=_target_notes(text, told),
    )


def observed_of(told: TargetTold) -> list[float]:
    """Return what was observed in the model's people, no more than are seen apart."""
    found = told.card.severity
    return [pair.observed for pair in thinned(found.pairs)] if found else []


def _add_people(figure: go.Figure, text: Text, observed: list[float], tokens: Tokens) -> None:
    if not observed:
        return
    sign = Sign("circle", tokens.controls, MARK_SIZE, OPACITY, edge=tokens.ground)
    heights = [PEOPLE_AT] * len(observed)
    add_marks(figure, observed, heights, sign, name=text("telling.chart.person"))
    figure.data[-1].update(marker_line_width=THIN)


def _add_patient(figure: go.Figure, text: Text, told: TargetTold, tokens: Tokens) -> None:
    """Draw the diamond with its bar, and a thin line down to the axis."""
    add_line(figure, [told.value, told.value], [UPRIGHT[0], PATIENT_AT], Pen(tokens.ink))
    ends = [told.low, told.high]
    add_line(figure, ends, [PATIENT_AT, PATIENT_AT], Pen(tokens.ink, 2 * MEDIUM))
    sign = Sign("diamond", tokens.ink, DIAMOND_SIZE)
    name = text("telling.chart.patient")
    add_marks(figure, [told.value], [PATIENT_AT], sign, name=name)


def _target_title(text: Text, told: TargetTold) -> str:
    figure, unit = figure_of(told), unit_of(told.card)
    return text(
        "telling.chart.target_title",
        target=target_name(text, told.card),
        value=in_unit(text, value_of(figure), unit),
        between=in_unit(text, bare_interval(text, figure), unit),
    )


def _target_table(text: Text, told: TargetTold) -> Table:
    figure, unit = figure_of(told), unit_of(told.card)
    ends = {"value": told.value, "low": told.low, "high": told.high}
    cells = [value_of(Measured(end, figure.low, figure.high)) for end in ends.values()]
    return Table(
        text("telling.chart.target_table"),
        (
            Column(
                text("telling.chart.column_what"),
                tuple(text(f"telling.chart.row_{name}") for name in ends),
            ),
            Column(
                text("telling.chart.column_value"),
                tuple(in_unit(text, cell, unit) for cell in cells),
                is_number=True,
            ),
        ),
    )


def _target_notes(text: Text, told: TargetTold) -> tuple[str, ...]:
    found = told.card.severity
    if found is None:
        return ()
    return (
        text("telling.chart.coverage", share=percent(text, found.coverage)),
        text("studio_chart.fit.note"),
    )


def groups_chart(text: Text, told: GroupsTold, tokens: Tokens) -> Chart:
    """Draw the probability of each group, in a row of its own."""
    look = Look(text("telling.chart.patient_group"), "diamond", tokens.ink)
    shares = [HUNDRED * share for share in told.memberships]
    rows = [
        Row(name, Measured(share, math.nan, math.nan), look)
        for name, share in zip(_names(text, told), shares, strict=True)
    ]
    scale = Scale(text("telling.chart.group_axis"), holds=(0, HUNDRED))
    return Chart(
        title=_groups_title(text, told),
        words=_groups_words(text, told),
        figure=rows_figure(rows, scale, tokens),
        table=_groups_table(text, told),
        notes=(text("telling.chart.group_note"),),
    )


def _names(text: Text, told: GroupsTold) -> list[str]:
    groups = told.card.strata.groups if told.card.strata else ()
    return [group_name(text, at, group) for at, group in enumerate(groups)]


def _groups_title(text: Text, told: GroupsTold) -> str:
    if not told.fits:
        return text("telling.chart.group_title_none")
    if is_between(told):
        return text("telling.chart.group_title_between")
    share = percent(text, told.memberships[told.likeliest])
    return text("telling.chart.group_title", number=f"{told.likeliest + 1}", probability=share)


def _groups_words(text: Text, told: GroupsTold) -> str:
    said = [
        text("telling.other", number=f"{at}", probability=percent(text, share))
        for at, share in enumerate(told.memberships, 1)
    ]
    return text("telling.chart.group_words", groups=text("words.list").join(said))


def _groups_table(text: Text, told: GroupsTold) -> Table:
    groups = told.card.strata.groups if told.card.strata else ()
    return Table(
        text("telling.chart.group_table"),
        (
            Column(
                text("telling.chart.column_group"),
                tuple(f"{at}" for at in range(1, len(groups) + 1)),
            ),
            Column(
                text("telling.chart.column_people"),
                tuple(f"{group.people:,}" for group in groups),
                is_number=True,
            ),
            Column(
                text("telling.chart.column_value"),
                tuple(percent(text, share) for share in told.memberships),
                is_number=True,
            ),
        ),
    )
