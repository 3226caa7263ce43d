"""The tables of the model card: what enters the score, and how the model does on virtual people."""

from collections.abc import Iterable

from core.figures import words
from core.figures.card_figures import decimals, figure
from core.figures.table import Column, Table
from core.markers import CATALOGUE, Sex
from core.scoring.card import Card, Metric, Row
from core.text import Text, number

# A reader asks how well the groups separate, then whether the figures keep their word.
DISCRIMINATION = ("auc", "limit_auc", "regret", "informed_auc")
TIMES = ("ms_per_panel", "s_per_million")
NAMED = ("sex", "subset", "candidate")


def feature_table(text: Text, card: Card) -> Table:
    """Return which markers enter the score of which sex."""
    by_sex = [(sex, card.features[sex]) for sex in Sex if sex in card.features]
    columns = (
        Column(text("figure.column.sex"), tuple(words.sex(text, sex) for sex, _ in by_sex)),
        Column(text("figure.column.markers"), tuple(listed(text, keys) for _, keys in by_sex)),
    )
    return Table(text("figure.table.features"), columns)


def metric_tables(text: Text, card: Card, *, singles: bool) -> tuple[Table, ...]:
    """Return how the model does on virtual people: separation of the groups, then calibration.

    `singles` chooses the rows of one marker alone, or else the sets of markers that have a name.
    """
    metrics = [m for m in card.metrics if (m.subset in CATALOGUE) is singles]
    kind = "singles" if singles else "metrics"
    separation = [m for m in metrics if m.name in DISCRIMINATION]
    calibration = [m for m in metrics if m.name not in DISCRIMINATION]
    return (
        metric_table(text, text(f"figure.table.{kind}"), separation),
        metric_table(text, text(f"figure.table.{kind}_calibration"), calibration),
    )


def metric_table(text: Text, title: str, metrics: list[Metric]) -> Table:
    """Return one row a sex and set of markers, one column a measure."""
    rows = list(dict.fromkeys((m.sex, m.subset) for m in metrics))
    held = {(m.sex, m.subset, m.name): figure(text, m) for m in metrics}
    nothing = text("figure.nothing")
    columns = (
        Column(text("figure.column.markers"), tuple(subset(text, key) for _, key in rows)),
        Column(text("figure.column.sex"), tuple(words.sex(text, Sex(sex)) for sex, _ in rows)),
        *(
            Column(
                text(f"figure.metric.{name}"),
                tuple(held.get((*row, name), nothing) for row in rows),
                is_number=True,
            )
            for name in dict.fromkeys(m.name for m in metrics)
        ),
    )
    return Table(title, columns)


def candidate_tables(text: Text, card: Card) -> tuple[Table, ...]:
    """Return how classifiers did on the same virtual people, a table a sex and set of markers.

    How they do on one marker alone is left to the card's file.
    """
    rows = [row for row in card.candidates if row["subset"] not in CATALOGUE]
    groups = dict.fromkeys((str(row["sex"]), str(row["subset"])) for row in rows)
    return tuple(
        candidate_table(text, *group, [r for r in rows if (r["sex"], r["subset"]) == group])
        for group in groups
    )


def candidate_table(text: Text, sex: str, markers: str, rows: list[Row]) -> Table:
    """Return one row a classifier."""
    measures = dict.fromkeys(key for row in rows for key in row if key not in NAMED)
    names = tuple(text(f"figure.candidate.{row['candidate']}") for row in rows)
    columns = (
        Column(text("figure.column.candidate"), names),
        *(
            Column(
                text(f"figure.metric.{key}"),
                tuple(measured(text, key, row) for row in rows),
                is_number=True,
            )
            for key in measures
        ),
    )
    title = text(
        "figure.table.candidates", sex=words.sex(text, Sex(sex)), markers=subset(text, markers)
    )
    return Table(title, columns)


def assumption_table(text: Text, card: Card) -> Table:
    """Return what the virtual cohort rests on that nobody published."""
    rows = card.assumptions
    columns = (
        Column(text("figure.column.assumption"), tuple(text(a.text) for a in rows)),
        Column(
            text("figure.column.assumed"),
            tuple(assumed(text, a.value) for a in rows),
            is_number=True,
        ),
    )
    return Table(text("figure.table.assumptions"), columns)


def library_table(text: Text, card: Card) -> Table:
    """Return the exact versions the model was made with."""
    columns = (
        Column(text("figure.column.library"), tuple(card.libraries)),
        Column(text("figure.column.version"), tuple(card.libraries.values())),
    )
    return Table(text("figure.table.libraries"), columns)


def subset(text: Text, name: object) -> str:
    """Name a set of markers; that of a single marker is named by it."""
    key = f"subset.{name}"
    return text(key) if key in text else words.marker_name(text, str(name))


def measured(text: Text, key: str, row: Row) -> str:
    """Write a measure of a row, or that it has none."""
    value = row.get(key)
    if not isinstance(value, int | float):
        return text("figure.nothing")
    return number(float(value), 2) if key in TIMES else decimals(key, value)


def assumed(text: Text, value: float | str) -> str:
    """Write what was assumed: a figure as it stands, or a word in the reader's language."""
    key = f"figure.assumed.{value}"
    return text(key) if key in text else f"{value}"


def listed(text: Text, keys: Iterable[str]) -> str:
    """Name markers in a row."""
    return text("words.list").join(words.marker_name(text, key) for key in keys)
