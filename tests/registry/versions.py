"""Versions of made-up models in a folder of a test's."""

import shutil
from datetime import date
from pathlib import Path

from core.cards import ClinicCard, write_clinic_card
from core.learning.clinic_writer import write_clinic_model
from core.learning.runs import Made
from core.registry import Registry
from tests.scoring.clinic.clinic_models import MARKERS, made_up_card, made_up_trained

MODELS = Path(__file__).parents[2] / "models"
DAY = date(2026, 11, 23)


def registry_in(folder: Path) -> Registry:
    """A registry of a folder's models; what ships stands where it does."""
    (folder / "models").mkdir(exist_ok=True)
    return Registry(folder / "models", folder / "var" / "registry.json", MODELS / "withdrawal-risk")


def card_of(name: str, version: str, **changes: object) -> ClinicCard:
    """The card of a made-up model."""
    return made_up_card(name=name, version=version, **changes)  # type: ignore[arg-type]


def put_card(registry: Registry, name: str, version: str, **changes: object) -> Path:
    """Put a version there of which nothing but its card can be read."""
    folder = registry.folder(name, version)
    folder.mkdir(parents=True)
    write_clinic_card(card_of(name, version, **changes), folder)
    return folder


def put(
    registry: Registry,
    name: str = "clinic",
    version: str = "1.0.0",
    markers: tuple[str, ...] = tuple(MARKERS),
) -> Path:
    """Put a whole version there, which scores."""
    trained = made_up_trained(markers)
    card = made_up_card(trained, markers, name=name, version=version)
    return write_clinic_model(Made(card=card, trained=trained), registry.models)


def take_away(folder: Path) -> None:
    """Remove a version behind the registry's back."""
    shutil.rmtree(folder)
