"""What workers of a test do; they import it by name."""

import multiprocessing
import time


def multiplied(held: int, task: int) -> int:
    return held * task


def divided(held: int, task: int) -> float:
    return held / task


def slept(held: float, task: int) -> int:
    time.sleep(held if task else 0.0)
    return task


def children() -> list[int]:
    return [child.pid or 0 for child in multiprocessing.active_children()]
