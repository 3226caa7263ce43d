"""The process of a job: `python -m core.jobs.worker JOB MODELS`, the request on standard input.

It prints nothing. What it is started with are two folders; what it tells stands in its job's state.
"""

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from core.jobs.faults import problem_of
from core.jobs.job import is_alive, read_job
from core.jobs.request import Request, decoded
from core.jobs.telling import Telling
from core.learning.progress import Progress

SECONDS_BETWEEN_LOOKS = 0.2
# The dashboard comes first: whoever looks at a patient does not wait for a model.
POLITENESS = 5

# What does the work: with the folder of the models, the request, and whom to tell how far it is.
CarryOut: TypeAlias = Callable[[Path, Request, Progress], Path]


def main(words: list[str], carry_out: CarryOut | None = None) -> int:
    """Carry out one request; returns 0 if it was done."""
    folder, models = map(Path, words)
    job = read_job(folder)
    if job is None:
        return 1
    os.nice(POLITENESS)
    handed = sys.stdin.buffer.read()
    return work(Telling(job, folder), folder, handed, partial(carry_out or _carry_out, models))


def work(
    telling: Telling, folder: Path, handed: bytes, carry_out: Callable[[Request, Progress], Path]
) -> int:
    """Wait for those who asked before, do what is asked, and tell what came of it."""
    request: Request | None = None
    try:
        request = decoded(handed)
        while is_anybody_before(folder):
            time.sleep(SECONDS_BETWEEN_LOOKS)
        telling.begin()
        version = carry_out(request, telling.progress)
    except Exception as error:  # noqa: BLE001 - whatever it was, whoever asked must be told
        telling.failed(problem_of(error, request))
        return 1
    telling.done(version.parent.name, version.name)
    return 0


def _carry_out(models: Path, request: Request, progress: Progress) -> Path:
    # Slow to import (pandas, scikit-learn): whoever waits, waits without.
    from core.jobs.work import carry_out  # noqa: PLC0415

    return carry_out(request, models, progress)


def is_anybody_before(folder: Path) -> bool:
    """Say whether a job that was asked for before this one still waits or works."""
    own = read_job(folder)
    others = ((path, read_job(path)) for path in folder.parent.glob("*") if path != folder)
    return any(
        job.order < own.order and not job.state.is_over and is_alive(path)
        for path, job in others
        if job and own
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
