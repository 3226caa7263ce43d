"""A comparison as columns of plain numbers, so that a page can sort by any of them.

What is said in words, with its unit and its interval, stands in the table of `core.figures.groups`;
here every cell is one number or one text, and a number that is not there is None.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from core.cohort import AnalyteResult, Cohort, Comparison
from core.figures.among.names import level_name
from core.figures.cohort_words import factor_name
from core.figures.problems import problem_sentence
from core.figures.words import unit
from core.text import Text

Number: TypeAlias = float | None
Cells: TypeAlias = list[str] | list[Number]

# As printf writes it: three significant figures, and whole counts.
FIGURES, WHOLE = "%.3g", "%d"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Columns by their titles, and how those that hold numbers are written."""

    title: str
    columns: Mapping[str, Cells]
    formats: Mapping[str, str]


def comparison_numbers(text: Text, cohort: Cohort, comparison: Comparison) -> Numbers:
    """Return a comparison as columns, the surest difference first.

    Names, the test, p, q, the effect with its measure and interval, ROC area, counts, and why there
    was no test.
    """
    comparison = replace(comparison, results=_surest_first(comparison))
    results = comparison.results
    columns: dict[str, Cells] = {
        text("cohort.sorted.analyte"): [r.analyte.name(text.language) for r in results],
        **_strata(text, cohort, comparison),
        **_told(text("cohort.sorted.unit"), [_unit(text, result) for result in results]),
        text("cohort.sorted.test"): [_test(text, result) for result in results],
        text("cohort.sorted.measure"): [_measure(text, result) for result in results],
    }
    numbers = {title: [_number(read(r)) for r in results] for title, read in _reads(text).items()}
    counts = _counts(text, cohort, comparison)
    reasons = _told(text("cohort.sorted.reason"), [_reason(text, result) for result in results])
    return Numbers(
        title=text("cohort.sorted.title"),
        columns=columns | numbers | counts | reasons,
        formats=dict.fromkeys(numbers, FIGURES) | dict.fromkeys(counts, WHOLE),
    )


def _measure(text: Text, result: AnalyteResult) -> str:
    # Without it, a delta of 0.5 and a g of 0.5 in one column would be taken for the same.
    return text(f"comparison.measure_name.{result.effect.measure}") if result.effect else ""


def _told(title: str, cells: list[str]) -> dict[str, Cells]:
    """Return a column, or none where all of its cells are empty."""
    return {title: cells} if any(cells) else {}


def by_p(comparison: Comparison) -> tuple[str, ...]:
    """Return the keys of the analytes, those first that differ most surely in any stratum."""
    return tuple(dict.fromkeys(result.analyte.key for result in _surest_first(comparison)))


def _surest_first(comparison: Comparison) -> tuple[AnalyteResult, ...]:
    return tuple(sorted(comparison.results, key=lambda result: (math.isnan(result.p), result.p)))


def _reads(text: Text) -> dict[str, Callable[[AnalyteResult], float]]:
    """Return what reads each number from a result, by the title of its column."""
    reads: dict[str, Callable[[AnalyteResult], float]] = {
        "p": lambda result: result.p,
        "q": lambda result: result.q,
        "effect": lambda result: result.effect.value if result.effect else math.nan,
        "effect_low": lambda result: result.effect.low if result.effect else math.nan,
        "effect_high": lambda result: result.effect.high if result.effect else math.nan,
        "area": lambda result: result.roc.area if result.roc else math.nan,
    }
    return {text(f"cohort.sorted.{name}"): read for name, read in reads.items()}


def _strata(text: Text, cohort: Cohort, comparison: Comparison) -> dict[str, Cells]:
    factor = comparison.design.strata
    if not factor:
        return {}
    names = [level_name(text, cohort, factor, result.stratum) for result in comparison.results]
    return {factor_name(text, cohort, factor): names}


def _counts(text: Text, cohort: Cohort, comparison: Comparison) -> dict[str, Cells]:
    """Return how many people of each group have a value; None where that may not be told."""
    design = comparison.design
    found: dict[str, Cells] = {}
    for place, level in enumerate(design.levels):
        name = level_name(text, cohort, design.group, level)
        sizes = [result.groups[place].size for result in comparison.results]
        found[text("cohort.sorted.size", group=name)] = [
            None if size is None else float(size) for size in sizes
        ]
    return found


def _unit(text: Text, result: AnalyteResult) -> str:
    return unit(text, result.analyte.unit) if result.analyte.unit else ""


def _test(text: Text, result: AnalyteResult) -> str:
    return text(f"comparison.method_name.{result.method}") if result.method else ""


def _reason(text: Text, result: AnalyteResult) -> str:
    return problem_sentence(text, result.reason) if result.reason else ""


def _number(value: float) -> Number:
    return value if math.isfinite(value) else None
