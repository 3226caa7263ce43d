"""The card of a model that a clinic trained, `card.json` in the folder of its version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from core.cards.discrimination import Discrimination
from core.cards.external import External
from core.cards.feature import Feature, Limits
from core.cards.measured import Warned
from core.cards.plan import AGE, Kind, Plan, Protocol
from core.cards.severity import Severity
from core.cards.strata import Strata

FILE_NAME = "card.json"
FORMAT = "engawa-clinic-model-1"
# What is stated of a patient beside the panel, by the names that covariates have.
OF_PATIENT = frozenset((AGE, "sex"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicCard:
    """Everything that is stored beside a clinic's artefact.

    `cohort` is what the clinic calls the people, `data_sha256` the hash of their file. One of
    `discrimination`, `severity` and `strata` is there, as `plan.kind` says. `covariate_columns` are
    those that the covariates of the plan became. `recalibrated_from` is
    the version that this one was recalibrated from, empty for one that was trained. `sha256` are
    the hashes of the files beside the card, `libraries` the exact versions it was made with,
    `seconds` how long it took.
    """

    name: str
    version: str
    results_changed_on: date
    cohort: str
    data_sha256: str
    plan: Plan
    protocol: Protocol
    features: tuple[Feature, ...]
    limits: Limits
    libraries: Mapping[str, str]
    discrimination: Discrimination | None = None
    severity: Severity | None = None
    strata: Strata | None = None
    external: tuple[External, ...] = ()
    warnings: tuple[Warned, ...] = ()
    recalibrated_from: str = ""
    covariate_columns: tuple[str, ...] = ()
    is_made_up: bool = False
    seconds: float = 0.0
    sha256: Mapping[str, str] = field(default_factory=dict)
    format: str = FORMAT

    @property
    def kind(self) -> Kind:
        """Return which of the three systems this is."""
        return self.plan.kind

    @property
    def is_for_panels(self) -> bool:
        """Say whether a panel holds all that the model reads: markers, and the age and the sex."""
        is_held = set(self.plan.covariates) <= OF_PATIENT
        return is_held and all(feature.marker for feature in self.features)


def write_clinic_card(card: ClinicCard, folder: Path) -> None:
    """Write `card.json`; the same card is the same file."""
    written = msgspec.json.format(msgspec.json.encode(card), indent=1)
    (folder / FILE_NAME).write_bytes(written + b"\n")


def read_clinic_card(folder: Path) -> ClinicCard:
    """Read `card.json`. Raises OSError, or ValueError if it is not a card of a clinic's model."""
    card = msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=ClinicCard)
    if card.format != FORMAT:
        raise ValueError("not the card of a clinic's model")
    return card
