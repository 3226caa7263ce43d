"""The table of a comparison, on the screen and as a file for a program.

On the screen numbers have three figures and a result one row; in the file they have all their
figures and columns have names that stay, with the group's own name after a colon.
"""

import csv
import io
import math
from collections.abc import Iterator
from typing import TypeAlias

from core.cohort.result import AnalyteResult, Comparison, Count, GroupSummary, Method
from core.cohort.suppression import SMALLEST_CELL
from core.figures import words
from core.figures.groups.comparison_words import (
    count_words,
    effect_words,
    group_words,
    interval_words,
    level_words,
    p_words,
)
from core.figures.table import FORMULA_STARTS, Column, Table
from core.text import Text

Value: TypeAlias = str | int | float | bool | None

BY_MEANS = (Method.WELCH, Method.WELCH_ANOVA, Method.LINEAR_MODEL)
SIGNS = {
    Method.WELCH: "t",
    Method.MANN_WHITNEY: "u",
    Method.WELCH_ANOVA: "f",
    Method.KRUSKAL_WALLIS: "h",
}
SUMMARY = ("mean", "sd", "median", "q1", "q3")


def comparison_table(text: Text, comparison: Comparison) -> Table:
    """Return the results as a table for the screen, in the order of the comparison."""
    results, design = comparison.results, comparison.design
    group = level_words(text, "", design.group)
    columns = [Column(text("comparison.column.analyte"), tuple(_name(text, r) for r in results))]
    if design.strata:
        strata = tuple(level_words(text, design.strata, result.stratum) for result in results)
        columns.append(Column(text("comparison.column.stratum"), strata, is_short=True))
    for place, name in enumerate(group_words(text, design)):
        counts = tuple(_counts(text, result.groups[place]) for result in results)
        title = text("comparison.column.count", group=name)
        columns.append(Column(title, counts, is_number=True))
        cells = tuple(_location(text, result, result.groups[place]) for result in results)
        columns.append(
            Column(text("comparison.column.location", group=name), cells, is_number=True)
        )
    columns += _found(text, results)
    return Table(text("comparison.table.title", group=group), tuple(columns))


def _found(text: Text, results: tuple[AnalyteResult, ...]) -> Iterator[Column]:
    """Yield the columns of what the tests found; that of areas only where there are any."""
    yield Column(text("comparison.column.test"), tuple(_test(text, r) for r in results))
    statistics = tuple(_statistic(text, result) for result in results)
    yield Column(text("comparison.column.statistic"), statistics, is_number=True)
    for name, values in (("p", [r.p for r in results]), ("q", [r.q for r in results])):
        cells = tuple("–" if math.isnan(value) else p_words(text, value) for value in values)
        yield Column(text(f"comparison.column.{name}"), cells, is_number=True)
    effects = tuple(effect_words(text, r.effect) if r.effect else "–" for r in results)
    yield Column(text("comparison.column.effect"), effects, is_number=True)
    if any(result.roc for result in results):
        areas = tuple(interval_words(text, r.roc) if r.roc else "–" for r in results)
        yield Column(text("comparison.column.area"), areas, is_number=True)
    if any(result.reason or result.excluded != 0 for result in results):
        yield Column(text("comparison.column.note"), tuple(_note(text, r) for r in results))


def _name(text: Text, result: AnalyteResult) -> str:
    unit = words.unit(text, result.analyte.unit) if result.analyte.unit else ""
    name = result.analyte.name(text.language)
    return f"{name} [{unit}]" if unit else name


def _counts(text: Text, group: GroupSummary) -> str:
    count, missing = count_words(text, group.size), count_words(text, group.missing)
    if group.censored != 0:
        censored = count_words(text, group.censored)
        return text(
            "comparison.cell.missing_censored", count=count, missing=missing, censored=censored
        )
    if group.missing == 0:
        return count
    return text("comparison.cell.missing", count=count, missing=missing)


