"""Writes the figures of a cohort report: each as SVG, with its caption and its text alternative."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.figures.chart import Chart
from core.figures.svg import svg_of
from core.figures.theme import LIGHT
from core.report.picture import check_letters, size_of
from core.text import Text

Content = dict[str, Any]

# On white, as paper is.
PAPER = replace(LIGHT, ground="#FFFFFF")
# As wide as the text of a page, words of 12 px are set at 6.6 pt.
WIDTH = 900


def figures_content(text: Text, charts: tuple[Chart, ...]) -> Content:
    """Write the figures in their order. Raises ReportError for a letter that the font lacks."""
    return {
        "heading": text("cohort_report.figures.heading"),
        # The template, which packs the figures onto pages, fills the number in.
        "number": text("cohort_report.figures.number", number="{number}"),
        "every": list(_figures(charts)),
    }


def _figures(charts: tuple[Chart, ...]) -> Iterator[Content]:
    for chart in charts:
        svg = svg_of(chart.figure, width=WIDTH)
        check_letters(svg)
        across, down = size_of(svg)
        yield {
            "svg": svg,
            "height": down / across,
            "alt": chart.words or chart.title,
            "title": chart.title,
            "words": chart.words,
            "notes": list(chart.notes),
        }
