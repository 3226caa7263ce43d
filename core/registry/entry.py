"""One version of a model as it is listed; one that cannot be read is listed with its problem."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from core.cards import ClinicCard, Kind
from core.errors import ModelError, Problem
from core.scoring.card import Card
from core.scoring.clinic.loading import check_columns, check_kind

AnyCard: TypeAlias = Card | ClinicCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A version of a model; `card` is None where `problem` says why it cannot be read.

    Of the model that ships with Engawa every version `is_shipped`.
    """

    folder: Path
    card: AnyCard | None
    problem: Problem | None = None
    is_active: bool = False
    is_retired: bool = False
    is_shipped: bool = False

    @property
    def name(self) -> str:
        """Return the name of the model."""
        return self.folder.parent.name

    @property
    def version(self) -> str:
        """Return the version."""
        return self.folder.name

    @property
    def kind(self) -> Kind | None:
        """Return which of the three systems it is; None where it cannot be read."""
        if isinstance(self.card, ClinicCard):
            return self.card.kind
        return Kind.DISCRIMINATION if self.card else None

    @property
    def changed_on(self) -> date:
        """Return when its results changed; the beginning of time where that cannot be read."""
        return self.card.results_changed_on if self.card else date.min

    @property
    def hindrance(self) -> Problem | None:
        """Return why it cannot score panels; None for one that may be made active."""
        if self.problem is not None:
            return self.problem
        name = {"name": self.name, "version": self.version}
        if self.is_retired:
            return Problem("registry.retired", name)
        if isinstance(self.card, ClinicCard):
            try:
                check_kind(self.card, self.folder)
                check_columns(self.card, self.folder)
            except ModelError as error:
                return error.problem
        return None
