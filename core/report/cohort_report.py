"""The report on groups of a cohort compared: methods, results, figures, references, as a PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.cohort import Comparison, Origin
from core.cohort.result import Count
from core.errors import Problem, ReportError
from core.figures.chart import Chart
from core.figures.groups.comparison_words import (
    MOST_Q,
    count_words,
    factor_words,
    group_words,
    groups_words,
    is_different,
    tested,
)
from core.figures.overall.permanova import Statement
from core.figures.problems import problem_sentences
from core.report.cohort_figures import figures_content
from core.report.cohort_methods import methods
from core.report.cohort_references import cited
from core.report.cohort_results import results_content
from core.report.typesetting import COHORT_REPORT, typeset
from core.report.versions import versions
from core.text import Language, Text, text_in

Content = dict[str, Any]

DATE_PARTS = ("year", "month", "day")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CohortReport:
    """What is reported of a cohort.

    `name` is what people call it; `size` and `sizes`, of the levels of the design, are as they may
    be told. `overall` is the finding in all analytes at once, where one was made; `charts` are
    drawn with the tokens PAPER. `problems` are about the cohort and its file.
    """

    name: str
    origin: Origin
    size: Count
    sizes: tuple[Count, ...]
    is_shared: bool
    comparison: Comparison
    charts: tuple[Chart, ...] = ()
    overall: Statement | None = None
    problems: tuple[Problem, ...] = ()


def render_cohort_report(contents: CohortReport, *, language: Language, printed: datetime) -> bytes:
    """Return the report as a PDF; the same contents give the same bytes.

    Raises ReportError if a name holds a character that the report cannot show, ValueError for a
    chart that cannot be drawn.
    """
    text = text_in(language)
    try:
        return typeset(_content(text, contents, printed), COHORT_REPORT)
    except ReportError as error:
        characters = str(error.problem.details["characters"])
        raise ReportError("cohort_report.character", characters=characters) from None


def _content(text: Text, contents: CohortReport, printed: datetime) -> Content:
    comparison = contents.comparison
    said = methods(text, comparison, is_shared=contents.is_shared)
    parts = [*(["overall"] if contents.overall else []), *(["shared"] * contents.is_shared)]
    return {
        **_frame(text, contents, printed),
        "facts": list(_facts(text, contents, printed)),
        "lead": lead(text, comparison),
        "overall": _overall(contents.overall),
        "limits": text("cohort_report.limits.sentence"),
        "problems": _problems(text, contents),
        "methods": {"heading": text("cohort_report.methods.heading"), "points": list(said)},
        "results": results_content(text, comparison),
        "figures": figures_content(text, contents.charts),
        "references": _references(text, said, parts),
    }


def _references(text: Text, said: Sequence[str], parts: Sequence[str]) -> Content:
    listed = list(cited(said, parts))
    doi = {one: text("report.references.doi", doi=one.named) for one in listed if not one.is_book}
    return {
        "heading": text("report.references.heading"),
        "items": [
            {"citation": one.citation, "named": doi.get(one, one.named), "address": one.address}
            for one in listed
        ],
    }


def _frame(text: Text, contents: CohortReport, printed: datetime) -> Content:
    """Write what every page carries, and what the file says of itself."""
    name = contents.name
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return {
        "language": str(text.language),
        "date": {part: getattr(printed, part) for part in DATE_PARTS},
        "product": text("report.product"),
        "document": text("cohort_report.document", name=name),
        "title": text("cohort_report.title"),
        "cohort": short,
        "printed": text("report.printed", date=text.date(printed)),
        # The template, which alone knows the pages, fills these two in.
        "page": text("report.page", page="{page}", pages="{pages}"),
        "versions": versions().line(text),
        "honesty": text(f"cohort_report.honesty.{contents.origin}"),
    }


def _facts(text: Text, contents: CohortReport, printed: datetime) -> Iterator[Content]:
    comparison = contents.comparison
    design = comparison.design
    groups = (
        text("cohort_report.facts.group", name=name, count=count_words(text, count))
        for name, count in zip(group_words(text, design), contents.sizes, strict=True)
    )
    covariates = [factor_words(text, comparison, name) for name in design.covariates]
    listed = text("words.list")
    yes_no = text("cohort_report.facts.shared_yes" if contents.is_shared else "report.no")
    known = {
        "cohort": contents.name,
        "people": count_words(text, contents.size),
        "analytes": f"{len(design.analytes):,}",
        "groups": listed.join(groups),
        "by": factor_words(text, comparison, design.group),
        "strata": factor_words(text, comparison, design.strata)
        if design.strata
        else text("cohort_report.facts.no_strata"),
        "covariates": listed.join(covariates) or text("cohort_report.facts.no_covariates"),
        "printed": text.date(printed),
        "shared": yes_no,
    }
    for key, value in known.items():
        yield {"key": key, "name": text(f"cohort_report.facts.{key}"), "value": value}


def lead(text: Text, comparison: Comparison) -> str:
    """Say in one sentence in how many analytes the groups differ."""
    found = tested(comparison)
    if not found:
        return text("cohort_report.lead.none")
    count = sum(map(is_different, found))
    kind = "strata" if comparison.design.strata else "plain"
    return text(
        f"cohort_report.lead.{kind}",
        count=f"{count:,}",
        all=f"{len(found):,}",
        groups=groups_words(text, comparison.design),
        q=f"{MOST_Q:g}",
    )


def _overall(overall: Statement | None) -> Content | None:
    if overall is None:
        return None
    return {"title": overall.title, "words": overall.words, "notes": list(overall.notes)}


def _problems(text: Text, contents: CohortReport) -> Content:
    every = (*contents.problems, *contents.comparison.problems)
    return {
        "heading": text("cohort_report.problems.heading"),
        "items": problem_sentences(text, every),
    }
