import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.learning.progress import Cancelled
from core.learning.workers import cores, workers
from tests.learning import work

ROOT = Path(__file__).parents[2]
TASKS = list(range(12))


@pytest.mark.parametrize("count", [1, 2])
def test_each_task_is_done_in_order_with_what_all_share(count: int) -> None:
    told: list[float] = []
    with workers(10, count) as many:
        assert many.each(work.multiplied, TASKS, told.append) == [10 * task for task in TASKS]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_an_error_of_one_task_is_raised_and_no_worker_is_left() -> None:
    before = multiprocessing.active_children()
    with pytest.raises(ZeroDivisionError), workers(1, 2) as many:
        many.each(work.divided, TASKS, lambda _: None)
    assert multiprocessing.active_children() == before


def test_who_cancels_does_not_wait_and_no_worker_is_left() -> None:
    def cancelling(share: float) -> None:
        if share > 0:
            raise Cancelled

    before = multiprocessing.active_children()
    with pytest.raises(Cancelled), workers(600.0, 2) as many:
        # The first task is done at once, the others would take minutes.
        many.each(work.slept, TASKS, cancelling)
    assert multiprocessing.active_children() == before


def test_a_script_without_any_guard_is_not_run_once_more(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from core.learning.workers import workers\n"
        "from tests.learning import work\n"
        "with workers(2, 2) as many:\n"
        "    print(many.each(work.multiplied, [1, 2, 3], lambda share: None))\n"
    )
    run = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", script],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (run.stdout, run.stderr) == ("[2, 4, 6]\n", "")


def test_workers_end_with_the_process_that_wanted_them() -> None:
    code = (
        "from core.learning.workers import workers\n"
        "from tests.learning import work\n"
        "with workers(600.0, 2) as many:\n"
        "    many.each(work.slept, [0, 1, 2], lambda share: print(*work.children(), flush=True))\n"
    )
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        numbers: list[int] = []
        while len(numbers) < 2:
            numbers = [int(number) for number in process.stdout.readline().split()]
        process.kill()
    while any(Path(f"/proc/{number}").exists() for number in numbers):
        time.sleep(0.05)


def test_there_is_at_least_one_core_to_work_on() -> None:
    assert cores() >= 1
