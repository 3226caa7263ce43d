"""Rank correlations of all pairs of analytes as a matrix of colours, alike above and below."""

import numpy as np
import plotly.graph_objects as go

from core.cohort import Analyte, Factor
from core.cohort.overall.association import Correlations
from core.figures.chart import Chart
from core.figures.overall.components_left_out import shortened
from core.figures.overall.correlation_words import notes, table, title, words, written
from core.figures.overall.heat_map_colours import add_matrix, named_every, row_height, row_names
from core.figures.theme import SMALL_FONT_SIZE, Tokens, quiet
from core.text import Text

LIMIT = 1.0
# So few analytes that there is room for numbers in the cells, and for names below them.
MOST_WITH_NUMBERS, MOST_WITH_COLUMNS = 12, 40
NAME_BELOW, LETTER = 22, 6.2
MARGINS, LEAST_HEIGHT = 40.0, 290
LEAST_ROW = 30.0
# On a darker cell than this, a number is written in the colour of the ground.
DARK = 0.55


def correlation_chart(
    text: Text, found: Correlations, tokens: Tokens, factor: Factor | None = None
) -> Chart:
    """Draw the correlations; `factor` is the one whose level they are of, if they are of one."""
    names = [analyte.name(text.language) for analyte in found.analytes]
    size = len(names)
    figure = go.Figure()
    add_matrix(figure, found.rho, LIMIT, text("multivariate.correlation.key"), tokens)
    row = max(row_height(size), LEAST_ROW if size <= MOST_WITH_NUMBERS else 0)
    columns = _columns(found.analytes)
    below = LETTER * max((len(name) for name in columns), default=0)
    quiet(figure, tokens, height=max(LEAST_HEIGHT, round(MARGINS + size * row + below)))
    rows = row_names(names, named_every(size))
    figure.update_yaxes(**rows, range=[size - 0.5, -0.5], showline=False)
    figure.update_xaxes(
        range=[-0.5, size - 0.5],
        tickvals=list(range(len(columns))),
        ticktext=columns,
        tickangle=-90,
        showline=False,
    )
    if size <= MOST_WITH_NUMBERS:
        _add_numbers(figure, found, tokens)
    level = factor.name if factor else ""
    return Chart(
        title=title(text, found, level),
        words=words(text, found),
        figure=figure,
        table=table(text, found),
        notes=tuple(notes(text, found)),
    )


def _columns(analytes: tuple[Analyte, ...]) -> list[str]:
    """Return the names below the columns: symbols of markers, since the rows name them in full."""
    if len(analytes) > MOST_WITH_COLUMNS:
        return []
    named = (one.marker.symbol if one.marker else one.title or one.key for one in analytes)
    return [shortened(name, NAME_BELOW) for name in named]


def _add_numbers(figure: go.Figure, found: Correlations, tokens: Tokens) -> None:
    """Write rho into the cells that have one."""
    is_dark = np.abs(found.rho) > DARK
    for cells, colour in ((is_dark, tokens.ground), (~is_dark, tokens.ink)):
        rows, columns = np.nonzero(cells & ~np.isnan(found.rho))
        figure.add_scatter(
            x=columns.astype(np.float64),
            y=rows.astype(np.float64),
            mode="text",
            text=[written(rho).replace("-", "−") for rho in found.rho[rows, columns].tolist()],
            textposition="middle center",
            textfont={"size": SMALL_FONT_SIZE, "color": colour},
            showlegend=False,
            hoverinfo="skip",
        )
