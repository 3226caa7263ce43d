"""Draws a chart with all that belongs to it: its title, its words, its numbers, pictures of it."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from core.errors import ReportError
from core.figures.chart import Chart
from core.figures.markdown import plain
from core.figures.problems import problem_sentence
from core.figures.svg import svg_of
from core.figures.theme import Tokens
from core.figures.words import joined
from core.report.characters import check_chart_shown
from core.report.cohort_figures import PAPER
from core.report.picture import png_of
from core.text import Text
from pages.shared.drawing import colours, draw_figure, draw_note, draw_table, words
from pages.shared.quietly import quietly

MakeChart = Callable[[Tokens], Chart]

FILE_NAME = "engawa"


def draw_chart(make: MakeChart, key: str) -> None:
    """Draw a chart in the visitor's colours; its pictures to take along are on white."""
    text, chart = words(), make(colours())
    st.subheader(plain(chart.title), anchor=False)
    said = text("cohort.alt", title=chart.title, words=chart.words)
    draw_figure(chart.figure, said, key)
    if chart.notes:
        draw_note(joined(text, chart.notes))
    with st.expander(text("cohort.numbers"), icon=":material/table:"):
        draw_table(chart.table, file_key=key)
    draw_pictures(text, chart, make, key)


def draw_pictures(text: Text, chart: Chart, make: MakeChart, key: str) -> None:
    """Draw the buttons that give a chart as a picture, or why it cannot be made.

    It is made when one is pressed, and then nothing can be said on the page any more.
    """
    try:
        check_chart_shown(chart)
    except ReportError as error:
        draw_note(problem_sentence(text, error.problem))
        return
    with st.container(horizontal=True):
        for kind, (draw, mime) in PICTURES.items():
            st.download_button(
                text(f"cohort.take.{kind}"),
                data=partial(quietly, draw, make),
                file_name=f"{FILE_NAME}-{key}.{kind}",
                mime=mime,
                on_click="ignore",
                type="tertiary",
                icon=":material/image:",
                key=f"{kind}-{key}",
            )


def svg(make: MakeChart) -> bytes:
    """Return a chart as SVG, to be enlarged and edited."""
    return svg_of(make(PAPER).figure).encode()


def png(make: MakeChart) -> bytes:
    """Return a chart as PNG, to be put into a text."""
    return png_of(svg_of(make(PAPER).figure))


PICTURES: Mapping[str, tuple[Callable[[MakeChart], bytes], str]] = {
    "svg": (svg, "image/svg+xml"),
    "png": (png, "image/png"),
}
