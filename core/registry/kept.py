"""What the server keeps of models beside their folders: which is active, and which are retired."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import ModelError, Place
from core.locking import locked, write_whole

# `name/version`, which lead nowhere but into the folder of models.
MODEL = re.compile(r"[a-z0-9-]+/[0-9.]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """Models by `name/version`; `active` is empty for the newest that ships with Engawa."""

    active: str = ""
    retired: frozenset[str] = frozenset()

    def retiring(self, model: str) -> "Kept":
        """Return the same with one more retired."""
        return replace(self, retired=self.retired | {model})

    def restoring(self, model: str) -> "Kept":
        """Return the same with one retired no more."""
        return replace(self, retired=self.retired - {model})


def read_kept(path: Path) -> Kept:
    """Read what is kept. Raises ModelError for a file that is none: nothing is guessed of it."""
    try:
        entries = json.loads(path.read_bytes())
        return Kept(
            _model(entries["active"]) if entries["active"] != "" else "",
            frozenset(_model(model) for model in entries["retired"]),
        )
    except FileNotFoundError:
        return Kept()
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise ModelError("registry.broken", Place(path.name)) from error


def _model(entry: str) -> str:
    """Return what names a model. Raises ValueError or TypeError for anything else."""
    if not MODEL.fullmatch(entry):
        raise ValueError("a model is named name/version")
    return entry


def change_kept(path: Path, change: Callable[[Kept], Kept]) -> None:
    """Change what is kept, read anew under a lock. Raises ModelError, and OSError."""
    with locked(path.with_suffix(".lock")):
        kept = change(read_kept(path))
        entries = {"active": kept.active, "retired": sorted(kept.retired)}
        write_whole(path, json.dumps(entries, indent=1).encode() + b"\n")
