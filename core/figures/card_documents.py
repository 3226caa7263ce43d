"""Everything that is told of a model: of the shipped one card, TRIPOD+AI and PROBAST+AI, by name.

The checklists speak of a simulation and are never shown for a clinic's model, which has its card.
To add a document: write a function (Text, Card) -> Document, add it here, and its name to
`core/text/*/about.toml` under `about.view`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from core.cards import ClinicCard
from core.figures.basis import honesty, honesty_in_full, line, model_line, on_one_line, people
from core.figures.card_sections import model_card, notice
from core.figures.clinic_card import clinic_card_document
from core.figures.probast import probast
from core.figures.section import Document
from core.figures.tripod import tripod
from core.scoring.card import Card
from core.scoring.clinic.stamp import stamp_of
from core.text import Text

AnyCard: TypeAlias = Card | ClinicCard

DOCUMENTS: Mapping[str, Callable[[Text, Card], Document]] = MappingProxyType(
    {"card": model_card, "tripod": tripod, "probast": probast}
)
CLINIC_DOCUMENTS: Mapping[str, Callable[[Text, ClinicCard], Document]] = MappingProxyType(
    {"card": clinic_card_document}
)


def document_names(card: AnyCard) -> tuple[str, ...]:
    """Name what there is to read of a model, its card first."""
    return tuple(CLINIC_DOCUMENTS if isinstance(card, ClinicCard) else DOCUMENTS)


def document_of(text: Text, card: AnyCard, name: str) -> Document:
    """Return a document of a model."""
    if isinstance(card, ClinicCard):
        return CLINIC_DOCUMENTS[name](text, card)
    return DOCUMENTS[name](text, card)


def notice_of(text: Text, card: AnyCard) -> str:
    """Return what a reader must see before any figure of a model."""
    if not isinstance(card, ClinicCard):
        return notice(text, card)
    stamp = stamp_of(card)
    return honesty_in_full(text, stamp) if stamp.basis else _no_score(text, card)


def foot_of(text: Text, card: AnyCard) -> str:
    """Return the honest sentence that stands on every page about a model."""
    stamp = stamp_of(card) if isinstance(card, ClinicCard) else card.stamp
    if isinstance(card, ClinicCard) and not stamp.basis:
        return _no_score(text, card)
    return honesty(text, stamp)


def _no_score(text: Text, card: ClinicCard) -> str:
    key = "made_up" if card.is_made_up else "no_score"
    return text(f"card.clinic.{key}", cohort=on_one_line(card.cohort))


def card_line(text: Text, card: AnyCard) -> str:
    """Name a model, what it rests on and the day its results last changed."""
    if not isinstance(card, ClinicCard):
        return model_line(text, card.stamp)
    return line(text, stamp_of(card), people(text, card.cohort, is_made_up=card.is_made_up))
