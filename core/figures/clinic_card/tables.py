"""The tables of a clinic's card: every figure with its interval, features, files, libraries."""

from collections.abc import Iterator

from core.cards import ClinicCard, Discrimination, External, Measured, Severity
from core.figures.studio.names import feature_names
from core.figures.studio.numbers import cell, decimal, in_unit, percent
from core.figures.table import Column, Table
from core.text import Text, number

FIGURES, DECIMALS = 2, 2

# Name of a measure, and how its value is written.
Row = tuple[str, str]


def metric_table(text: Text, card: ClinicCard) -> Table:
    """Return every figure of the test within the cohort, a row a measure."""
    rows: list[Row] = []
    if card.discrimination:
        rows = list(_of_discrimination(text, card.discrimination))
    elif card.severity:
        rows = list(_of_severity(text, card.severity))
    return _measures(text, text("clinic_card.table.metrics"), rows)


def external_table(text: Text, external: External) -> Table:
    """Return every figure of an evaluation on new people, a row a measure."""
    title = text("clinic_card.table.external", date=text.date(external.evaluated_on))
    return _measures(text, title, list(_of_external(text, external)))


def feature_table(text: Text, card: ClinicCard) -> Table:
    """Return what the model reads, with the range of the people it was trained on."""
    features, names = card.features, feature_names(text, card)
    ranges = tuple(text("words.between", low=number(f.low), high=number(f.high)) for f in features)
    return Table(
        text("clinic_card.table.features"),
        (
            Column(text("studio_chart.column.marker"), tuple(names[f.key] for f in features)),
            Column(text("studio_chart.column.unit"), tuple(f.unit for f in features),
                   is_muted=True),
            Column(text("clinic_card.column.range"), ranges, is_number=True),
            Column(text("clinic_card.column.missing"),
                   tuple(percent(text, f.missing) for f in features), is_number=True),
            Column(text("clinic_card.column.censored"),
                   tuple(percent(text, f.censored) for f in features), is_number=True),
        ),
    )  # fmt: skip


def file_table(text: Text, card: ClinicCard) -> Table:
    """Return the hashes of the files beside the card."""
    return Table(
        text("clinic_card.table.files"),
        (
            Column(text("clinic_card.column.file"), tuple(card.sha256)),
            Column("SHA-256", tuple(card.sha256.values())),
        ),
    )


def library_table(text: Text, card: ClinicCard) -> Table:
    """Return the exact versions that the model was made with."""
    return Table(
        text("figure.table.libraries"),
        (
            Column(text("figure.column.library"), tuple(card.libraries)),
            Column(text("figure.column.version"), tuple(card.libraries.values())),
        ),
    )


def _measures(text: Text, title: str, rows: list[Row]) -> Table:
    return Table(
        title,
        (
            Column(
                text("studio_chart.column.measure"),
                tuple(text(f"clinic_card.measure.{name}") for name, _ in rows),
            ),
            Column(
                text("studio_chart.column.value"),
                tuple(value for _, value in rows),
                is_number=True,
            ),
            Column(
                text("clinic_card.column.meaning"),
                tuple(text(f"clinic_card.meaning.{name}") for name, _ in rows),
            ),
        ),
    )


def _of_discrimination(text: Text, found: Discrimination) -> Iterator[Row]:
    yield "auc", cell(text, found.auc)
    yield "apparent_auc", decimal(found.apparent_auc, DECIMALS)
    if found.covariates_alone:
        yield "covariates_alone", cell(text, found.covariates_alone)
    yield "threshold", percent(text, found.threshold)
    yield from _shared(text, found)
    if found.permutation.null:
        yield "p", number(found.permutation.p, FIGURES)


def _of_external(text: Text, external: External) -> Iterator[Row]:
    yield "auc", cell(text, external.auc)
    yield from _shared(text, external)
    yield "expected_to_observed", cell(text, external.expected_to_observed)


def _shared(text: Text, found: Discrimination | External) -> Iterator[Row]:
    for name in ("sensitivity", "specificity", "brier", "slope", "intercept"):
        yield name, cell(text, getattr(found, name))


def _of_severity(text: Text, found: Severity) -> Iterator[Row]:
    yield "q2", cell(text, found.q2)
    yield "r2", cell(text, found.r2)
    yield "rmse", _with_unit(text, found.rmse, found.unit)
    yield "rank", cell(text, found.rank)
    yield "coverage", percent(text, found.coverage)
    yield "half_width", in_unit(text, number(found.half_width), found.unit)
    yield "components", f"{found.components}"
    if found.permutation.null:
        yield "p", number(found.permutation.p, FIGURES)


def _with_unit(text: Text, figure: Measured, unit: str) -> str:
    return in_unit(text, cell(text, figure), unit)
