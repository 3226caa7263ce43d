"""The same piece of work on many tasks, on all cores; the results do not depend on how many.

Workers are processes of their own that are given what all tasks share once. They end with the
work: when it is done, when it is cancelled, and when the process that wanted it dies.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from threadpoolctl import threadpool_limits

Held = TypeVar("Held")
Task = TypeVar("Task")
Made = TypeVar("Made")
# [s] between two looks at whether the work was cancelled.
PATIENCE = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Workers(Generic[Held]):
    """Do work in this process, or in others where there is a pool of them."""

    held: Held
    pool: ProcessPoolExecutor | None = None

    def each(
        self,
        work: Callable[[Held, Task], Made],
        tasks: Sequence[Task],
        told: Callable[[float], None],
    ) -> list[Made]:
        """Return what the work makes of each task; `told` is called with the share done.

        `work` is a function of a module that other processes can import.
        """
        told(0.0)
        if self.pool is None:
            return list(self._here(work, tasks, told))
        with _main_left_alone(), _interrupts_held_back():
            futures = [self.pool.submit(_done, work, task) for task in tasks]
        waiting: set[Future[Made]] = set(futures)
        while waiting:
            done, waiting = wait(waiting, timeout=PATIENCE, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
            told(1 - len(waiting) / len(futures))
        return [future.result() for future in futures]

    def _here(
        self,
        work: Callable[[Held, Task], Made],
        tasks: Sequence[Task],
        told: Callable[[float], None],
    ) -> Iterator[Made]:
        for number, task in enumerate(tasks, start=1):
            yield work(self.held, task)
            told(number / len(tasks))


@contextmanager
def workers(held: Held, count: int) -> Iterator[Workers[Held]]:
    """Give so many workers, each on one core, who hold what all tasks share."""
    if count == 1:
        with threadpool_limits(1):
            yield Workers(held)
        return
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        count, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(held,)
    )
    try:
        yield Workers(held, pool)
    except BaseException:
        # Whoever cancels does not wait for a fit to end.
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
            process.join()
        raise
    finally:
        pool.shutdown()


def cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# What a worker was given when it began; one list, so that no name is bound anew.
_HELD: list[Any] = []


def _begin(held: object) -> None:
    """Begin as a worker: one core, and an end when the process that wanted the work is gone."""
    threadpool_limits(1)
    _HELD.append(held)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _done(work: Callable[[Any, Task], Made], task: Task) -> Made:
    return work(_HELD[-1], task)


@contextmanager
def _main_left_alone() -> Iterator[None]:
    """Hide which script runs: a worker imports what it needs by name.

    It would otherwise run the caller's script once more, up to the line that wanted workers.
    """
    main = sys.modules["__main__"]
    hidden = {name: vars(main)[name] for name in ("__spec__", "__file__") if name in vars(main)}
    for name in hidden:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let workers that begin now never hear of Ctrl-C: whoever wanted the work does, and ends them.

    Each would otherwise print its own trace.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
