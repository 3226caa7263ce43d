"""The work itself, for a job and for the command line alike: train, evaluate, recalibrate."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core.cards import ClinicCard
from core.cohort import Cohort
from core.errors import CohortError, Place, Problem, Severity
from core.jobs.request import Request, Task
from core.learning.clinic_writer import write_clinic_model
from core.learning.external.people import people_for
from core.learning.external.study import recalibrated, validate
from core.learning.progress import Progress, part
from core.learning.readiness import hindrances, is_possible
from core.learning.runs import Made, Source, run
from core.readers.cohorts import CohortReading, read_cohort
from core.registry import change_card, check_name, new_version
from core.scoring.clinic.loading import load_for_cohorts

READ, LEARNT = 0.01, 0.99


def carry_out(request: Request, models: Path, progress: Progress) -> Path:
    """Do what a request asks for and return the folder of the version it is about.

    Raises CohortError, PanelError or ModelError where it cannot be done; nothing is written then.
    """
    progress(0.0, "reading")
    reading = read(request)
    if reading.cohort is None:
        raise CohortError("job.nobody", Place(request.file_name))
    return TASKS[request.task](request, reading.cohort, models, part(progress, READ, 1.0))


def read(request: Request) -> CohortReading:
    """Read the people of a request, every draw of theirs. Raises CohortError, PanelError."""
    return read_cohort(
        request.file,
        request.file_name,
        request.corrections,
        sheet=request.sheet,
        groups=request.groups,
        every_draw=True,
    )


def train(request: Request, cohort: Cohort, models: Path, progress: Progress) -> Path:
    """Train a model as its plan says and write it as a new version; returns its folder."""
    plan = request.plan
    check_name(plan.name)
    found = hindrances(cohort, plan)
    if not is_possible(found):
        raise _refusal(next(one for one in found if one.severity is Severity.REFUSED))
    source = Source(
        cohort=request.cohort or cohort.name,
        data_sha256=request.data_sha256,
        is_made_up=request.is_made_up,
    )
    made = run(cohort, plan, source, part(progress, 0.0, LEARNT), request.protocol)
    progress(LEARNT, "writing")
    return place(made, models)


def evaluate(request: Request, cohort: Cohort, models: Path, progress: Progress) -> Path:
    """Try a model on new people and keep what was found in its card; returns its folder."""
    folder = folder_of(request, models)
    model = load_for_cohorts(folder)
    progress(0.0, "evaluating")
    people = people_for(model.card, cohort, request.plan.group, request.plan.levels)
    today, digest = datetime.now(UTC).date(), request.data_sha256
    external = validate(model.card, model.trained, people, today, digest)

    def change(card: ClinicCard) -> ClinicCard:
        # The same people tried again take the place of what was found before.
        others = tuple(found for found in card.external if found.data_sha256 != digest)
        return replace(card, external=(*others, external))

    progress(LEARNT, "writing")
    change_card(folder, change)
    return folder


def recalibrate(request: Request, cohort: Cohort, models: Path, progress: Progress) -> Path:
    """Recalibrate a model to new people as a new version; returns its folder."""
    model = load_for_cohorts(folder_of(request, models))
    progress(0.0, "recalibrating")
    people = people_for(model.card, cohort, request.plan.group, request.plan.levels)
    made = recalibrated(model.card, model.trained, people, request.data_sha256)
    progress(LEARNT, "writing")
    return place(made, models, after=model.card.version)


def place(made: Made, models: Path, after: str = "") -> Path:
    """Write a model as a new version, which appears when it is whole; returns its folder."""
    with new_version(models, made.card.name, after) as new:
        card = replace(made.card, version=new.version)
        write_clinic_model(replace(made, card=card), new.scratch)
    return new.folder


def folder_of(request: Request, models: Path) -> Path:
    """Return the folder of the version that a request is about."""
    name, version = request.model or ("", "")
    return models / name / version


def _refusal(problem: Problem) -> CohortError:
    return CohortError(problem.key, problem.place, **problem.details)


TASKS: dict[Task, Callable[[Request, Cohort, Path, Progress], Path]] = {
    Task.TRAIN: train,
    Task.EVALUATE: evaluate,
    Task.RECALIBRATE: recalibrate,
}
