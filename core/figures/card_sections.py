"""The model card in the nine sections of Mitchell et al. 2019, doi 10.1145/3287560.3287596.

Every figure comes from the card; the sentences stand in `core/text/*/card.toml`.
"""

from collections.abc import Callable

from core.figures.about_tables import base_rate_table, evidence_table
from core.figures.about_words import headline, trained
from core.figures.card_figures import card_figures
from core.figures.card_tables import (
    assumption_table,
    candidate_tables,
    feature_table,
    library_table,
    metric_tables,
)
from core.figures.real_adults import real_adults_table
from core.figures.rule_table import rule_table
from core.figures.section import Document, Section, written
from core.figures.table import Table
from core.scoring.card import Card
from core.text import Text

Tables = tuple[Table, ...]

NAMES = (
    "details",
    "use",
    "factors",
    "metrics",
    "evaluation",
    "training",
    "analyses",
    "ethics",
    "caveats",
)
# What a section shows beside its sentences.
TABLES: dict[str, Callable[[Text, Card], Tables]] = {
    "details": lambda text, card: (feature_table(text, card),),
    "use": lambda text, _: (base_rate_table(text),),
    "factors": lambda text, _: (rule_table(text),),
    "training": lambda text, card: (evidence_table(text), assumption_table(text, card)),
    "analyses": lambda text, card: (
        *metric_tables(text, card, singles=False),
        *candidate_tables(text, card),
        real_adults_table(text, card),
    ),
}
FURTHER: dict[str, Callable[[Text, Card], Tables]] = {
    "details": lambda text, card: (library_table(text, card),),
    "analyses": lambda text, card: metric_tables(text, card, singles=True),
}


def model_card(text: Text, card: Card) -> Document:
    """Return the model card. Raises ValueError for a model that was trained on patients."""
    if not card.is_virtual:
        raise ValueError("the sentences of this card speak of a virtual cohort")
    figures = card_figures(text, card)
    return Document(
        text("card.title"),
        tuple(section(text, card, name, figures) for name in NAMES),
    )


def notice(text: Text, card: Card) -> str:
    """Return what a reader must see before any figure of the card."""
    return text("card.notice", **card_figures(text, card))


def section(text: Text, card: Card, name: str, figures: dict[str, str]) -> Section:
    """Return one of the nine sections."""
    body = text(f"card.{name}.body", **figures)
    return written(
        text(f"card.{name}.title"),
        "\n".join([body, *more_words(text, card, name)]),
        tables=TABLES[name](text, card) if name in TABLES else (),
        further=FURTHER[name](text, card) if name in FURTHER else (),
    )


def more_words(text: Text, card: Card, name: str) -> list[str]:
    """Return the lines of a section that depend on what the card holds."""
    if name == "evaluation":
        return [text(f"card.real_adults.{'held' if card.real_adults else 'none'}")]
    if name == "analyses":
        return [text("card.candidates")] if card.candidates else []
    if name == "training":
        counts = [f"- {sentence}" for sentence in trained(text, card)]
        return [headline(text), text("about.grades"), *counts]
    return []
