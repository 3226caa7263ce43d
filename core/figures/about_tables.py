"""The tables of the About page: what was published, what was assumed, and how the model does."""

from collections.abc import Iterable

from core.evidence.base_rates import BASE_RATES
from core.figures import words
from core.figures.table import Cell, Column, Link, Table
from core.markers import CATALOGUE, Finding, Grade, Marker, Reference, Sex
from core.scoring.card import Card, Metric
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


def metric_table(text: Text, card: Card, *, singles: bool) -> Table:
    """Return the model's performance on virtual people, by sex and by which markers are there.

    `singles` chooses the rows of one marker alone, or else the subsets that have a name.
    """
    rows = [m for m in card.metrics if (m.subset in CATALOGUE) is singles]
    columns = (
        Column(text("figure.column.markers"), tuple(_subset(text, m) for m in rows)),
        Column(text("figure.column.sex"), tuple(words.sex(text, Sex(m.sex)) for m in rows)),
        Column(text("figure.column.metric"), tuple(text(f"figure.metric.{m.name}") for m in rows)),
        Column(text("figure.column.figure"), tuple(_figure(text, m) for m in rows), is_number=True),
    )
    return Table(text(f"figure.table.{'singles' if singles else 'metrics'}"), columns)


def feature_table(text: Text, card: Card) -> Table:
    """Return which markers enter the score of which sex."""
    by_sex = [(Sex(sex), keys) for sex, keys in card.features.items()]
    columns = (
        Column(text("figure.column.sex"), tuple(words.sex(text, sex) for sex, _ in by_sex)),
        Column(text("figure.column.markers"), tuple(_names(text, keys) for _, keys in by_sex)),
    )
    return Table(text("figure.table.features"), columns)


def assumption_table(text: Text, card: Card) -> Table:
    """Return what the virtual cohort rests on that nobody published."""
    rows = card.assumptions
    columns = (
        Column(text("figure.column.assumption"), tuple(text(a.text) for a in rows)),
        Column(text("figure.column.assumed"), tuple(f"{a.value}" for a in rows), is_number=True),
    )
    return Table(text("figure.table.assumptions"), columns)


def library_table(text: Text, card: Card) -> Table:
    """Return the exact versions the model was made with."""
    columns = (
        Column(text("figure.column.library"), tuple(card.libraries)),
        Column(text("figure.column.version"), tuple(card.libraries.values())),
    )
    return Table(text("figure.table.libraries"), columns)


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


def _subset(text: Text, metric: Metric) -> str:
    """Name a subset of markers; that of a single marker is named by it."""
    key = f"subset.{metric.subset}"
    return text(key) if key in text else words.marker_name(text, metric.subset)


def _figure(text: Text, metric: Metric) -> str:
    value, low, high = (f"{n:.3f}" for n in (metric.value, metric.low, metric.high))
    return text("figure.with_interval", value=value, low=low, high=high)


def _names(text: Text, keys: Iterable[str]) -> str:
    return text("words.list").join(words.marker_name(text, key) for key in keys)
