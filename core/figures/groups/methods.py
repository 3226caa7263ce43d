"""The methods of a comparison in sentences, as a paper would state them."""

from collections.abc import Iterator

from core.cohort.design import Choice
from core.cohort.groups.exact_ranks import MOST_IN_LARGER, MOST_IN_SMALLER
from core.cohort.groups.selection import (
    MOST_EXCESS_KURTOSIS,
    MOST_SKEWNESS,
    MOST_SKEWNESS_OF_GROUP,
    SMALLEST_FOR_MEANS,
)
from core.cohort.result import AnalyteResult, Comparison
from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL
from core.figures.groups.comparison_words import factor_words
from core.text import Text


def methods_sentences(text: Text, comparison: Comparison, *, is_shared: bool) -> tuple[str, ...]:
    """Return what was done, in sentences: only tests and measures that the results hold."""
    return tuple(_sentences(text, comparison, is_shared=is_shared))


def _sentences(text: Text, comparison: Comparison, *, is_shared: bool) -> Iterator[str]:
    yield _rule(text, comparison.design.choice)
    yield from _tests(text, comparison.results)
    yield from _adjusting(text, comparison)
    for measure in dict.fromkeys(r.effect.measure for r in comparison.results if r.effect):
        yield text(f"comparison.measure.{measure}")
    if any(result.roc for result in comparison.results):
        yield text("comparison.rule.roc")
    yield text("comparison.rule.q", count=comparison.family)
    if is_shared:
        yield text("comparison.rule.shared", smallest=SMALLEST_CELL, rounded=ROUNDED_TO)


def _tests(text: Text, results: tuple[AnalyteResult, ...]) -> Iterator[str]:
    for method in dict.fromkeys(r.method for r in results if r.method):
        limits = {"smaller": MOST_IN_SMALLER, "larger": MOST_IN_LARGER}
        yield text(f"comparison.method.{method}", **limits)
    if any(result.is_log for result in results):
        yield text("comparison.rule.log")
    if any(group.censored != 0 for result in results for group in result.groups):
        yield text("comparison.rule.censored")


def _adjusting(text: Text, comparison: Comparison) -> Iterator[str]:
    design = comparison.design
    if design.covariates:
        names = (factor_words(text, comparison, name) for name in design.covariates)
        yield text("comparison.rule.covariates", covariates=text("words.list").join(names))
    if design.strata:
        strata = factor_words(text, comparison, design.strata)
        yield text("comparison.rule.strata", strata=strata)


def _rule(text: Text, choice: Choice) -> str:
    return text(
        f"comparison.rule.{choice}",
        smallest=SMALLEST_FOR_MEANS,
        skewness=f"{MOST_SKEWNESS:g}",
        of_group=f"{MOST_SKEWNESS_OF_GROUP:g}",
        kurtosis=f"{MOST_EXCESS_KURTOSIS:g}",
    )
