"""Runs every benchmark, each in a process of its own, one after the other: `make bench`."""

import subprocess
import sys

NAMES = (
    "panel",
    "browser",
    "batch",
    "reading",
    "cohort",
    "study_reproduction",
    "classifiers",
    "million",
    "training",
    "studio",
    "strata",
    "severity",
    "no_optimism",
    "published_cohorts",
)


def main() -> int:
    """Run them all; return the number that failed."""
    failed = 0
    for name in NAMES:
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)  # noqa: S603
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
