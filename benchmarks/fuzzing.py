"""Mutated files, 100,000 for each reader: a Reading or a PanelError, and nothing else, ever.

`--runs N` for another count; `--only hl7` for one reader. Prints the slowest input and how much the
process grew; the last line says how many inputs gave anything else than panels or a clear refusal.
"""

import argparse
import resource
import sys
import time
from dataclasses import dataclass
from random import Random

from benchmarks.mutation import mutated, samples
from core.errors import PanelError
from core.readers import Reading, read_panels
from core.text import Language, text_in

RUNS = 100_000
KILOBYTES_PER_MEGABYTE = 1024
FILE_NAMES = {"long": "sample.csv", "lines": "sample.txt"}


@dataclass(slots=True)
class Outcome:
    """What became of the mutated files of one reader; `slowest` in [s], `grown` in [MB]."""

    read: int = 0
    with_panels: int = 0
    refused: int = 0
    failed: int = 0
    slowest: float = 0.0
    grown: float = 0.0


def main() -> int:
    """Run and print; returns 1 if anything else came out than a Reading or a PanelError."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", choices=sorted(samples()))
    words = parser.parse_args()
    endings = [words.only] if words.only else list(samples())
    print(f"\n{words.runs} mutated files a reader\n{'reader':<8}  panels  other readings  refused  "
          "failed  slowest [s]  grown [MB]")  # fmt: skip
    failed = 0
    for ending in endings:
        outcome = attacked(ending, words.runs, seed=854)
        failed += outcome.failed
        print(
            f"{ending:<8}  {outcome.with_panels:>6}  {outcome.read - outcome.with_panels:>14}  "
            f"{outcome.refused:>7}  {outcome.failed:>6}  {outcome.slowest:>11.3f}  "
            f"{outcome.grown:>10.0f}",
            flush=True,
        )
    print(f"neither read nor refused: {failed}")
    return 1 if failed else 0


def attacked(ending: str, runs: int, seed: int) -> Outcome:
    """Read so many mutated files of a format, and say what became of them."""
    outcome, random, sample = Outcome(), Random(seed), samples()[ending]  # noqa: S311 # nosec B311
    before = _peak_megabytes()
    for _ in range(runs):
        data = mutated(ending, sample, random)
        start = time.perf_counter()
        try:
            reading = read_panels(data, FILE_NAMES.get(ending, f"sample.{ending}"))
        except PanelError as error:
            outcome.refused += 1
            text_in(Language.JA).problem(error.problem)
        except Exception as error:  # noqa: BLE001 - the very thing that is looked for
            outcome.failed += 1
            print(f"{ending}: {type(error).__name__}: {data!r}", file=sys.stderr)
        else:
            _count(reading, outcome)
        outcome.slowest = max(outcome.slowest, time.perf_counter() - start)
    outcome.grown = _peak_megabytes() - before
    return outcome


def _count(reading: Reading, outcome: Outcome) -> None:
    """Count a reading; every problem must have its sentence in both languages."""
    outcome.read += 1
    outcome.with_panels += bool(reading.panels)
    for problem in reading.problems:
        for language in Language:
            text_in(language).problem(problem)


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_PER_MEGABYTE


if __name__ == "__main__":
    sys.exit(main())
