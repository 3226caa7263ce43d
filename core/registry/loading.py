"""Reads the card of a model of either kind: one that ships with Engawa, or one of a clinic's."""

import hashlib
from pathlib import Path

from core.cards import read_clinic_card
from core.errors import ModelError, Place
from core.registry.entry import AnyCard
from core.scoring.card import FILE_NAME, read_card
from core.scoring.clinic.loading import is_clinics


def read_any_card(folder: Path) -> AnyCard:
    """Read the card of a version.

    Raises ModelError if it cannot be read, or is that of another version: then nobody could tell
    what made a score.
    """
    try:
        if not is_clinics(folder):
            return read_card(folder)
        card = read_clinic_card(folder)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ModelError("registry.unreadable", Place(folder.name)) from error
    if (card.name, card.version) != (folder.parent.name, folder.name):
        named = {"name": card.name, "version": card.version}
        raise ModelError("registry.other_folder", Place(folder.name), **named)
    return card


def digest(folder: Path) -> str:
    """Return what changes whenever a version does: the hash of its card, which holds all others."""
    try:
        return hashlib.sha256((folder / FILE_NAME).read_bytes()).hexdigest()
    except OSError:
        return ""
