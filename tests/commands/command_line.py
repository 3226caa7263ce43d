"""Runs `python -m core` as a person does, in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEADER = "id,sex,age,fasting,T-Bil (mg/dL),UA (mg/dL),HDL-C (mg/dL)"


def core(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command and return its exit status and what it printed."""
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-m", "core", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def table(folder: Path, *rows: str, name: str = "panels.csv") -> Path:
    """Write a file of panels."""
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path
