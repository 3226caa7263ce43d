"""What a benchmark measured, as a table for people and as JSON for machines."""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `limit` is the aim it is held against, where there is one."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def against_limit(self) -> str:
        """Return the share of the limit that was used, or a dash."""
        return f"{self.value / self.limit:.2f}" if self.limit else "-"


def report(title: str, figures: Sequence[Figure]) -> None:
    """Print the figures as a table; with `--json FILE` on the command line, write them too."""
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--json", type=Path, help="file for the figures as {name: value}")
    words, _ = parser.parse_known_args()
    width = max(len(figure.name) for figure in figures)
    print(f"\n{title}\n{'figure':<{width}}  {'value':>10}  unit    limit   value/limit")
    for figure in figures:
        limit = "-" if figure.limit is None else f"{figure.limit:g}"
        print(
            f"{figure.name:<{width}}  {figure.value:>10.4g}  {figure.unit:<6}  {limit:<6}  "
            f"{figure.against_limit}"
        )
    if words.json:
        measured = {figure.name: figure.value for figure in figures}
        words.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def median_ms(work: Callable[[], object], repeats: int) -> float:
    """Return the median time of a piece of work once it is warm, in [ms]."""
    times = []
    for step in range(WARM_UP + repeats):
        start = time.perf_counter()
        work()
        if step >= WARM_UP:
            times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)
