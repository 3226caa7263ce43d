"""What a clinic's model of severity or strata tells of a panel, how surely, or why nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from core.cards import ClinicCard
from core.errors import NO_DETAILS, Details
from core.learning.people import Floats, Inputs
from core.learning.severity.trained import TrainedSeverity
from core.learning.strata.trained import TrainedStrata
from core.panel import Panel
from core.scoring.clinic.outcome_model import OutcomeModel
from core.scoring.clinic.preparing import ClinicPrepared, prepare_clinic
from core.scoring.score import Caution, Unused


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetTold:
    """A target of the card's plan, such as the HQ-25 total, with its 90 % interval [its unit]."""

    value: float
    low: float
    high: float
    card: ClinicCard
    cautions: tuple[Caution, ...]
    unused: tuple[Unused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsTold:
    """The probability of each group, in the card's order; together 1.

    They hold the doubt about where the groups lie. `fits` says whether the panel is near enough to
    any of them: if it is not, they only say which one is least far.
    """

    memberships: tuple[float, ...]
    fits: bool
    card: ClinicCard
    cautions: tuple[Caution, ...]
    unused: tuple[Unused, ...]

    @property
    def ranked(self) -> tuple[int, ...]:
        """Return the positions of the groups, the likeliest first."""
        return tuple(sorted(range(len(self.memberships)), key=lambda at: -self.memberships[at]))

    @property
    def likeliest(self) -> int:
        """Return the position of the likeliest group."""
        return self.ranked[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """Why nothing is told of a panel (a key under `telling.none.*`)."""

    key: str
    details: Details = field(default_factory=lambda: NO_DETAILS)
    card: ClinicCard
    cautions: tuple[Caution, ...] = ()
    unused: tuple[Unused, ...] = ()


Told: TypeAlias = TargetTold | GroupsTold
Telling: TypeAlias = Told | NotTold


def tell(panel: Panel, model: OutcomeModel) -> Telling:
    """Return what a model tells of a panel, or why nothing."""
    return tell_all([panel], model)[0]


def tell_all(panels: Sequence[Panel], model: OutcomeModel) -> list[Telling]:
    """Return what a model tells of each panel, those that it may be used for looked at together."""
    prepared = [prepare_clinic(panel, model) for panel in panels]
    allowed = [ready for ready in prepared if not ready.refusal]
    told = iter(_told(allowed, model)) if allowed else iter(())
    return [_refused(ready, model.card) if ready.refusal else next(told) for ready in prepared]


def _refused(ready: ClinicPrepared, card: ClinicCard) -> NotTold:
    return NotTold(
        key=ready.refusal,
        details=ready.details,
        card=card,
        cautions=ready.cautions,
        unused=ready.unused,
    )


def _told(prepared: Sequence[ClinicPrepared], model: OutcomeModel) -> list[Told]:
    """Return what a model tells of panels none of which was refused."""
    rows = Inputs(
        values=np.concatenate([ready.row.values for ready in prepared]),
        covariates=np.concatenate([ready.row.covariates for ready in prepared]),
    )
    if isinstance(model.trained, TrainedSeverity):
        figures = np.column_stack([model.trained.predicted(rows), model.trained.interval(rows)])
        return [_target(*pair, model.card) for pair in zip(prepared, figures, strict=True)]
    return _groups(prepared, rows, model.trained, model.card)


def _target(ready: ClinicPrepared, figures: Floats, card: ClinicCard) -> Told:
    value, low, high = figures.tolist()
    return TargetTold(
        value=value, low=low, high=high, card=card, cautions=ready.cautions, unused=ready.unused
    )


def _groups(
    prepared: Sequence[ClinicPrepared], rows: Inputs, trained: TrainedStrata, card: ClinicCard
) -> list[Told]:
    memberships, fits = trained.memberships(rows).tolist(), trained.fits(rows).tolist()
    return [
        GroupsTold(
            memberships=tuple(own),
            fits=is_near,
            card=card,
            cautions=ready.cautions,
            unused=ready.unused,
        )
        for ready, own, is_near in zip(prepared, memberships, fits, strict=True)
    ]
