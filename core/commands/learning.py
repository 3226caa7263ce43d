"""What `train` and `evaluate` take: people in a table, their groups, and how far the work is."""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.compare import names
from core.commands.score import Told
from core.commands.shared import the_corrections
from core.errors import CohortError, Place
from core.text import Text

if TYPE_CHECKING:
    from core.cards import Plan
    from core.cohort import Cohort
    from core.jobs.request import Request
    from core.readers.cohorts import CohortReading

BAR_WIDTH = 20
SECONDS_BETWEEN = 0.5
# What a shell says of a command that was ended by Ctrl-C.
INTERRUPTED = 130


def add_people(parser: argparse.ArgumentParser, *, is_needed: bool) -> None:
    """Let a command take a cohort, and which of its people are the controls and the cases."""
    parser.add_argument(
        "--cohort", type=Path, required=is_needed, metavar="FILE", help="a table of your people"
    )
    parser.add_argument("--group", default="", help="column that says who is a case")
    parser.add_argument("--levels", type=names, default=(), help="its groups: CONTROLS,CASES")
    parser.add_argument("--sheet", default="", help="sheet of a workbook")
    parser.add_argument("--corrections", type=Path, help="file saved from the check page")


def the_people(words: argparse.Namespace, told: Told) -> "tuple[CohortReading, Cohort]":
    """Read the cohort asked for, every draw of a person; problems with the file are told.

    Raises CohortError, PanelError.
    """
    from core.readers.cohorts import read_cohort

    reading = read_cohort(
        words.cohort.read_bytes(),
        words.cohort.name,
        the_corrections(words),
        sheet=words.sheet,
        every_draw=True,
    )
    for problem in reading.problems:
        told.tell(problem)
    if reading.cohort is None:
        raise CohortError("command.nobody_to_learn_from", Place(words.cohort.name))
    return reading, reading.cohort


def the_request(words: argparse.Namespace, plan: "Plan") -> "Request":
    """Return what is asked for, as a job would be given it."""
    from core.jobs.request import Request

    return Request(
        plan=plan,
        file=words.cohort.read_bytes(),
        file_name=words.cohort.name,
        sheet=words.sheet,
        corrections=the_corrections(words),
    )


def keys_of(reading: "CohortReading") -> Mapping[str, str]:
    """Return our keys by the names of the file; a name that is no column's stands for itself."""
    return {column.name: column.key for column in reading.columns if column.key}


def the_group(words: argparse.Namespace, reading: "CohortReading") -> str:
    """Return the factor asked for, by our name or the file's. Raises CohortError for none."""
    if not words.group:
        raise CohortError("command.no_group")
    return keys_of(reading).get(words.group, words.group)


def controls_and_cases(cohort: "Cohort", group: str) -> tuple[str, str]:
    """Return the two groups of a factor as they are called.

    Raises CohortError where there are not two of which one is named as people without the
    condition are: which of them is the reference is not guessed.
    """
    from core.cohort.groups.proposal import held_levels, is_reference

    factor = cohort.factors.get(group)
    if factor is None:
        known = ", ".join(cohort.factors)
        key = "learning.factor" if known else "learning.no_factor"
        raise CohortError(key, factor=group, known=known)
    held = held_levels(factor)
    controls = [level for level in held if is_reference(level)]
    cases = [level for level in held if not is_reference(level)]
    if len(controls) != 1 or len(cases) != 1:
        raise CohortError("command.levels", group=group, levels=", ".join(held))
    return controls[0], cases[0]


class Bar:
    """Draws how far work is on standard error: a bar, the step at hand and the time left."""

    def __init__(self, text: Text, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin now."""
        from core.jobs.time_left import TimeLeft

        self._text, self._clock = text, clock
        self._left = TimeLeft(clock)
        self._drawn, self._step, self._width = clock() - SECONDS_BETWEEN, "", 0

    def __call__(self, share: float, step: str) -> None:
        """Draw the share done: a new step at once, and shares now and then."""
        now = self._clock()
        if step == self._step and now - self._drawn < SECONDS_BETWEEN and share < 1:
            return
        self._drawn, self._step = now, step
        self._draw(share, self._left.after(share))

    def _draw(self, share: float, seconds: float | None) -> None:
        from core.figures.studio_words import left_words, step_words

        done = round(share * BAR_WIDTH)
        bar = "#" * done + "." * (BAR_WIDTH - done)
        said = f"{step_words(self._text, self._step)} · {left_words(self._text, seconds)}"
        line = f"[{bar}] {share:4.0%} {said}"
        # What is left of a longer line is written over.
        print(f"\r{line.ljust(self._width)}", end="", file=sys.stderr, flush=True)
        self._width = len(line)

    def end(self) -> None:
        """Leave the line, so that what comes next begins one of its own."""
        if self._width:
            print(file=sys.stderr)


def watched(text: Text, work: Callable[[Bar], int]) -> int:
    """Do long work with a bar; Ctrl-C ends it without a trace. Returns the exit status."""
    try:
        return work(Bar(text))
    except KeyboardInterrupt:
        print(text("command.interrupted"), file=sys.stderr)
        return INTERRUPTED
