"""The table beside a chart of one analyte: each group in numbers, and the patient's percentile."""

import math
from collections.abc import Callable

from core.cohort import Cohort
from core.cohort.result import Count
from core.cohort.standing import Standing
from core.figures.among.groups import SHARES, Group, asked_for, groups_of, size_words
from core.figures.among.names import count_words, people_words
from core.figures.among.sentence import between, share_words, standings_of
from core.figures.table import Column, Table
from core.markers import Sex
from core.panel import Panel
from core.text import Text, number


def among_table(  # noqa: PLR0913 - what is chosen on a page, each by its name
    text: Text,
    cohort: Cohort,
    key: str,
    *,
    group: str,
    panel: Panel | None,
    sex: Sex | None,
    levels: tuple[str, ...] = (),
) -> Table:
    """Return people, gaps and percentiles of each group, and where the patient lies in it.

    Raises KeyError for an analyte or a factor that the cohort has not.
    """
    asked = asked_for(cohort, group, levels, panel, sex)
    scale = asked.scale(cohort.analyte(key))
    groups = groups_of(text, asked, scale)
    found = standings_of(asked, scale.analyte)
    columns = (
        Column(text("among.column.group"), tuple(g.name for g in groups), is_short=True),
        *_counts(text, cohort, groups),
        *_percentiles(text, groups),
        _column(text, "compared", [_compared(text, cohort, standing) for standing in found]),
        _cells(text, "above", found, share_words),
        _cells(text, "interval", found, _interval),
    )
    title = text("among.table", analyte=scale.title(text), people=people_words(text, cohort))
    return Table(title, columns)


def _counts(text: Text, cohort: Cohort, groups: tuple[Group, ...]) -> tuple[Column, ...]:
    columns = [
        _column(text, "people", [size_words(text, cohort, group) for group in groups]),
        _counted(text, cohort, "missing", [group.missing for group in groups]),
    ]
    if any(group.sample.censored for group in groups):
        columns.append(_counted(text, cohort, "limits", [group.censored for group in groups]))
    return tuple(columns)


def _percentiles(text: Text, groups: tuple[Group, ...]) -> tuple[Column, ...]:
    rows = [group.percentiles().tolist() for group in groups]
    return tuple(
        Column(
            text(f"among.column.percentile_{100 * share:.0f}"),
            tuple(text("figure.nothing") if math.isnan(row[i]) else number(row[i]) for row in rows),
            is_number=True,
        )
        for i, share in enumerate(SHARES)
    )


def _counted(text: Text, cohort: Cohort, name: str, counts: list[Count]) -> Column:
    return _column(text, name, [count_words(text, cohort, count) for count in counts])


def _compared(text: Text, cohort: Cohort, standing: Standing) -> str:
    if standing.size is None:
        return text("among.count.withheld")
    return count_words(text, cohort, standing.size)


def _column(text: Text, name: str, cells: list[str]) -> Column:
    return Column(text(f"among.column.{name}"), tuple(cells), is_number=True)


def _cells(
    text: Text, name: str, found: tuple[Standing, ...], write: Callable[[Text, Standing], str]
) -> Column:
    cells = tuple(write(text, s) if s.is_known else text("figure.nothing") for s in found)
    return Column(text(f"among.column.{name}"), cells, is_number=True)


def _interval(text: Text, standing: Standing) -> str:
    if standing.interval is None:
        return text("figure.nothing")
    return between(text, *standing.interval)
