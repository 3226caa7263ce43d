"""How the score falls on adults of a real survey, whose withdrawal nobody asked about."""

from core.figures import words
from core.figures.table import Column, Table
from core.markers import Sex
from core.scoring.card import Card, Row
from core.text import Text, number

# What the rows of the card are told apart by.
SEX, INTERVAL = "sex", "interval"
COUNTS = ("n", "scored")
QUANTILE, AT_LEAST = "q", "at_least_"


def real_adults_table(text: Text, card: Card) -> Table:
    """Return one row a measure, one column a sex and kind of reference interval."""
    rows = card.real_adults
    measures = dict.fromkeys(key for row in rows for key in row if key not in (SEX, INTERVAL))
    columns = (
        Column(text("figure.column.metric"), tuple(named(text, key) for key in measures)),
        *(
            Column(
                text(
                    "figure.real.people",
                    sex=words.sex(text, Sex(str(row[SEX]))),
                    interval=text(f"figure.real.interval.{row[INTERVAL]}"),
                ),
                tuple(measured(text, key, row) for key in measures),
                is_number=True,
            )
            for row in rows
        ),
    )
    return Table(text("figure.table.real_adults"), columns)


def named(text: Text, measure: str) -> str:
    """Name a measure: a quantile `q5`, a threshold `at_least_2`, or another by its own key."""
    if measure.startswith(AT_LEAST):
        return text("figure.real.at_least", times=measure.removeprefix(AT_LEAST))
    if measure.removeprefix(QUANTILE).isdigit():
        return text("figure.real.quantile", percent=measure.removeprefix(QUANTILE))
    return text(f"figure.real.measure.{measure}")


def measured(text: Text, measure: str, row: Row) -> str:
    """Write a measure of one column: people counted, likelihood ratios in times, shares in %."""
    value = row.get(measure)
    if not isinstance(value, int | float):
        return text("figure.nothing")
    if measure in COUNTS:
        return f"{value:,.0f}"
    if measure.removeprefix(QUANTILE).isdigit():
        return number(float(value))
    return words.percent(text, value)
