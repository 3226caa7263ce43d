"""What clinicians corrected of a layout, kept for the next file of that layout: a small file each.

Such a file bears the signature of the layout and holds corrections, which are digests, keys of
markers and units: no header and no cell of anybody's file, and nothing about a patient.
"""

import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from core.errors import PanelError, Problem, Severity
from core.readers.corrections import NONE, Corrections
from core.readers.understanding import Shape

SIGNATURE = re.compile("[0-9a-f]{8,64}")
# No header tells one sender's files from another's: only what a name means may outlive a file.
WITHOUT_COLUMNS = frozenset((Shape.LINES, Shape.FHIR))


def kept(folder: Path, signature: str) -> Corrections | Problem:
    """Return what is kept for a layout, none where nothing is; a Problem if it cannot be read."""
    if not SIGNATURE.fullmatch(signature):
        return NONE
    try:
        return Corrections.from_json(_path(folder, signature).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return NONE
    except (OSError, ValueError, PanelError):
        return Problem("understanding.kept.broken", severity=Severity.NOTE)


def keep(folder: Path, signature: str, corrections: Corrections) -> Problem | None:
    """Keep the corrections of a layout in place of what was kept, none of them to keep nothing.

    Written whole or not at all; the Problem is that it could not be written.
    """
    if not SIGNATURE.fullmatch(signature):
        return None
    try:
        if corrections:
            _write(folder, _path(folder, signature), corrections.to_json())
        else:
            _path(folder, signature).unlink(missing_ok=True)
    except OSError:
        return Problem("understanding.kept.not_written", severity=Severity.NOTE)
    return None


def lasting(corrections: Corrections, shape: Shape) -> Corrections:
    """Return what of corrections may be applied to the next file of the layout.

    Where nothing tells one sender from another, that is what the names mean, and neither their
    units nor how numbers and dates are written.
    """
    if shape not in WITHOUT_COLUMNS:
        return corrections
    meanings = {key: replace(m, unit="") for key, m in corrections.meanings.items()}
    return Corrections(meanings=MappingProxyType(meanings))


def _path(folder: Path, signature: str) -> Path:
    return folder / f"{signature}.json"


def _write(folder: Path, path: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
