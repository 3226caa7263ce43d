"""Steps that tests of the studio and of the list of models share."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.cards import Kind, Plan, Protocol
from core.jobs import Job, Jobs, Request, State, Task
from core.jobs.job import write_job
from pages.shared import resources, studio_start
from pages.shared.cohort_held import CohortFile
from pages.shared.studio_held import Studio
from tests.pages.cohorts import bring, csv_of, held, key, rows_of
from tests.pages.opening import page

MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FORTY = csv_of(rows_of(40))
SMALL = Protocol(repeats=1, folds=2, inner=2, permutations=2, members=2)
NUMBER = "0123456789abcdef"


def studio_with(data: bytes = FORTY, name: str = "clinic.csv") -> AppTest:
    """Open the studio and bring in a file."""
    return bring(page("studio"), data, name)


def studio_of(app: AppTest) -> Studio:
    """What the session holds of the studio."""
    return held(app).studio


def asked(app: AppTest, kind: Kind = Kind.DISCRIMINATION) -> Plan:
    """The plan of the cohort that is chosen."""
    return studio_of(app).plans[held(app).cohorts.chosen, kind]


def choose_kind(app: AppTest, kind: Kind) -> AppTest:
    return app.button_group(key="studio-kind").set_value(kind).run()


def choose(app: AppTest, name: str, value: object) -> AppTest:
    """Choose something in one of the studio's boxes of one choice."""
    return app.selectbox(key=key(app, f"studio-{name}")).set_value(value).run()


def put_job(state: State = State.RUNNING, number: str = NUMBER, **changes: object) -> Job:
    """Put the record of a job there, whose process is gone."""
    job = Job(
        id=number,
        task=Task.TRAIN,
        kind=Kind.DISCRIMINATION,
        name="clinic",
        asked=MOMENT,
        updated=MOMENT,
        state=state,
    )
    job = replace(job, **changes)  # type: ignore[arg-type]
    folder = Path(resources.VAR) / "jobs" / number
    folder.mkdir(parents=True)
    write_job(job, folder)
    return job


def keep_requests(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """Keep what would be started, and start nothing."""
    kept: list[Request] = []

    def start(_: Jobs, request: Request) -> str:
        kept.append(request)
        return NUMBER

    monkeypatch.setattr(Jobs, "start", start)
    return kept


def ask_for_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jobs that a page starts be short."""
    whole = studio_start.requested

    def requested(file: CohortFile, plan: Plan, name: str = "") -> Request:
        return replace(whole(file, plan, name), protocol=SMALL)

    monkeypatch.setattr(studio_start, "requested", requested)
