"""`python -m core score FILE -o scored.csv`: one row a panel, a score or why there is none.

A clinic's model of severity or strata gives its number or its groups in the place of a score.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias

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

    # Takes what was read and where to write, and returns how many rows it wrote.
    Write: TypeAlias = Callable[[Iterator[Reading], TextIO], int]


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
    text, told = the_text(words), Told(the_text(words))
    write = writing(words, text)
    with whole_file(words.output) as output:
        count = write(told.listening(the_readings(words)), output)
    print(text("command.scored", count=count, file=words.output.name))
    return 1 if told.is_refused else 0


def writing(words: argparse.Namespace, text: Text) -> "Write":
    """Load the model asked for, and return what writes a row for each panel. Raises ModelError."""
    from core.batch import score_stream, write_rows
    from core.figures.basis import score_is
    from core.scoring.clinic.loading import tells_outcome

    if words.model is not None and tells_outcome(words.model):
        return writing_outcomes(words.model, text)
    model = the_model(words)
    stamp, said = model.stamp, score_is(text, model.stamp)
    return lambda readings, output: write_rows(
        score_stream(readings, model, text), output, stamp, said
    )


def writing_outcomes(folder: Path, text: Text) -> "Write":
    """Do the same for a model of severity or strata. Raises ModelError."""
    from core.batch import figures_told, tell_stream, write_figures
    from core.figures.studio.telling import told_is
    from core.scoring.clinic.loading import load_outcome_model

    model = load_outcome_model(folder)
    figures, told_by = figures_told(model), (model.stamp, told_is(text, model.card))
    return lambda readings, output: write_figures(
        tell_stream(readings, model, text), output, figures, told_by
    )


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
