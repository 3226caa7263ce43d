"""Steps that tests of jobs share."""

import time
from collections.abc import Callable
from pathlib import Path

from core.cards import Kind, Plan
from core.jobs import Job, Jobs, Request

PATIENCE = 30.0


def jobs_in(folder: Path) -> Jobs:
    """The jobs of a server that keeps everything in a folder of the test's."""
    (folder / "models").mkdir(exist_ok=True)
    return Jobs(folder / "jobs", folder / "models", "tests.jobs.play_worker")


def scene(folder: Path, how: str, name: str = "play") -> Request:
    """A request whose work goes as the scene says."""
    plan = Plan(kind=Kind.DISCRIMINATION, name=name, analytes=("ua",), group="group",
                levels=("control", "case"))  # fmt: skip
    return Request(plan=plan, file=how.encode(), file_name=str(folder))


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something to come about."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "waited for nothing"
        time.sleep(0.02)


def ended(jobs: Jobs, job_id: str) -> Job:
    """Wait for the end of a job."""
    until(lambda: known(jobs, job_id).state.is_over)
    return known(jobs, job_id)


def known(jobs: Jobs, job_id: str) -> Job:
    """A job that is there."""
    job = jobs.get(job_id)
    assert job is not None
    return job
