"""What the parts of a clinic's model are called: its features, candidates and itself."""

from core.cards import ClinicCard
from core.figures import words
from core.figures.groups.comparison_words import drawn
from core.figures.overall.components_left_out import shortened
from core.markers import CATALOGUE
from core.text import Text


def feature_names(text: Text, card: ClinicCard) -> dict[str, str]:
    """Name every feature by its key: as the catalogue does, else as the clinic's file did."""
    return {
        f.key: words.marker_name(text, f.marker) if f.marker in CATALOGUE else f.title or f.key
        for f in card.features
    }


def units(card: ClinicCard) -> dict[str, str]:
    """Return the unit of every feature by its key."""
    return {feature.key: feature.unit for feature in card.features}


def in_figure(name: str) -> str:
    """Return a name as a figure shows it: shortened, and never taken for markup."""
    return drawn(shortened(name))


def candidate_name(text: Text, name: str) -> str:
    """Name a candidate; one that a card of another version holds stands as it is."""
    key = f"candidate.{name}"
    return text(key) if key in text else name


def model_name(card: ClinicCard) -> str:
    """Name a model with its version."""
    return f"{card.name} {card.version}"


def target_name(text: Text, card: ClinicCard) -> str:
    """Name what a severity model tells: as the catalogue does, else as the clinic's file did."""
    target = card.plan.target
    return words.marker_name(text, target) if target in CATALOGUE else target


def target_axis(text: Text, card: ClinicCard) -> str:
    """Name what a severity model tells as an axis does: shortened, with its unit."""
    name, unit = target_name(text, card), card.severity.unit if card.severity else ""
    return (
        in_figure(name)
        if not unit
        else text("studio_chart.with_unit", name=in_figure(name), unit=in_figure(unit))
    )
