"""`python -m core read FILE [--json]`: what is understood of a file, and what is not."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.commands.shared import (
    Commands,
    add_language,
    add_reading,
    the_columns,
    the_readings,
    the_text,
)
from core.commands.tally import Tally, tally_lines, understanding_lines
from core.errors import PanelError, Problem, Severity
from core.exports.json_lines import measurement_record, problem_record
from core.text import Text

if TYPE_CHECKING:
    from core.readers import Reading


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("read", help="show what is understood of a file")
    add_reading(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for a program")
    add_language(parser)
    parser.set_defaults(run=run)


def run(words: argparse.Namespace) -> int:
    """Print what was read. Returns 1 if anything was refused."""
    try:
        is_refused = (print_records if words.json else print_summary)(words, the_text(words))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the lines has seen enough; nothing may be flushed to them at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1 if is_refused else 0


def print_records(words: argparse.Namespace, text: Text) -> bool:
    """Print a record of each measurement and each problem, in a stream; say if any was refused.

    A file that cannot be read at all has its problem as a record too. Raises PanelError.
    """
    is_refused = False
    try:
        for reading in the_readings(words):
            is_refused |= any(p.severity is Severity.REFUSED for p in reading.problems)
            for record in records(reading, text):
                print(json.dumps(record, allow_nan=False))
    except PanelError as error:
        print(json.dumps(problem_record(error.problem, text), allow_nan=False))
        raise
    return is_refused


def records(reading: "Reading", text: Text) -> Iterator[dict[str, Any]]:
    """Yield the records of a reading, the problems after the measurements."""
    for panel in reading.panels:
        for measurement in panel.measurements:
            yield measurement_record(panel, measurement, text)
    for problem in reading.problems:
        yield problem_record(problem, text)


def print_summary(words: argparse.Namespace, text: Text) -> bool:
    """Print how the file was read, what is in it and its problems; say if any was refused."""
    from core.readers.reading import merged

    tally = Tally()
    reading = merged(tally.counting(the_columns(words)), words.file.name)
    if reading.understanding is not None:
        print(*understanding_lines(reading.understanding, text), sep="\n")
    print(*tally_lines(tally, text), sep="\n")
    for severity in (Severity.REFUSED, Severity.NOTE):
        print(*problem_lines(reading.problems, severity, text), sep="\n", end="")
    return any(p.severity is Severity.REFUSED for p in reading.problems)


def problem_lines(problems: tuple[Problem, ...], severity: Severity, text: Text) -> list[str]:
    """Write the problems of a severity under a line that says what they are; none if none."""
    told = [f"- {text.problem(problem)}" for problem in problems if problem.severity is severity]
    return ["", text(f"export.problems.{severity}"), *told, ""] if told else []
