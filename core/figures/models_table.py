"""The models of a server as a table: what each is, how well it was found to do, where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.cards import ClinicCard, Kind, Measured
from core.figures.studio.numbers import cell
from core.figures.table import Column, Table
from core.scoring.card import Card
from core.text import Text

MEASURES = {Kind.DISCRIMINATION: "auc", Kind.SEVERITY: "q2", Kind.STRATA: "stability"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A version of a model with its card, None where it cannot be read.

    `state` names where it stands: active, available, retired or unreadable.
    """

    name: str
    version: str
    card: Card | ClinicCard | None
    state: str


def models_table(text: Text, listed: Sequence[Listed]) -> Table:
    """Return every version with its kind, people, first figure, day and state."""
    return Table(
        text("models.table"),
        (
            _column(text, "model", [f"{one.name} {one.version}" for one in listed]),
            _column(text, "state", [text(f"models.state.{one.state}") for one in listed]),
            _column(text, "kind", [_kind(text, one.card) for one in listed]),
            _column(text, "cohort", [_cohort(text, one.card) for one in listed]),
            _column(text, "people", [_people(text, one.card) for one in listed], is_number=True),
            _column(text, "figure", [_figure(text, one.card) for one in listed]),
            _column(text, "made_on", [_made_on(text, one.card) for one in listed]),
        ),
    )


def _column(text: Text, name: str, cells: list[str], *, is_number: bool = False) -> Column:
    is_short = name in ("model", "state", "kind", "made_on")
    return Column(
        text(f"models.column.{name}"), tuple(cells), is_number=is_number, is_short=is_short
    )


def main_figure(card: ClinicCard) -> Measured | None:
    """Return the figure that a model is judged by first: AUC, Q2, or the groups' stability."""
    if card.discrimination:
        return card.discrimination.auc
    if card.severity:
        return card.severity.q2
    found = card.strata
    numbers = found.numbers if found else ()
    return next((n.stability for n in numbers if found and n.groups == found.chosen), None)


def _kind(text: Text, card: Card | ClinicCard | None) -> str:
    if card is None:
        return ""
    kind = card.kind if isinstance(card, ClinicCard) else Kind.DISCRIMINATION
    return text(f"studio.kind.{kind}.name")


def _cohort(text: Text, card: Card | ClinicCard | None) -> str:
    if not isinstance(card, ClinicCard):
        return text("models.simulated") if card else ""
    return text("models.made_up", cohort=card.cohort) if card.is_made_up else card.cohort


def _people(text: Text, card: Card | ClinicCard | None) -> str:
    if not isinstance(card, ClinicCard):
        return text("models.nobody") if card else ""
    if card.discrimination:
        return f"{card.discrimination.cases + card.discrimination.controls:,}"
    found = card.severity or card.strata
    return f"{found.people:,}" if found else ""


def _figure(text: Text, card: Card | ClinicCard | None) -> str:
    if not isinstance(card, ClinicCard):
        return text("models.not_tested") if card else ""
    found = main_figure(card)
    if found is None:
        return text("models.no_figure")
    return text(f"models.measure.{MEASURES[card.kind]}", value=cell(text, found))


def _made_on(text: Text, card: Card | ClinicCard | None) -> str:
    return text.date(card.results_changed_on) if card else ""
