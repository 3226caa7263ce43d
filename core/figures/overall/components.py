"""People on the plane of two components: points or darker cells, ellipses, the patient."""

import math
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.cohort import Factor
from core.cohort.cohort import Floats
from core.cohort.overall.components import Components
from core.cohort.overall.plane import FIRST_TWO, Cells, GroupPlace, plane
from core.figures.among.ticks import linear_ticks, tick_text
from core.figures.chart import Chart
from core.figures.overall.components_marks import DIAMOND_SIZE, add_line, add_mark, legend
from core.figures.overall.components_patient import PatientPlace
from core.figures.overall.components_words import Scene, axis_title, notes, table, title, words
from core.figures.theme import MOST_GROUPS, GroupStyle, Tokens, quiet
from core.text import Text

HEIGHT = 520
SIZE, MEAN_SIZE = 7, 14
# Of many people points are smaller and let more of each other through.
MANY = 300
SMALL_SIZE = 6
OPACITY, SMALL_OPACITY = 0.8, 0.6
# Of one width, a triangle has half the area of a square.
AREA = {"triangle-up": 1.3, "triangle-down": 1.3}
# The ellipse of a normal distribution that half of the people lie in.
HALF = math.sqrt(-2 * math.log(0.5))
ELLIPSE_POINTS = 73
LINE_WIDTH = 2
# Beside all there is, and beyond the people for a patient who lies further out, in their span.
PADDING, MOST_BEYOND = 0.05, 0.5
# Where the patient stands who lies beyond the edge, so that the mark is whole.
EDGE = 0.012


def components_chart(
    text: Text,
    components: Components,
    factor: Factor | None,
    tokens: Tokens,
    patient: PatientPlace | None = None,
    pair: tuple[int, int] = FIRST_TWO,
) -> Chart:
    """Draw the people of a cohort on two components, told apart by a factor of the cohort."""
    shown = shown_factor(components, factor)
    drawn = None if shown and len(shown.levels) > MOST_GROUPS else shown
    scene = Scene(components, shown, plane(components, drawn, pair), patient)
    figure = go.Figure()
    limits = _limits(scene)
    _add_people(figure, text, scene, tokens)
    is_named = scene.plane.cells is not None
    groups = zip(scene.group_names(text), scene.plane.groups, tokens.groups, strict=False)
    for name, group, style in groups:
        _add_group(figure, name, group, style, is_named=is_named)
    _add_patient(figure, text, scene, limits, tokens.ink)
    quiet(figure, tokens, height=HEIGHT)
    for axis, ends, number in zip(("x", "y"), limits.T, pair, strict=True):
        figure.update_layout({f"{axis}axis": _axis(text, scene, number, ends, tokens)})
    figure.update_layout(showlegend=True, legend=legend(tokens))
    return Chart(
        title=title(text, scene),
        words=words(text, scene),
        figure=figure,
        table=table(text, scene),
        notes=tuple(notes(text, scene, is_beyond=_is_beyond(scene, limits))),
    )


def shown_factor(components: Components, factor: Factor | None) -> Factor | None:
    """Return the groups of the selected people: as they were chosen, where it is that factor."""
    if factor is None:
        return None
    own = components.selection.factor
    if own is not None and own.name == factor.name:
        return own
    return factor.where(components.selection.people)


def _limits(scene: Scene) -> Floats:
    """Return the ends of both axes (2, 2): the lower of each, then the upper."""
    held = [scene.plane.points]
    cells = scene.plane.cells
    if cells is not None:
        held.append(np.array([[cells.x[0], cells.y[0]], [cells.x[-1], cells.y[-1]]]))
    held += [_ellipse(group) for group in scene.plane.groups if group.has_ellipse]
    places = np.concatenate(held)
    low, high = places.min(axis=0), places.max(axis=0)
    span = high - low
    if scene.point is not None:
        low = np.maximum(np.minimum(low, scene.point), low - MOST_BEYOND * span)
        high = np.minimum(np.maximum(high, scene.point), high + MOST_BEYOND * span)
    return np.array([low - PADDING * span, high + PADDING * span])


def _is_beyond(scene: Scene, limits: Floats) -> bool:
    if scene.point is None:
        return False
    return bool(((scene.point < limits[0]) | (scene.point > limits[1])).any())


def _axis(text: Text, scene: Scene, number: int, ends: Floats, tokens: Tokens) -> dict[str, Any]:
    low, high = map(float, ends)
    ticks = linear_ticks(low, high)
    return {
        "range": [low, high],
        "tickvals": ticks,
        "ticktext": [tick_text(tick) for tick in ticks],
        "ticks": "outside",
        "title": {"text": axis_title(text, scene.components, number)},
        "zeroline": low < 0 < high,
        "zerolinecolor": tokens.band,
        "zerolinewidth": 1,
    }


def _add_people(figure: go.Figure, text: Text, scene: Scene, tokens: Tokens) -> None:
    if scene.plane.cells is not None:
        _add_cells(figure, scene.plane.cells, tokens)
        return
    points, codes = scene.plane.points, scene.plane.codes
    names = scene.group_names(text) or [text("multivariate.components.all")]
    size, opacity = (SMALL_SIZE, SMALL_OPACITY) if len(points) > MANY else (SIZE, OPACITY)
    for number, (name, style) in enumerate(zip(names, tokens.groups, strict=False)):
        chosen = points[codes == number] if len(codes) else points
        if not len(chosen):
            continue
        figure.add_scatter(
            x=chosen[:, 0],
            y=chosen[:, 1],
            mode="markers",
            name=name,
            showlegend=bool(len(codes)),
            marker={"symbol": style.symbol, "size": size * AREA.get(style.symbol, 1.0)}
            | {"color": style.colour, "opacity": opacity},
            hoverinfo="skip",
        )


def _add_cells(figure: go.Figure, cells: Cells, tokens: Tokens) -> None:
    figure.add_heatmap(
        x=cells.x,
        y=cells.y,
        z=cells.counts,
        zmin=0,
        zmax=float(np.nanmax(cells.counts, initial=1)),
        colorscale=[(0.0, tokens.ground), (1.0, tokens.line)],
        showscale=False,
        hoverinfo="skip",
    )


def _add_group(
    figure: go.Figure, name: str, group: GroupPlace, style: GroupStyle, *, is_named: bool
) -> None:
    """Draw a group's ellipse, and where no point can name the group the mark of its mean."""
    if group.has_ellipse:
        x, y = _ellipse(group).T
        add_line(figure, x, y, colour=style.colour, width=LINE_WIDTH, dash=style.dash)
    if is_named and np.isfinite(group.mean).all():
        add_mark(figure, name, group.mean, style.symbol, (style.colour, MEAN_SIZE))


def _add_patient(figure: go.Figure, text: Text, scene: Scene, limits: Floats, ink: str) -> None:
    if scene.point is not None:
        room = EDGE * (limits[1] - limits[0])
        at = np.clip(scene.point, limits[0] + room, limits[1] - room)
        add_mark(figure, text("figure.patient"), at, "diamond", (ink, DIAMOND_SIZE))


def _ellipse(group: GroupPlace) -> Floats:
    """Return the outline (n, 2) of what would hold half of a normal distribution."""
    angles = np.linspace(0, 2 * math.pi, ELLIPSE_POINTS)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    lengths, directions = np.linalg.eigh(group.covariance)
    stretched = circle * np.sqrt(np.maximum(lengths, 0)) * HALF
    outline: Floats = group.mean + stretched @ directions.T
    return outline
