"""How a job's process tells how far it is."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core.errors import Problem
from core.jobs.job import Job, State, write_job
from core.jobs.time_left import TimeLeft

# Whoever looks does so once a second or two.
SECONDS_BETWEEN = 0.5


class Telling:
    """Writes a job's state into its folder as the work goes on."""

    def __init__(self, job: Job, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a job that waits."""
        self.job = job
        self._folder = folder
        self._clock = clock
        self._left = TimeLeft(clock)
        self._written = clock()

    def begin(self) -> None:
        """Tell that the work begins."""
        self._left = TimeLeft(self._clock)
        self._write(state=State.RUNNING, began=datetime.now(UTC))

    def progress(self, share: float, step: str) -> None:
        """Tell the share done and the step at hand, a step at once and shares now and then."""
        is_due = self._clock() - self._written >= SECONDS_BETWEEN
        if step != self.job.step or is_due:
            share = min(1.0, max(share, self.job.share))
            self._write(share=share, step=step, seconds_left=self._left.after(share))

    def done(self, name: str, version: str) -> None:
        """Tell what came of it."""
        self._write(state=State.DONE, share=1.0, name=name, version=version, seconds_left=None)

    def failed(self, problem: Problem) -> None:
        """Tell why nothing came of it."""
        self._write(state=State.FAILED, problem=problem, seconds_left=None)

    def _write(self, **changes: object) -> None:
        self._written = self._clock()
        self.job = replace(self.job, updated=datetime.now(UTC), **changes)  # type: ignore[arg-type]
        write_job(self.job, self._folder)
