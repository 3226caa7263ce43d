"""Writes the methods of a cohort report: which tests, how often, by which rules, with what."""

from collections import Counter
from collections.abc import Iterator

from core.cohort.result import Comparison
from core.figures.groups.methods import methods_sentences
from core.report.versions import versions
from core.text import Text


def methods(text: Text, comparison: Comparison, *, is_shared: bool) -> tuple[str, ...]:
    """Return the methods as a paper would state them, from what was done."""
    return tuple(_methods(text, comparison, is_shared=is_shared))


def _methods(text: Text, comparison: Comparison, *, is_shared: bool) -> Iterator[str]:
    counted = tests_counted(text, comparison)
    if counted:
        yield text("cohort_report.methods.tests", tests=counted)
    yield from methods_sentences(text, comparison, is_shared=is_shared)
    yield text("cohort_report.methods.versions", versions=versions().line(text))


def tests_counted(text: Text, comparison: Comparison) -> str:
    """Name the tests with how often each was made, empty where none was."""
    tests = Counter(result.method for result in comparison.results if result.method)
    said = (
        text(
            "cohort_report.methods.test",
            test=text(f"comparison.method_name.{test}"),
            count=f"{count:,}",
        )
        for test, count in tests.most_common()
    )
    return text("words.list").join(said)
