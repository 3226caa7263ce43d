"""The tables of what was published: findings, and how common the condition is."""

from core.evidence.base_rates import BASE_RATES
from core.figures import words
from core.figures.table import Cell, Column, Link, Table
from core.markers import CATALOGUE, Finding, Grade, Marker, Reference, Sex
from core.text import Text


def evidence_table(text: Text) -> Table:
    """Return one row a published finding, with its source and how surely it was read."""
    found = [(marker, finding) for marker in CATALOGUE.values() for finding in marker.findings]
    columns = (
        Column(text("figure.column.marker"), tuple(m.name(text.language) for m, _ in found)),
        Column(text("figure.column.finding"), tuple(words.finding(text, f) for _, f in found)),
        Column(text("figure.column.scored"), tuple(_scored(text, m, f) for m, f in found)),
        Column(text("figure.column.source"), tuple(_source(text, f.reference) for _, f in found)),
        Column(text("figure.column.grade"), tuple(_grade(text, m, f) for m, f in found)),
    )
    return Table(text("figure.table.evidence"), columns)


def base_rate_table(text: Text) -> Table:
    """Return how common the condition is by setting."""
    rates = BASE_RATES.values()
    columns = (
        Column(text("figure.column.setting"), tuple(text(f"base_rate.{r.key}") for r in rates)),
        Column(
            text("figure.column.pre_test"),
            tuple(words.percent(text, r.probability) for r in rates),
            is_number=True,
        ),
        Column(text("figure.column.source"), tuple(_source(text, r.reference) for r in rates)),
    )
    return Table(text("figure.table.base_rates"), columns)


def _source(text: Text, reference: Reference) -> Cell:
    name = words.source(text, reference)
    return Link(f"{name} (doi:{reference.doi})", reference.url) if reference.doi else name


def _grade(text: Text, marker: Marker, finding: Finding) -> str:
    """Write how surely the finding was read, and where its very species was not."""
    if marker.grade is Grade.M:
        return text("figure.grade_of_species", finding=finding.grade, species=marker.grade)
    return finding.grade.value


def _scored(text: Text, marker: Marker, finding: Finding) -> str:
    sexes = [sex for sex in Sex if marker.case_control(sex) is finding]
    if not sexes:
        return text("figure.scored.no")
    return text("words.list").join(words.sex(text, sex) for sex in sexes)
