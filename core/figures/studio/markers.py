"""Which markers a model leans on: the stability of a discrimination, the VIP of a severity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.cards import ClinicCard, Measured
from core.figures.chart import Chart
from core.figures.studio.names import feature_names, in_figure
from core.figures.studio.numbers import cell, percent
from core.figures.studio.rows import Look, Row, Scale, rows_figure
from core.figures.table import Column, Table
from core.figures.theme import Tokens
from core.text import Text

MOST_STABLE, MOST_VIPS, NAMED = 10, 15, 3
NO_FALL, USUAL_VIP = 0.0, 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """A marker with its figure, the sign of its direction and, of stability, its share of folds."""

    key: str
    figure: Measured
    direction: int
    share: float | None = None


def stability_chart(text: Text, card: ClinicCard, tokens: Tokens) -> Chart:
    """Draw by how much the AUC falls without a marker, the ten largest falls."""
    found = card.discrimination.stability if card.discrimination else ()
    told = [Told(one.key, one.fall, one.direction, one.share) for one in found]
    return _chart(text, card, told, ("stability", NO_FALL, MOST_STABLE), tokens)


def vip_chart(text: Text, card: ClinicCard, tokens: Tokens) -> Chart:
    """Draw the importance of markers in PLS, the largest first, with the usual line at 1."""
    found = card.severity.vips if card.severity else ()
    told = [Told(one.key, one.vip, one.direction) for one in found]
    return _chart(text, card, told, ("vip", USUAL_VIP, MOST_VIPS), tokens)


def _chart(
    text: Text, card: ClinicCard, found: list[Told], kind: tuple[str, float, int], tokens: Tokens
) -> Chart:
    name, line, most = kind
    names = feature_names(text, card)
    told = sorted(found, key=lambda one: -one.figure.value)
    shown = told[:most]
    looks = _looks(text, name, tokens)
    rows = [
        Row(in_figure(names.get(one.key, one.key)), one.figure, looks[one.direction])
        for one in shown
    ]
    scale = Scale(text(f"studio_chart.{name}.axis"), line)
    return Chart(
        title=_title(text, shown, kind),
        words=_words(text, shown, name, names),
        figure=rows_figure(rows, scale, tokens),
        table=_table(text, told, name, names),
        notes=tuple(_notes(text, name, (len(shown), len(told)))),
    )


def _looks(text: Text, name: str, tokens: Tokens) -> dict[int, Look]:
    """Return how a marker looks by its direction: up is persimmon, as wherever it pushes up."""
    return {
        1: Look(text(f"studio_chart.{name}.up"), "triangle-up", tokens.cases),
        -1: Look(text(f"studio_chart.{name}.down"), "circle", tokens.controls),
        0: Look(text(f"studio_chart.{name}.unclear"), "square", tokens.muted, is_open=True),
    }


def _title(text: Text, shown: Sequence[Told], kind: tuple[str, float, int]) -> str:
    name, line, _ = kind
    if not shown:
        return text(f"studio_chart.{name}.none")
    clear = sum(one.figure.low > line for one in shown)
    key = "title" if clear else "title_none"
    return text(f"studio_chart.{name}.{key}", count=f"{clear}", all=f"{len(shown)}")


def _words(text: Text, shown: Sequence[Told], name: str, names: dict[str, str]) -> str:
    if not shown:
        return text(f"studio_chart.{name}.none")
    said = [
        text(
            "studio_chart.named",
            name=names.get(one.key, one.key),
            direction=text(f"studio_chart.{name}.{_direction(one)}"),
            value=cell(text, one.figure),
        )
        for one in shown[:NAMED]
    ]
    return text(f"studio_chart.{name}.words", names=text("words.list").join(said))


def _direction(one: Told) -> str:
    return {1: "up", -1: "down"}.get(one.direction, "unclear")


def _table(text: Text, told: Sequence[Told], name: str, names: dict[str, str]) -> Table:
    columns = [
        Column(
            text("studio_chart.column.marker"), tuple(names.get(one.key, one.key) for one in told)
        ),
        Column(
            text(f"studio_chart.{name}.axis"),
            tuple(cell(text, one.figure) for one in told),
            is_number=True,
        ),
        Column(
            text("studio_chart.column.direction"),
            tuple(text(f"studio_chart.{name}.{_direction(one)}") for one in told),
        ),
    ]
    shares = [one.share for one in told if one.share is not None]
    if shares:
        cells = tuple(percent(text, share) for share in shares)
        columns.append(Column(text("studio_chart.column.share"), cells, is_number=True))
    return Table(text(f"studio_chart.{name}.table"), tuple(columns))


def _notes(text: Text, name: str, counts: tuple[int, int]) -> Iterator[str]:
    shown, every = counts
    if not shown:
        return
    if shown < every:
        yield text("studio_chart.most_shown", count=f"{shown}", all=f"{every:,}")
    yield text(f"studio_chart.{name}.note")
