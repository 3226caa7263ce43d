import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import ModelError
from core.jobs import MOST_WAITING, Jobs, State
from core.jobs.job import process_of
from core.text import Language, text_in
from tests.jobs.playing import ended, jobs_in, known, scene, until

EN = text_in(Language.EN)


def hanging(folder: Path, jobs: Jobs, how: str = "hang") -> tuple[str, int]:
    """Start a job that hangs in the middle of its work; its id and the number of its process."""
    job_id = jobs.start(scene(folder, how))
    until((folder / "hanging").exists)
    process = process_of(jobs.folder / job_id)
    assert process is not None
    return job_id, process


def is_there(process: int) -> bool:
    """Say whether a process that is nobody's zombie is there."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1]
    except OSError:
        return False
    return state.split()[0] != "Z"


def test_a_job_makes_a_version_and_says_which(tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path)
    job = ended(jobs, jobs.start(scene(tmp_path, "done")))
    assert (job.state, job.share, job.problem) == (State.DONE, 1.0, None)
    assert (job.name, job.version) == ("play", "1.0.0")


def test_another_session_sees_and_ends_the_same_job(tmp_path: Path) -> None:
    job_id, process = hanging(tmp_path, jobs_in(tmp_path))
    reloaded = jobs_in(tmp_path)
    (seen,) = reloaded.every()
    assert (seen.id, seen.state, seen.step, seen.share) == (
        job_id, State.RUNNING, "reading", 0.25)  # fmt: skip
    reloaded.cancel(job_id)
    assert known(reloaded, job_id).state is State.CANCELLED
    assert not is_there(process)


def test_a_job_outlives_the_server_that_started_it(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from tests.jobs.playing import jobs_in, scene;"
        f"folder = Path({str(tmp_path)!r}); print(jobs_in(folder).start(scene(folder, 'hang')))"
    )
    server = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    jobs, job_id = jobs_in(tmp_path), server.stdout.strip()
    until((tmp_path / "hanging").exists)
    assert known(jobs, job_id).state is State.RUNNING
    jobs.cancel(job_id)


def test_a_job_that_is_killed_half_way_has_failed_and_leaves_nothing_half(tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path)
    job_id, process = hanging(tmp_path, jobs, "write")
    assert list((tmp_path / "models").rglob("model.joblib"))
    os.kill(process, signal.SIGKILL)
    job = ended(jobs, job_id)
    assert job.state is State.FAILED
    assert job.problem is not None
    assert EN.problem(job.problem).startswith("The work was stopped before it was finished")
    assert not [p for p in (tmp_path / "models").rglob("*") if p.name != ".lock"]


def test_cancelling_ends_the_children_of_a_job_too(tmp_path: Path) -> None:
    jobs, sign = jobs_in(tmp_path), tmp_path / "child"
    job_id = jobs.start(scene(tmp_path, "child"))
    until(lambda: sign.exists() and bool(sign.read_text()))
    jobs.cancel(job_id)
    until(lambda: not is_there(int(sign.read_text())))
    assert known(jobs, job_id).state is State.CANCELLED


def test_cancelling_a_job_that_writes_leaves_nothing_half(tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path)
    job_id, _ = hanging(tmp_path, jobs, "write")
    jobs.cancel(job_id)
    assert not [p for p in (tmp_path / "models").rglob("*") if p.name != ".lock"]


def test_the_number_of_a_job_that_is_over_is_never_ended(tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path)
    job_id = jobs.start(scene(tmp_path, "done"))
    ended(jobs, job_id)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE,
                          start_new_session=True) as stranger:  # fmt: skip
        until(lambda: process_of(jobs.folder / job_id) is None)
        (jobs.folder / job_id / "lock").write_text(str(stranger.pid))
        jobs.cancel(job_id)
        assert stranger.poll() is None
        stranger.communicate(b"\n")
    assert known(jobs, job_id).state is State.DONE


def test_jobs_wait_in_the_order_in_which_they_were_asked_for(tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path)
    first, _ = hanging(tmp_path, jobs)
    second, third = (jobs.start(scene(tmp_path, "done", name)) for name in ("b", "c"))
    assert [job.id for job in jobs.every()] == [third, second, first]
    assert {known(jobs, job).state for job in (second, third)} == {State.WAITING}
    jobs.cancel(first)
    began = [ended(jobs, job).began for job in (second, third)]
    assert None not in began
    assert began == sorted(began, key=str)


def test_one_job_too_many_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.jobs.jobs.MOST_WAITING", 0)
    jobs = jobs_in(tmp_path)
    job_id, _ = hanging(tmp_path, jobs)
    with pytest.raises(ModelError) as refused:
        jobs.start(scene(tmp_path, "done"))
    assert EN.problem(refused.value.problem).startswith("0 jobs wait already")
    jobs.cancel(job_id)
    assert MOST_WAITING > 0


def test_a_job_that_is_over_can_be_forgotten_and_one_at_work_cannot(tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path)
    job_id, _ = hanging(tmp_path, jobs)
    jobs.forget(job_id)
    assert known(jobs, job_id).state is State.RUNNING
    jobs.cancel(job_id)
    jobs.forget(job_id)
    assert jobs.get(job_id) is None
    assert jobs.every() == ()


@pytest.mark.parametrize("made_up", ["", "..", "../jobs", "0" * 15, "g" * 16, "0" * 16])
def test_an_id_that_is_none_leads_nowhere(tmp_path: Path, made_up: str) -> None:
    jobs = jobs_in(tmp_path)
    assert jobs.get(made_up) is None
    jobs.cancel(made_up)
    jobs.forget(made_up)
