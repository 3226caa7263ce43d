"""The z scores of people, or the means of groups, as a matrix of colours: analytes are rows."""

import numpy as np
import plotly.graph_objects as go

from core.cohort.cohort import Floats
from core.cohort.overall.clustering import HeatMap
from core.figures.among.names import level_name
from core.figures.chart import Chart
from core.figures.overall.components_left_out import shortened
from core.figures.overall.heat_map_colours import add_matrix, named_every, row_height, row_names
from core.figures.overall.heat_map_words import (
    axis_title,
    notes,
    table,
    title,
    words,
)
from core.figures.theme import GROUPS, MOST_GROUPS, Tokens, quiet
from core.text import Text

# Colours end here [z]; those of means, which are smaller, at the next of these beyond the largest.
LIMIT = 3.0
LIMITS_OF_MEANS = (0.25, 0.5, 1.0, 2.0, LIMIT)
# What stands above and below the matrix [px], and how high the row of a group is [px].
MARGINS, GROUP_HEIGHT, GAP = 60.0, 15.0, 6.0
LEAST_HEIGHT = 290


def heat_map_chart(text: Text, heat_map: HeatMap, tokens: Tokens) -> Chart:
    """Draw the people of a cohort; of a shared one the means of its groups."""
    is_means = heat_map.selection.cohort.is_shared
    z = _means(heat_map) if is_means else heat_map.z
    limit = limit_of(heat_map)
    figure = go.Figure()
    key = text(f"multivariate.heat_map.key.{'means' if is_means else 'people'}")
    add_matrix(figure, z.T, limit, key, tokens)
    bands = () if is_means else _bands(text, heat_map)
    rows = len(heat_map.analytes)
    height = MARGINS + rows * row_height(rows) + GAP + len(bands) * GROUP_HEIGHT
    quiet(figure, tokens, height=max(LEAST_HEIGHT, round(height)))
    _name_rows(figure, text, heat_map, bands)
    _add_bands(figure, heat_map, len(bands), tokens)
    if is_means:
        _name_means(figure, text, heat_map)
    else:
        heading = axis_title(text, heat_map)
        figure.update_xaxes(range=[-0.5, len(z) - 0.5], title={"text": heading}, tickvals=[])
    return Chart(
        title=title(text, heat_map),
        words=words(text, heat_map),
        figure=figure,
        table=table(text, heat_map),
        notes=tuple(notes(text, heat_map, limit)),
    )


def limit_of(heat_map: HeatMap) -> float:
    """Return where the colours end [z]."""
    if not heat_map.selection.cohort.is_shared:
        return LIMIT
    largest = float(np.nanmax(np.abs(heat_map.means)))
    return next((limit for limit in LIMITS_OF_MEANS if limit >= largest), LIMIT)


def _means(heat_map: HeatMap) -> Floats:
    """Return the means of the groups that can be told of (n_told, n_analytes)."""
    told: Floats = heat_map.means[_told(heat_map)]
    return told


def _told(heat_map: HeatMap) -> list[int]:
    return [code for code, mean in enumerate(heat_map.means) if np.isfinite(mean).all()]


def _group_names(text: Text, heat_map: HeatMap) -> list[str]:
    factor, cohort = heat_map.selection.factor, heat_map.selection.cohort
    if factor is None:
        return []
    names = [level_name(text, cohort, factor.name, level) for level in factor.levels]
    if len(names) > MOST_GROUPS:
        return names
    return [
        text("multivariate.signed", sign=sign, name=shortened(name))
        for (_, _, sign, *_), name in zip(GROUPS, names, strict=False)
    ]


def _bands(text: Text, heat_map: HeatMap) -> tuple[str, ...]:
    """Return the names of the groups that have a row of their own above the analytes."""
    names = _group_names(text, heat_map)
    return tuple(names) if 1 < len(names) <= MOST_GROUPS else ()


def _band_places(heat_map: HeatMap, bands: int) -> Floats:
    """Return where the rows of the groups are, in rows of analytes above the first, -0.5."""
    row = row_height(len(heat_map.analytes))
    above = GAP + (np.arange(bands, dtype=np.float64)[::-1] + 0.5) * GROUP_HEIGHT
    places: Floats = -0.5 - above / row
    return places


def _name_rows(figure: go.Figure, text: Text, heat_map: HeatMap, bands: tuple[str, ...]) -> None:
    names = [analyte.name(text.language) for analyte in heat_map.analytes]
    ticks = row_names(names, named_every(len(names)))
    places = _band_places(heat_map, len(bands))
    top = places[0] - GROUP_HEIGHT / 2 / row_height(len(names)) if bands else -0.5
    ticks["tickvals"] = [*places.tolist(), *ticks["tickvals"]]
    ticks["ticktext"] = [*bands, *ticks["ticktext"]]
    figure.update_yaxes(**ticks, range=[len(names) - 0.5, float(top)], showline=False)


def _add_bands(figure: go.Figure, heat_map: HeatMap, bands: int, tokens: Tokens) -> None:
    """Mark in the row of each group who of the people drawn is in it."""
    if not bands:
        return
    numbers = np.arange(bands)
    is_in = heat_map.codes[None, :] == numbers[:, None]
    scale = [(number / (bands - 1), tokens.groups[number].colour) for number in range(bands)]
    figure.add_heatmap(
        x=list(range(len(heat_map.codes))),
        y=_band_places(heat_map, bands),
        z=np.where(is_in, numbers[:, None], np.nan),
        zmin=0,
        zmax=bands - 1,
        colorscale=scale,
        ygap=2,
        showscale=False,
        hoverinfo="skip",
    )


def _name_means(figure: go.Figure, text: Text, heat_map: HeatMap) -> None:
    names, told = _group_names(text, heat_map), _told(heat_map)
    figure.update_xaxes(
        range=[-0.5, len(told) - 0.5],
        tickvals=list(range(len(told))),
        ticktext=[names[code] for code in told],
        showline=False,
    )
