"""How far the values of new people lie from those a model was trained on, marker by marker."""

import math
from collections.abc import Iterator, Sequence

from core.cards import ClinicCard, Drift, External, Measured
from core.figures.chart import Chart
from core.figures.studio.names import feature_names, in_figure
from core.figures.studio.numbers import decimal, percent
from core.figures.studio.rows import Look, Row, Scale, rows_figure
from core.figures.table import Column, Table
from core.figures.theme import Tokens
from core.text import Text, number

MOST, NAMED, DECIMALS = 15, 3, 2
NO_INTERVAL = math.nan
# By a usual rule of thumb, a population stability index above it is a large change.
LARGE = 0.25
LEAST_REACH = 1.0


def drift_chart(text: Text, card: ClinicCard, external: External, tokens: Tokens) -> Chart:
    """Draw the shift of each marker's mean in SD of the people trained on, the largest first."""
    names = feature_names(text, card)
    drifts = sorted(external.drift, key=_distance)
    shown = [one for one in drifts if one.shift is not None][:MOST]
    large = Look(text("studio_chart.drift.large"), "triangle-up", tokens.cases)
    small = Look(text("studio_chart.drift.small"), "circle", tokens.controls)
    rows = [
        Row(
            in_figure(names.get(one.key, one.key)),
            Measured(one.shift or 0.0, NO_INTERVAL, NO_INTERVAL),
            large if is_large(one) else small,
        )
        for one in shown
    ]
    scale = Scale(text("studio_chart.drift.axis"), 0.0, (-LEAST_REACH, LEAST_REACH))
    return Chart(
        title=_title(text, drifts),
        words=_words(text, shown, names),
        figure=rows_figure(rows, scale, tokens),
        table=drift_table(text, card, external),
        notes=tuple(_notes(text, drifts, len(shown))),
    )


def is_large(drift: Drift) -> bool:
    """Say whether a marker's distribution changed much."""
    return drift.psi is not None and drift.psi > LARGE


def _distance(drift: Drift) -> float:
    return math.inf if drift.shift is None else -abs(drift.shift)


def _title(text: Text, drifts: Sequence[Drift]) -> str:
    known = [one for one in drifts if one.psi is not None]
    if not known:
        return text("studio_chart.drift.none")
    count = sum(map(is_large, known))
    key = "title" if count else "title_none"
    return text(f"studio_chart.drift.{key}", count=f"{count}", all=f"{len(known)}")


def _words(text: Text, shown: Sequence[Drift], names: dict[str, str]) -> str:
    if not shown:
        return text("studio_chart.drift.none")
    said = [
        text(
            "studio_chart.drift.entry",
            name=names.get(one.key, one.key),
            shift=decimal(one.shift or 0.0, DECIMALS),
        )
        for one in shown[:NAMED]
    ]
    return text("studio_chart.drift.words", names=text("words.list").join(said))


def drift_table(text: Text, card: ClinicCard, external: External) -> Table:
    """Return how far every marker has drifted, the largest shift first."""
    names, drifts = feature_names(text, card), sorted(external.drift, key=_distance)
    cells = {
        "shift": tuple(_told(one.shift) for one in drifts),
        "psi": tuple(_told(one.psi) for one in drifts),
        "p": tuple("–" if one.p is None else number(one.p, 2) for one in drifts),
        "outside": tuple(percent(text, one.outside) for one in drifts),
        "missing": tuple(percent(text, one.missing) for one in drifts),
    }
    return Table(
        text("studio_chart.drift.table"),
        (
            Column(
                text("studio_chart.column.marker"),
                tuple(names.get(one.key, one.key) for one in drifts),
            ),
            *(
                Column(text(f"studio_chart.drift.column_{name}"), column, is_number=True)
                for name, column in cells.items()
            ),
        ),
    )


def _told(value: float | None) -> str:
    return "–" if value is None else decimal(value, DECIMALS)


def _notes(text: Text, drifts: Sequence[Drift], shown: int) -> Iterator[str]:
    yield text("studio_chart.drift.note")
    known = sum(one.shift is not None for one in drifts)
    if shown < known:
        yield text("studio_chart.most_shown", count=f"{shown}", all=f"{known:,}")
    if known < len(drifts):
        yield text("studio_chart.drift.unknown", count=f"{len(drifts) - known}")
