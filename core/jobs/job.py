"""How far a job is: the record that its process writes and everybody else reads."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from core.cards import Kind
from core.errors import Problem
from core.jobs.request import Task
from core.locking import is_locked, write_whole

STATE, LOCK = "state.json", "lock"


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will come."""
        return self not in (State.WAITING, State.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job; nothing in it is of a patient, nor of a table of people but its groups' names.

    `name` is the model's, `share` runs from 0 to 1, `step` is a key under `step.*` and empty before
    the first. `seconds_left` was expected at `updated`, None where nobody can tell yet. `problem`
    says why it failed, `version` which version of the model came of it.
    """

    id: str
    task: Task
    kind: Kind
    name: str
    asked: datetime
    updated: datetime
    state: State = State.WAITING
    began: datetime | None = None
    share: float = 0.0
    step: str = ""
    seconds_left: float | None = None
    problem: Problem | None = None
    version: str = ""

    @property
    def order(self) -> tuple[datetime, str]:
        """Return what jobs wait by: who asked first."""
        return self.asked, self.id

    def left(self, now: datetime) -> float | None:
        """Return how many seconds are left at a moment, None where nobody can tell."""
        if self.seconds_left is None or self.state.is_over:
            return None
        return max(0.0, self.seconds_left - (now - self.updated).total_seconds())


def read_job(folder: Path) -> Job | None:
    """Read how far the job of a folder is; None where there is none."""
    try:
        return msgspec.json.decode((folder / STATE).read_bytes(), type=Job)
    except (OSError, msgspec.DecodeError):
        return None


def write_job(job: Job, folder: Path) -> None:
    """Write how far a job is, whole or not at all."""
    write_whole(folder / STATE, msgspec.json.encode(job))


def is_alive(folder: Path) -> bool:
    """Say whether the process of a job is there."""
    return is_locked(folder / LOCK)


def process_of(folder: Path) -> int | None:
    """Return the number of a job's process, None if it is there no more."""
    if not is_alive(folder):
        return None
    written = (folder / LOCK).read_text(encoding="ascii")
    return int(written) if written else None


@contextmanager
def held_lock(folder: Path) -> Iterator[int]:
    """Hold a job's lock as an open file; a process that is given the file holds it from then on."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)