def _location(text: Text, result: AnalyteResult, group: GroupSummary) -> str:
    is_mean = result.method in BY_MEANS and not result.is_log
    if is_mean and not math.isnan(group.mean):
        return text("comparison.cell.mean", mean=group.mean, sd=group.sd)
    if math.isnan(group.median):
        return "–"
    return text("comparison.cell.median", median=group.median, q1=group.q1, q3=group.q3)


def _test(text: Text, result: AnalyteResult) -> str:
    if result.method is None:
        return "–"
    name = text(f"comparison.method_name.{result.method}")
    return text("comparison.cell.log", method=name) if result.is_log else name


def _statistic(text: Text, result: AnalyteResult) -> str:
    if result.method is None:
        return "–"
    is_pair = len(result.groups) == len(("first", "second"))
    sign = SIGNS.get(result.method, "t" if is_pair else "f")
    if not result.df:
        key = sign if sign == "u" else f"{sign}_alone"
        return text(f"comparison.cell.{key}", value=result.statistic)
    df = ", ".join(f"{round(d, 1):g}" for d in result.df)
    return text(f"comparison.cell.{sign}", value=result.statistic, df=df)


def _note(text: Text, result: AnalyteResult) -> str:
    if result.reason is not None:
        return text.problem(result.reason)
    if result.excluded == 0:
        return ""
    if result.excluded is None:
        return text("comparison.cell.excluded_few")
    return text("comparison.cell.excluded", count=result.excluded)


def comparison_records(text: Text | None, comparison: Comparison) -> list[dict[str, Value]]:
    """Return a record a result, with the same keys in each; None for what is not known.

    Numbers have all their figures, and a count that is not told is a text such as "<5". Names and
    reasons are in the language of a text; without one a reason is its key.
    """
    return [_record(text, comparison, result) for result in comparison.results]


def comparison_csv(text: Text | None, comparison: Comparison) -> str:
    """Return the records as CSV; encode it as `CSV_ENCODING` for a spreadsheet program."""
    file = io.StringIO(newline="")
    records = comparison_records(text, comparison)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([_inert(name) for name in records[0]] if records else [])
    writer.writerows([_cell(value) for value in record.values()] for record in records)
    return file.getvalue()


def _record(text: Text | None, comparison: Comparison, result: AnalyteResult) -> dict[str, Value]:
    analyte, effect, roc = result.analyte, result.effect, result.roc
    first, second = (*result.df, None, None)[:2]
    return {
        "marker": analyte.key,
        "name": analyte.name(text.language) if text else analyte.key,
        "unit": analyte.unit,
        "stratum": result.stratum,
        **dict(_group_values(comparison, result)),
        "method": result.method,
        "is_log": result.is_log if result.method else None,
        "statistic": _known(result.statistic),
        "df": first,
        "df_2": second,
        "p": _known(result.p),
        "q": _known(result.q),
        "effect_measure": effect.measure if effect else None,
        "effect": effect.value if effect else None,
        "effect_low": effect.low if effect else None,
        "effect_high": effect.high if effect else None,
        "auc": roc.area if roc else None,
        "auc_low": roc.low if roc else None,
        "auc_high": roc.high if roc else None,
        "excluded": _count(result.excluded),
        "reason": _reason(text, result),
    }


def _group_values(comparison: Comparison, result: AnalyteResult) -> Iterator[tuple[str, Value]]:
    for level, group in zip(comparison.design.levels, result.groups, strict=True):
        yield f"n:{level}", _count(group.size)
        yield f"missing:{level}", _count(group.missing)
        yield f"censored:{level}", _count(group.censored)
        for name in SUMMARY:
            yield f"{name}:{level}", _known(getattr(group, name))


def _reason(text: Text | None, result: AnalyteResult) -> str:
    if result.reason is None:
        return ""
    return text.problem(result.reason) if text else result.reason.key


def _count(count: Count) -> int | str:
    return f"<{SMALLEST_CELL}" if count is None else count


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _inert(value) if isinstance(value, str) else repr(value)


def _inert(cell: str) -> str:
    # A spreadsheet program runs a cell that begins like a formula; what a file said must stay text.
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
