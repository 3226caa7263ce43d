"""One run of the studio: from a cohort and a plan to a trained model and its card."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeAlias

from core.cards import ClinicCard, Kind, Plan, Protocol, Warned
from core.cohort import Cohort
from core.learning.discrimination.protocol import protocol_for
from core.learning.discrimination.study import discriminate
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.labelled import chosen
from core.learning.people import LabelledPeople
from core.learning.progress import Progress
from core.learning.severity.study import grade, severity_protocol
from core.learning.severity.trained import TrainedSeverity
from core.learning.strata.study import strata_protocol, stratify
from core.learning.strata.trained import TrainedStrata
from core.scoring.artefact import installed_libraries
from core.scoring.clinic.limits import limits_of

AnyTrained: TypeAlias = TrainedDiscrimination | TrainedSeverity | TrainedStrata


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Made:
    """A model before it is written: its card has no version and no hashes yet."""

    card: ClinicCard
    trained: AnyTrained


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Source:
    """Where the people of a run come from: what they are called and the hash of their file."""

    cohort: str
    data_sha256: str
    is_made_up: bool = False


def run(
    cohort: Cohort,
    plan: Plan,
    source: Source,
    progress: Progress,
    protocol: Protocol | None = None,
) -> Made:
    """Train and test a model as it was asked for; the same run gives the same model.

    Without a `protocol` it is the one that the number of people and markers allows. Raises
    CohortError where the plan cannot be carried out.
    """
    started = time.monotonic()
    some, people = chosen(cohort, plan)
    protocol = protocol or PROTOCOLS[plan.kind](people)
    card = ClinicCard(
        name=plan.name,
        version="",
        results_changed_on=datetime.now(UTC).date(),
        cohort=source.cohort,
        data_sha256=source.data_sha256,
        plan=plan,
        protocol=protocol,
        features=people.features,
        covariate_columns=people.covariate_names,
        limits=limits_of(people, some),
        libraries=installed_libraries(),
        is_made_up=source.is_made_up,
    )
    made = TRAININGS[plan.kind](card, people, progress)
    seconds = round(time.monotonic() - started, 1)
    return replace(made, card=replace(with_unit(made.card, cohort), seconds=seconds))


def with_unit(card: ClinicCard, cohort: Cohort) -> ClinicCard:
    """Return a card whose target has the unit that the cohort states for it."""
    units = {analyte.key: analyte.unit for analyte in cohort.analytes}
    if card.severity is None or card.plan.target not in units:
        return card
    return replace(card, severity=replace(card.severity, unit=units[card.plan.target]))


def _discriminated(card: ClinicCard, people: LabelledPeople, progress: Progress) -> Made:
    found = discriminate(people, card.plan, card.protocol, progress)
    return _made(replace(card, discrimination=found.discrimination), found.trained, found.warnings)


def _graded(card: ClinicCard, people: LabelledPeople, progress: Progress) -> Made:
    found = grade(people, card.plan, card.protocol, progress)
    return _made(replace(card, severity=found.severity), found.trained, found.warnings)


def _stratified(card: ClinicCard, people: LabelledPeople, progress: Progress) -> Made:
    found = stratify(people, card.plan, card.protocol, progress)
    return _made(replace(card, strata=found.strata), found.trained, found.warnings)


def _made(card: ClinicCard, trained: AnyTrained, warnings: tuple[Warned, ...]) -> Made:
    return Made(card=replace(card, warnings=warnings), trained=trained)


PROTOCOLS: dict[Kind, Callable[[LabelledPeople], Protocol]] = {
    Kind.DISCRIMINATION: protocol_for,
    Kind.SEVERITY: severity_protocol,
    Kind.STRATA: strata_protocol,
}
TRAININGS: dict[Kind, Callable[[ClinicCard, LabelledPeople, Progress], Made]] = {
    Kind.DISCRIMINATION: _discriminated,
    Kind.SEVERITY: _graded,
    Kind.STRATA: _stratified,
}
