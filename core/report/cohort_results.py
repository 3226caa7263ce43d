"""Writes the table of a cohort report: a row for each analyte, the smallest p value first.

A cell has two lines: what was found, and below it what it rests on.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.cohort.result import AnalyteResult, Comparison, Roc
from core.figures import words
from core.figures.groups.comparison_table import comparison_table
from core.figures.groups.comparison_words import (
    group_words,
    interval_words,
    is_different,
    level_words,
    p_words,
    result_words,
    tested,
)
from core.text import Text

Content = dict[str, Any]

# More groups than these need a page on its side.
MOST_UPRIGHT = 3
NOTHING = "–"
# A list of hundreds of names is read by nobody; the table on the page has them all.
MOST_NAMED = 12


def results_content(text: Text, comparison: Comparison) -> Content:
    """Write the table, and what could not be compared."""
    found = replace(comparison, results=tuple(tested(comparison)))
    has_areas = any(result.roc for result in found.results)
    return {
        "heading": text("cohort_report.results.heading"),
        "is_wide": len(comparison.design.levels) > MOST_UPRIGHT,
        "columns": list(_columns(text, comparison, has_areas=has_areas)),
        "groups": len(comparison.design.levels),
        "rows": _rows(text, found, has_areas=has_areas),
        "key": text("comparison.table.location"),
        "none": text("cohort_report.results.none"),
        "not_compared": _not_compared(text, comparison),
    }


def _columns(text: Text, comparison: Comparison, *, has_areas: bool) -> Iterator[str]:
    yield text("comparison.column.analyte")
    yield from group_words(text, comparison.design)
    yield text("comparison.column.test")
    yield text("cohort_report.results.p_q")
    yield text("comparison.column.effect")
    if has_areas:
        yield text("comparison.column.area")


def _rows(text: Text, found: Comparison, *, has_areas: bool) -> list[Content]:
    """Write the rows from the cells of the table on the screen."""
    if not found.results:
        return []
    screen = zip(*(column.cells for column in comparison_table(text, found).columns), strict=True)
    rows = []
    for result, cells in zip(found.results, screen, strict=True):
        row = [_named(text, found, result), *_compared(text, found, [str(cell) for cell in cells])]
        q = text("cohort_report.results.q", q=p_words(text, result.q))
        row += [_cell(p_words(text, result.p), q), _effect(text, result)]
        if has_areas:
            row.append(_area(text, result.roc))
        rows.append({"cells": row, "stands_out": is_different(result)})
    return rows


def _compared(text: Text, found: Comparison, cells: list[str]) -> Iterator[Content]:
    """Yield what each group has, and the test, from a row of the screen.

    There a count and a place of each group follow the names, then the test and its statistic.
    """
    start = 2 if found.design.strata else 1
    end = start + 2 * len(found.design.levels)
    for count, place in zip(cells[start:end:2], cells[start + 1 : end : 2], strict=True):
        yield _cell(place, text("cohort_report.results.people", count=count))
    test, statistic = cells[end : end + 2]
    yield _cell(test, statistic.replace("= -", "= −"))


def _named(text: Text, found: Comparison, result: AnalyteResult) -> Content:
    said = []
    if result.stratum:
        said.append(level_words(text, found.design.strata, result.stratum))
    if result.analyte.unit:
        said.append(words.unit(text, result.analyte.unit) or result.analyte.unit)
    below = text("words.list").join(said)
    return _cell(result.analyte.name(text.language), below)


def _effect(text: Text, result: AnalyteResult) -> Content:
    effect = result.effect
    if effect is None:
        return _cell(NOTHING)
    return _cell(interval_words(text, effect), text(f"comparison.measure_name.{effect.measure}"))


def _area(text: Text, roc: Roc | None) -> Content:
    if roc is None:
        return _cell(NOTHING)
    area, low, high = (f"{end:.2f}" for end in (roc.area, roc.low, roc.high))
    return _cell(area, text("cohort_report.results.between", low=low, high=high))


def _cell(label: str, below: str = "") -> Content:
    return {"label": label, "below": below}


def _not_compared(text: Text, comparison: Comparison) -> Content:
    """Name what could not be compared, under each reason once."""
    named: dict[str, list[str]] = {}
    for result in comparison.results:
        if math.isnan(result.p) and result.reason is not None:
            reason = text.problem(result.reason)
            named.setdefault(reason, []).append(result_words(text, comparison.design, result))
    return {
        "heading": text("cohort_report.results.not_compared"),
        "items": [
            {"names": _listed(text, names), "reason": reason} for reason, names in named.items()
        ],
    }


def _listed(text: Text, names: list[str]) -> str:
    said = text("words.list").join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return said if more <= 0 else text("cohort_report.results.more", names=said, count=more)
