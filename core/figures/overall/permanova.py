"""What PERMANOVA found, as a sentence, the table behind it and what must be said beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.cohort import Cohort, Design
from core.cohort.overall.permanova import Permanova
from core.cohort.suppression import shown_count
from core.figures import words as phrases
from core.figures.among.names import count_words, level_name
from core.figures.cohort_words import factor_name
from core.figures.overall.components_left_out import (
    analytes_left_out,
    cohort_notes,
    selection_notes,
)
from core.figures.table import Column, Table
from core.text import Text, number

FIGURES = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """A finding without a picture: its title, the sentence, the table behind it, and notes."""

    title: str
    words: str
    table: Table
    notes: tuple[str, ...] = ()


def permanova_statement(text: Text, found: Permanova, design: Design) -> Statement:
    """Say whether groups differ in all analytes at once, with what may explain it otherwise."""
    count = len(found.selection.analytes)
    return Statement(
        title=text("multivariate.permanova.title", count=count),
        words=phrases.joined(text, [_finding(text, found), _spread(text, found)]),
        table=_table(text, found, design),
        notes=tuple(_notes(text, found, design)),
    )


def _finding(text: Text, found: Permanova) -> str:
    return text(
        "multivariate.permanova.found",
        permutations=f"{found.permutations:,}",
        count=f"{round(found.p * (1 + found.permutations)) - 1:,}",
        f=number(found.f),
        share=phrases.percent(text, found.r_squared, FIGURES),
        p=number(found.p),
        people=count_words(text, _cohort(found), found.people),
        analytes=len(found.selection.analytes),
    )


def _spread(text: Text, found: Permanova) -> str:
    key = "caution" if found.is_cautioned else "spread"
    return text(f"multivariate.permanova.{key}", p=number(found.spread_p))


def _table(text: Text, found: Permanova, design: Design) -> Table:
    cohort = _cohort(found)
    names = tuple(level_name(text, cohort, design.group, g.level) for g in found.groups)
    sizes = tuple(count_words(text, cohort, group.size) for group in found.groups)
    distances = tuple(number(group.distance) for group in found.groups)
    columns = (
        Column(text("multivariate.column.group"), names),
        Column(text("multivariate.column.people"), sizes, is_number=True),
        Column(text("multivariate.column.distance"), distances, is_number=True),
    )
    return Table(text("multivariate.permanova.table"), columns)


def _notes(text: Text, found: Permanova, design: Design) -> Iterator[str]:
    cohort, comma = _cohort(found), text("words.list")
    yield text("multivariate.permanova.method")
    if found.strata:
        strata = factor_name(text, cohort, found.strata)
        yield text("multivariate.permanova.strata", strata=strata)
    if design.covariates:
        names = comma.join(factor_name(text, cohort, name) for name in design.covariates)
        yield text("multivariate.permanova.covariates", names=names)
    if found.dropped:
        names = comma.join(level_name(text, cohort, design.group, one) for one in found.dropped)
        yield text("multivariate.permanova.dropped", names=names)
    if found.is_sample:
        everybody = shown_count(found.selection.size, is_shared=cohort.is_shared)
        yield text(
            "multivariate.permanova.sample",
            all=count_words(text, cohort, everybody),
            people=count_words(text, cohort, found.people),
        )
    yield from selection_notes(text, found.selection)
    yield from analytes_left_out(text, found.selection.left_out)
    yield from cohort_notes(text, cohort)


def _cohort(found: Permanova) -> Cohort:
    return found.selection.cohort
