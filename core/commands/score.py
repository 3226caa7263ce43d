"""`python -m core score FILE -o scored.csv`: one row a panel, a score or why there is none."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.shared import (
    Commands,
    add_language,
    add_model,
    add_reading,
    the_model,
    the_readings,
    the_text,
    whole_file,
)
from core.errors import Problem, Severity
from core.text import Text

if TYPE_CHECKING:
    from core.readers import Reading


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("score", help="score every panel of a file")
    add_reading(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, help="CSV to write")
    add_model(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(words: argparse.Namespace) -> int:
    """Score the file in a stream; problems go to standard error. Returns 1 if anything was refused.

    The output appears when it is whole: a file that cannot be read leaves what was there before.
    """
    from core.batch import score_stream, write_rows
    from core.figures.basis import score_is

    text, model = the_text(words), the_model(words)
    told = Told(text)
    with whole_file(words.output) as output:
        rows = score_stream(told.listening(the_readings(words)), model, text)
        count = write_rows(rows, output, model.stamp, score_is(text, model.stamp))
    print(text("command.scored", count=count, file=words.output.name))
    return 1 if told.is_refused else 0


class Told:
    """Passes readings on and writes their problems to standard error as they come."""

    def __init__(self, text: Text) -> None:
        """Keep the language."""
        self.text = text
        self.anything = False
        self.is_refused = False

    def listening(self, readings: "Iterable[Reading]") -> "Iterator[Reading]":
        """Yield each reading after its problems were written."""
        for reading in readings:
            for problem in reading.problems:
                self.tell(problem)
            yield reading

    def tell(self, problem: Problem) -> None:
        """Write one problem, and remember that there was one."""
        self.anything = True
        self.is_refused |= problem.severity is Severity.REFUSED
        print(self.text.problem(problem), file=sys.stderr)
