"""The models of a server: listed, made active, retired."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import ModelError, Problem
from core.registry.entry import Entry
from core.registry.kept import Kept, change_kept, read_kept
from core.registry.loading import read_any_card
from core.registry.versions import RESERVED, number_of
from core.scoring.artefact import ARTEFACT, latest
from core.scoring.clinic.loading import load_any
from core.scoring.clinic.model import AnyModel


@dataclass(frozen=True, slots=True)
class Registry:
    """The models in a folder, and in a file which is active and which are retired.

    `shipped` is the folder of the model that ships with Engawa, where it stands elsewhere.
    """

    models: Path
    state: Path
    shipped: Path | None = None

    @property
    def shipped_folder(self) -> Path:
        """Return the folder of the versions that ship with Engawa."""
        return self.shipped or self.models / RESERVED

    def folder(self, name: str, version: str) -> Path:
        """Return where a version stands, or would."""
        of_model = self.shipped_folder if name == RESERVED else self.models / name
        return of_model / version

    def entries(self) -> tuple[Entry, ...]:
        """Return every version of every model, the newest first and what is unreadable last.

        Raises ModelError where it cannot be read which is active.
        """
        kept = read_kept(self.state)
        active = self._active(kept)
        found = [self._entry(folder, kept, active) for folder in self._folders()]
        return tuple(sorted(found, key=_age, reverse=True))

    def entry(self, name: str, version: str) -> Entry:
        """Return one version. Raises ModelError where there is none."""
        for entry in self.entries():
            if (entry.name, entry.version) == (name, version):
                return entry
        raise ModelError("registry.unknown", name=name, version=version)

    def active(self) -> Path:
        """Return the folder of the version that scores: the chosen one, else the newest shipped.

        Raises ModelError where it is not there: no other takes its place without being asked.
        """
        folder = self._active(read_kept(self.state))
        if folder is None:
            return latest(self.shipped_folder)
        if not folder.is_dir():
            raise ModelError(
                "registry.active_missing", name=folder.parent.name, version=folder.name
            )
        return folder

    def active_model(self) -> AnyModel:
        """Load the version that scores. Raises ModelError."""
        return load_any(self.active())

    def activate(self, name: str, version: str) -> None:
        """Let a version score from now on, after it was loaded and checked. Raises ModelError."""
        entry = self.entry(name, version)
        if entry.hindrance is not None:
            raise _refusal(entry.hindrance)
        load_any(entry.folder)
        model = _named(entry.folder)

        def change(kept: Kept) -> Kept:
            # Somebody may have retired it while it was loaded.
            if model in kept.retired:
                raise ModelError("registry.retired", name=name, version=version)
            return replace(kept, active=model)

        change_kept(self.state, change)

    def retire(self, name: str, version: str) -> None:
        """Keep a version from being chosen. Raises ModelError for the active and the shipped."""
        entry = self.entry(name, version)
        if entry.is_shipped:
            raise ModelError("registry.shipped_stays", name=name, version=version)
        model = _named(entry.folder)

        def change(kept: Kept) -> Kept:
            if model == kept.active:
                raise ModelError("registry.active_stays", name=name, version=version)
            return kept.retiring(model)

        change_kept(self.state, change)

    def restore(self, name: str, version: str) -> None:
        """Let a retired version be chosen again. Raises ModelError where there is none."""
        model = _named(self.entry(name, version).folder)
        change_kept(self.state, lambda kept: kept.restoring(model))

    def _active(self, kept: Kept) -> Path | None:
        """Return the folder that was chosen, None where nobody chose."""
        return self.folder(*kept.active.split("/", 1)) if kept.active else None

    def _folders(self) -> Iterator[Path]:
        """Yield the folder of every version; one that was begun and is not placed yet is none."""
        for model in (self.shipped_folder, *sorted(self.models.glob("*"))):
            is_other = model.name == RESERVED and model != self.shipped_folder
            if not is_other and not model.name.startswith("."):
                yield from (path.parent for path in model.glob("*/card.json"))

    def _entry(self, folder: Path, kept: Kept, active: Path | None) -> Entry:
        is_shipped = folder.parent == self.shipped_folder
        entry = Entry(
            folder=folder,
            card=None,
            is_active=folder == (active or self._newest_shipped()),
            is_retired=_named(folder) in kept.retired,
            is_shipped=is_shipped,
        )
        try:
            return replace(entry, card=read_any_card(folder))
        except ModelError as error:
            return replace(entry, problem=error.problem)

    def _newest_shipped(self) -> Path | None:
        try:
            return latest(self.shipped_folder)
        except ModelError:
            return None


def _named(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def _age(entry: Entry) -> tuple[object, ...]:
    """Return what orders versions: the day, the moment of the artefact, the number."""
    artefact = entry.folder / ARTEFACT
    moment = artefact.stat().st_mtime if artefact.is_file() else 0.0
    return (entry.card is not None, entry.changed_on, moment, number_of(entry.version), entry.name)


def _refusal(problem: Problem) -> ModelError:
    return ModelError(problem.key, problem.place, **problem.details)
