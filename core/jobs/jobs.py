"""The jobs of a server: started, looked at, cancelled, forgotten."""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

from core.errors import ModelError, Problem
from core.jobs.job import Job, State, held_lock, is_alive, process_of, read_job, write_job
from core.jobs.request import Request, encoded

ROOT = Path(__file__).parents[2]
ID = re.compile("[0-9a-f]{16}")
# Each that waits holds its table of people in memory.
MOST_WAITING = 4
MOST_KEPT = 30
SECONDS_TO_END = 10.0


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs in a folder of the server's, for models in another.

    It holds nothing itself: another session, or a server started anew, sees the same jobs.
    `worker` is the module that a job's process runs.
    """

    folder: Path
    models: Path
    worker: str = "core.jobs.worker"

    def start(self, request: Request) -> str:
        """Start a process for a request and return the job's id.

        Raises ModelError where too many wait already, OSError where nothing can be written.
        """
        jobs = self.every()
        if sum(not job.state.is_over for job in jobs) > MOST_WAITING:
            raise ModelError("job.too_many", most=MOST_WAITING)
        for old in [job for job in jobs if job.state.is_over][MOST_KEPT - 1 :]:
            self.forget(old.id)
        self._sweep()
        job = _asked(request)
        folder = self.folder / job.id
        folder.mkdir(parents=True)
        with held_lock(folder) as lock:
            write_job(job, folder)
            self._launch(folder, encoded(request), lock)
        return job.id

    def every(self) -> tuple[Job, ...]:
        """Return every job, the one asked for last first; one whose process died has failed."""
        found = (self.get(path.name) for path in self.folder.glob("*"))
        return tuple(sorted((j for j in found if j), key=lambda job: job.order, reverse=True))

    def get(self, job_id: str) -> Job | None:
        """Return a job as far as it is, None if there is none of that id."""
        folder = self._folder(job_id)
        # Asked before the state is read: one that ended in between has written its end.
        was_alive = bool(folder and is_alive(folder))
        job = read_job(folder) if folder else None
        if not (folder and job) or was_alive or job.state.is_over:
            return job
        self._sweep()
        return _ended(job, folder, State.FAILED, Problem("job.stopped", {}))

    def cancel(self, job_id: str) -> None:
        """End a job and all it started, at once; one that is over stays as it is."""
        folder = self._folder(job_id)
        if folder is None or not _end(folder):
            return
        job = read_job(folder)
        if job and not job.state.is_over:
            _ended(job, folder, State.CANCELLED)
        self._sweep()

    def forget(self, job_id: str) -> None:
        """Remove the record of a job that is over; its model stays."""
        folder = self._folder(job_id)
        if folder and not is_alive(folder):
            shutil.rmtree(folder, ignore_errors=True)

    def _folder(self, job_id: str) -> Path | None:
        """Return a job's folder; None for what is no id, whoever made it up."""
        return self.folder / job_id if ID.fullmatch(job_id) else None

    def _sweep(self) -> None:
        """Remove what a killed job was writing."""
        # Slow to import (scikit-learn), and a job that waits imports this file too.
        from core.registry.placing import sweep  # noqa: PLC0415

        sweep(self.models)

    def _launch(self, folder: Path, handed: bytes, lock: int) -> None:
        """Start the process, which holds the job's lock until it ends, and hand it the request."""
        worker = subprocess.Popen(  # noqa: S603 - our own module, by the Python that runs us
            [sys.executable, "-m", self.worker, folder.absolute(), self.models.absolute()],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(lock,),
            # Of its own: neither Ctrl-C in the server's terminal nor the server's end reaches it.
            start_new_session=True,
        )
        os.write(lock, str(worker.pid).encode("ascii"))
        # One that died at once is told of by its state.
        with suppress(BrokenPipeError), cast("IO[bytes]", worker.stdin) as request:
            request.write(handed)
        threading.Thread(target=worker.wait, daemon=True).start()


def _asked(request: Request) -> Job:
    now = datetime.now(UTC)
    return Job(
        id=secrets.token_hex(8),
        task=request.task,
        kind=request.plan.kind,
        name=request.name,
        asked=now,
        updated=now,
    )


def _ended(job: Job, folder: Path, state: State, problem: Problem | None = None) -> Job:
    ended = replace(job, state=state, problem=problem, seconds_left=None, updated=datetime.now(UTC))
    write_job(ended, folder)
    return ended


def _end(folder: Path) -> bool:
    """Kill a job's process and its children, and say whether they are gone."""
    deadline = time.monotonic() + SECONDS_TO_END
    while is_alive(folder):
        process = process_of(folder)
        if process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process, signal.SIGKILL)
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
