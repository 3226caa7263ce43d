"""What each column of a clinic's cohort was taken for: a table to check before anything else."""

from collections.abc import Mapping
from dataclasses import replace

from core.errors import NOWHERE
from core.figures import words
from core.figures.problems import problem_sentence
from core.figures.table import Column, Table
from core.readers.cells import shown
from core.readers.cohorts.reading import CohortColumn, CohortReading, Use
from core.text import Text

# A page that lists thousands of columns is of no use to anybody.
MOST_LISTED = 300
MOST_LEVELS_LISTED = 8


def columns_table(text: Text, reading: CohortReading) -> Table:
    """Return name, use, unit and number of people of each column, and why one is not used."""
    listed = reading.columns[:MOST_LISTED]
    analytes = reading.cohort.analytes if reading.cohort else ()
    names = {analyte.key: analyte.name(text.language) for analyte in analytes}
    columns = (
        Column(text("cohort.column.name"), tuple(shown(column.name) for column in listed)),
        Column(text("cohort.column.use"), tuple(use_words(text, c, names) for c in listed)),
        Column(
            text("figure.column.unit"),
            tuple(words.unit(text, column.unit) or column.unit for column in listed),
            is_muted=True,
        ),
        Column(
            text("cohort.column.stated"),
            tuple(f"{c.stated:,}" if c.use is not Use.UNUSED else "" for c in listed),
            is_number=True,
        ),
        Column(text("cohort.column.reason"), tuple(_reason(text, c) for c in listed)),
    )
    return Table(text("cohort.column.title"), columns)


def columns_line(text: Text, reading: CohortReading) -> str:
    """Say in one line how many people and columns of each use were read."""
    uses = [column.use for column in reading.columns]
    people = reading.cohort.size if reading.cohort else 0
    return text(
        "cohort.column.line",
        people=f"{people:,}",
        analytes=f"{uses.count(Use.ANALYTE):,}",
        factors=f"{uses.count(Use.FACTOR) + uses.count(Use.SEX):,}",
        unused=f"{uses.count(Use.UNUSED):,}",
    )


def columns_left_out(text: Text, reading: CohortReading) -> str:
    """Say how many columns the table leaves out; empty if none."""
    count = len(reading.columns)
    if count <= MOST_LISTED:
        return ""
    return text("cohort.column.listed", listed=MOST_LISTED, count=count)


def use_words(text: Text, column: CohortColumn, names: Mapping[str, str]) -> str:
    """Say what a column is used as: an analyte by another name than its own, a factor's levels."""
    used = text(f"cohort.use.{column.use}")
    name = names.get(column.key, column.name)
    if column.use is Use.ANALYTE and name != column.name:
        return text("cohort.use.as", use=used, name=name)
    if column.use is Use.FACTOR and column.levels:
        return text("cohort.use.as", use=used, name=_levels(text, column.levels))
    return used


def _levels(text: Text, levels: tuple[str, ...]) -> str:
    said = text("words.list").join(shown(level) for level in levels[:MOST_LEVELS_LISTED])
    more = len(levels) - MOST_LEVELS_LISTED
    return said if more <= 0 else text("cohort.use.more", levels=said, count=more)


def _reason(text: Text, column: CohortColumn) -> str:
    # Where it is, the row of the table says.
    return problem_sentence(text, replace(column.reason, place=NOWHERE)) if column.reason else ""
