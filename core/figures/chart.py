"""A chart with all that must stand beside it, on a page, in a file and in a report alike."""

from dataclasses import dataclass

import plotly.graph_objects as go

from core.figures.table import Table


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A figure, its title that says what is seen, and the words that stand for it unseen.

    `table` holds the numbers behind it; `notes` are said below it: how many people are drawn, what
    was left out. The figure has explicit ranges and ticks, so that `core.figures.svg` draws the
    same picture as the browser does.
    """

    title: str
    words: str
    figure: go.Figure
    table: Table
    notes: tuple[str, ...] = ()
