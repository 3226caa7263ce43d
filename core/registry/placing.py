"""Puts a new version in its place by one rename: whoever is killed before leaves none behind."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.cards import ClinicCard, read_clinic_card, write_clinic_card
from core.locking import locked, locked_if_free, write_whole
from core.registry.versions import check_name, next_version
from core.scoring.card import FILE_NAME

# Beside the versions, so that to move from one to the other is a rename.
LOCK, SCRATCH = ".lock", ".scratch"


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be written into `scratch/<name>/<version>/`; `folder` is where it will be."""

    name: str
    version: str
    scratch: Path
    folder: Path


@contextmanager
def new_version(models: Path, name: str, after: str = "") -> Iterator[NewVersion]:
    """Give a number and a place to write to; at the end what was written is moved as a whole.

    `after` is the version that was recalibrated. One writes at a time, so that no number is given
    twice. Raises ModelError for a name that cannot be.
    """
    check_name(name)
    with locked(models / LOCK), _scratch(models) as scratch:
        version = next_version(models / name, after)
        new = NewVersion(name, version, scratch, models / name / version)
        yield new
        new.folder.parent.mkdir(exist_ok=True)
        scratch.joinpath(name, version).rename(new.folder)


def sweep(models: Path) -> None:
    """Remove what somebody left behind who was killed while writing, unless somebody writes now."""
    if (models / SCRATCH).exists():
        with locked_if_free(models / LOCK) as is_free:
            if is_free:
                _clear(models / SCRATCH)


def change_card(folder: Path, change: Callable[[ClinicCard], ClinicCard]) -> ClinicCard:
    """Change the card of a version, read anew under the lock, and return it; the rest stays.

    Raises OSError, or ValueError if it is not the card of a clinic's model.
    """
    models = folder.parent.parent
    with locked(models / LOCK), _scratch(models) as scratch:
        card = change(read_clinic_card(folder))
        write_clinic_card(card, scratch)
        write_whole(folder / FILE_NAME, (scratch / FILE_NAME).read_bytes())
    return card


@contextmanager
def _scratch(models: Path) -> Iterator[Path]:
    """Give an empty folder for a while; whoever asks holds the lock."""
    scratch = models / SCRATCH
    _clear(scratch)
    # A card that is being changed stands in it for a moment, with figures of single people.
    scratch.mkdir(mode=0o700)
    try:
        yield scratch
    finally:
        _clear(scratch)


def _clear(scratch: Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
