"""Loads a model that a clinic trained, after the same checks as the shipped one."""

import json
from pathlib import Path
from typing import TypeVar

from core.cards import ClinicCard, Kind, read_clinic_card
from core.cards.card import OF_PATIENT
from core.errors import ModelError, Place
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.severity.trained import TrainedSeverity
from core.learning.strata.trained import TrainedStrata
from core.markers import CATALOGUE
from core.scoring.artefact import checked_files, load_model, unpickled
from core.scoring.clinic.golden import check_golden
from core.scoring.clinic.model import AnyModel, ClinicModel
from core.scoring.clinic.outcome_model import OutcomeModel
from core.scoring.clinic.people_model import AnyTrained

CLINIC = "engawa-clinic-model"
NAMED = 3
# What the artefact of each kind of model holds that gives no score.
OUTCOMES = {Kind.SEVERITY: TrainedSeverity, Kind.STRATA: TrainedStrata}
T = TypeVar("T", bound=AnyTrained)


def load_any(folder: Path) -> AnyModel:
    """Load the shipped model or one that a clinic trained, as the card says. Raises ModelError."""
    return load_clinic_model(folder) if is_clinics(folder) else load_model(folder)


def is_clinics(folder: Path) -> bool:
    """Say whether a folder holds the card of a model that a clinic trained."""
    try:
        card = json.loads((folder / "card.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(card, dict) and str(card.get("format", "")).startswith(CLINIC)


def tells_outcome(folder: Path) -> bool:
    """Say whether a folder holds a clinic's model that gives no score but a number or a group.

    Raises ModelError for the card of a clinic's model that cannot be read.
    """
    return is_clinics(folder) and clinic_card(folder).kind in OUTCOMES


def load_clinic_model(folder: Path) -> ClinicModel:
    """Load a clinic's model that scores panels. Raises ModelError, saying what to do."""
    card = clinic_card(folder)
    check_kind(card, folder)
    check_columns(card, folder)
    return ClinicModel(card, opened(card, folder, TrainedDiscrimination))


def load_for_cohorts(folder: Path) -> ClinicModel:
    """Load a clinic's model that may read what only a cohort can hold. Raises ModelError."""
    card = clinic_card(folder)
    check_kind(card, folder)
    return ClinicModel(card, opened(card, folder, TrainedDiscrimination))


def load_outcome_model(folder: Path) -> OutcomeModel:
    """Load a clinic's model that tells a number or a group of a panel. Raises ModelError."""
    card = clinic_card(folder)
    figures = {Kind.SEVERITY: card.severity, Kind.STRATA: card.strata}
    if figures.get(card.kind) is None:
        raise ModelError("model.unreadable", Place(folder.name))
    check_columns(card, folder)
    return OutcomeModel(card, opened(card, folder, OUTCOMES[card.kind]))


def clinic_card(folder: Path) -> ClinicCard:
    """Read the card of a clinic's model. Raises ModelError."""
    try:
        return read_clinic_card(folder)
    except (OSError, ValueError) as error:
        raise ModelError("model.unreadable", Place(folder.name)) from error


def check_kind(card: ClinicCard, folder: Path) -> None:
    """Raise ModelError for a model that does not tell cases from controls."""
    named = {"name": card.name, "version": card.version}
    if card.kind is Kind.SEVERITY:
        raise ModelError("model.severity", Place(folder.name), **named, target=card.plan.target)
    if card.kind is Kind.STRATA:
        raise ModelError("model.strata", Place(folder.name), **named)
    if card.discrimination is None:
        raise ModelError("model.unreadable", Place(folder.name))


def check_columns(card: ClinicCard, folder: Path) -> None:
    """Raise ModelError for a model that reads what no panel can hold, in the catalogue's units."""
    foreign = [feature.title or feature.key for feature in card.features if not feature.marker]
    foreign += [name for name in card.plan.covariates if name not in OF_PATIENT]
    if foreign:
        some = ", ".join(foreign[:NAMED])
        raise ModelError(
            "model.columns", Place(folder.name), name=card.name, version=card.version,
            count=len(foreign), columns=some,
        )  # fmt: skip
    for feature in card.features:
        marker = CATALOGUE.get(feature.marker)
        if marker is None or marker.unit != feature.unit:
            raise ModelError(
                "model.unit", Place(folder.name), name=card.name, version=card.version,
                column=feature.title or feature.key, unit=feature.unit,
            )  # fmt: skip


def opened(card: ClinicCard, folder: Path, kind: type[T]) -> T:
    """Open the artefact once its hash and libraries agree, and replay its golden scores."""
    artefact, golden = checked_files(card, folder)
    try:
        trained = unpickled(artefact)
    except (AttributeError, ImportError) as error:
        # A class that this version of Engawa no longer has.
        raise ModelError("model.unreadable", Place(folder.name)) from error
    if not isinstance(trained, kind):
        raise ModelError("model.unreadable", Place(folder.name))
    check_golden(card, trained, golden, folder)
    return trained
