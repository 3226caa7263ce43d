"""Many panels by command line: seconds and peak memory for 1,000 and for 100,000 rows."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure, report

SIZES = (1_000, 100_000)
RANGES = (0.2, 2), (2, 9), (30, 100)
KILOBYTES_PER_MEGABYTE = 1024
PROBLEMS_FOUND = 1
HEADER = ("id", "sex", "age", "fasting", "T-Bil (mg/dL)", "UA (mg/dL)", "HDL-C (mg/dL)")


def main() -> None:
    """Write made-up panels, score them by the command a user types, and print what it took."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            table = write_panels(Path(folder) / f"{size}.csv", size)
            seconds, megabytes = scored(table, Path(folder) / "scored.csv")
            figures += [
                Figure(f"{size} panels", seconds, "s"),
                Figure(f"{size} panels, peak memory", megabytes, "MB"),
                Figure(f"{size} panels, rate", size / seconds, "1/s"),
            ]
    report("python -m core score: bilirubin, uric acid, HDL-C (made-up people)", figures)


def write_panels(path: Path, size: int) -> Path:
    """Write a wide CSV of made-up people, a tenth of the values missing."""
    random = np.random.default_rng(1)
    columns = [
        random.choice(["male", "female"], size),
        random.integers(18, 60, size),
        random.choice(["yes", "no"], size),
        *(np.round(random.uniform(low, high, size), 1) for low, high in RANGES),
    ]
    with path.open("w", encoding="utf-8", newline="") as output:
        table = csv.writer(output)
        table.writerow(HEADER)
        for row, values in enumerate(zip(*columns, strict=True)):
            missing = random.random(3) < 0.1  # noqa: PLR2004 - a tenth
            results = ["" if gone else v for gone, v in zip(missing, values[3:], strict=True)]
            table.writerow([f"made-up-{row}", *values[:3], *results])
    return path


def scored(table: Path, output: Path) -> tuple[float, float]:
    """Run the command; return its wall time in [s] and its peak memory in [MB].

    Raises RuntimeError if the command failed: a crash must never read as a fast run.
    """
    words = [sys.executable, "-m", "core", "score", str(table), "-o", str(output)]
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, PROBLEMS_FOUND):
        raise RuntimeError("the command failed")
    return seconds, usage.ru_maxrss / KILOBYTES_PER_MEGABYTE


if __name__ == "__main__":
    main()
