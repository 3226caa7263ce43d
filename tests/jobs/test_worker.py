"""The worker's own part, without a process: what it tells of how its work went."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.cards import Kind
from core.errors import CohortError, PanelError, Place
from core.jobs import Job, Request, State, Task, worker
from core.jobs.job import read_job, write_job
from core.jobs.request import encoded
from core.jobs.telling import Telling
from core.learning.progress import Progress
from core.text import Language, text_in
from tests.jobs.playing import scene

EN = text_in(Language.EN)
ASKED = datetime(2026, 11, 23, 9, tzinfo=UTC)
JOB = Job(
    id="0" * 16,
    task=Task.TRAIN,
    kind=Kind.DISCRIMINATION,
    name="play",
    asked=ASKED,
    updated=ASKED,
)


def worked(
    folder: Path, work: Callable[[Request, Progress], Path], handed: bytes | None = None
) -> Job:
    """Let a worker do some work, and return what it told."""
    write_job(JOB, folder / "job")
    handed = encoded(scene(folder, "")) if handed is None else handed
    status = worker.work(Telling(JOB, folder / "job"), folder / "job", handed, work)
    told = read_job(folder / "job")
    assert told is not None
    assert status == (told.state is not State.DONE)
    return told


def raising(error: Exception) -> Callable[[Request, Progress], Path]:
    """Work that fails."""

    def work(_request: Request, _progress: Progress) -> Path:
        raise error

    return work


def sentence(folder: Path, error: Exception) -> str:
    """What is said of work that failed, after a look that nothing of the file is written down."""
    job = worked(folder, raising(error))
    assert job.state is State.FAILED
    assert job.problem is not None
    assert "SECRET" not in (folder / "job" / "state.json").read_text(encoding="utf-8")
    return EN.problem(job.problem)


def test_work_that_is_done_tells_its_version(tmp_path: Path) -> None:
    job = worked(tmp_path, lambda *_: tmp_path / "clinic" / "1.2.0")
    assert (job.state, job.name, job.version, job.share) == (State.DONE, "clinic", "1.2.0", 1.0)
    assert job.began is not None


def test_a_refusal_keeps_what_the_request_itself_names_and_no_cell(tmp_path: Path) -> None:
    place = Place("SECRET.csv", 7, "SECRET")
    error = CohortError("learning.level", place, level="case", factor="group", levels="SECRET, a")
    assert sentence(tmp_path, error) == "row 7: case: no such group in group. There are: …."
    counted = CohortError("studio.hindrance.few", people=12, fewest=20)
    assert "12" in sentence(tmp_path, counted)


def test_a_value_of_somebody_is_withheld_whatever_its_type(tmp_path: Path) -> None:
    said = sentence(tmp_path, PanelError("learning.covariate", name=3.4))
    assert "3.4" not in said
    assert said.startswith("…")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("SECRET 3.4"), "(ValueError, worker.py:"),
        (KeyError("SECRET"), "(KeyError, worker.py:"),
        (MemoryError(), "too little memory"),
        (PermissionError(13, "SECRET", "SECRET"), "cannot be written to"),
    ],
)
def test_a_mistake_is_told_by_its_place_and_not_by_its_text(
    tmp_path: Path, error: Exception, told: str
) -> None:
    assert told in sentence(tmp_path, error)


@pytest.mark.parametrize("handed", [b"", b"\x8a\xa4pl", b"\xff"])
def test_a_request_that_was_cut_short_is_no_work_done(tmp_path: Path, handed: bytes) -> None:
    assert worked(tmp_path, raising(AssertionError()), handed).state is State.FAILED


def test_what_goes_before_is_another_that_lives_and_was_asked_for_earlier(tmp_path: Path) -> None:
    write_job(JOB, tmp_path / "own")
    write_job(replace(JOB, asked=ASKED - timedelta(seconds=1)), tmp_path / "dead")
    (tmp_path / "empty").mkdir()
    assert not worker.is_anybody_before(tmp_path / "own")


def test_the_share_that_is_told_never_falls(tmp_path: Path) -> None:
    moments = iter(range(1000))
    telling = Telling(JOB, tmp_path, lambda: next(moments) / 10)
    telling.begin()
    shares = []
    for share in (0.1, 0.5, 0.3, 0.6, 2.0):
        telling.progress(share, f"step-{share}")
        shares.append(telling.job.share)
    assert shares == [0.1, 0.5, 0.5, 0.6, 1.0]


def test_the_time_left_goes_on_between_two_words_of_the_worker() -> None:
    told = replace(JOB, state=State.RUNNING, seconds_left=30.0)
    assert told.left(ASKED + timedelta(seconds=12)) == 18
    assert told.left(ASKED + timedelta(seconds=50)) == 0
    assert replace(told, state=State.DONE).left(ASKED) is None
    assert JOB.left(ASKED) is None
