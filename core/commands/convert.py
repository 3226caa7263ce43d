"""`python -m core convert FILE --to wide|long|fhir -o OUT`: what was read, in another form."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO, TypeAlias

from core.commands.score import Told
from core.commands.shared import (
    Commands,
    add_language,
    add_reading,
    the_readings,
    the_text,
    whole_file,
)
from core.exports.bundle import write_bundle
from core.exports.cells import ENCODING
from core.exports.long import write_long
from core.exports.wide import columns_of, write_wide
from core.panel import Panel

Write: TypeAlias = Callable[[argparse.Namespace, Told, TextIO], int]


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("convert", help="write the panels of a file in another form")
    add_reading(parser)
    parser.add_argument("--to", choices=list(FORMS), required=True, help="form to write")
    parser.add_argument("-o", "--output", type=Path, required=True, help="file to write")
    add_language(parser)
    parser.set_defaults(run=run)


def run(words: argparse.Namespace) -> int:
    """Write the panels in a stream; problems go to standard error. Returns 1 if any is a refusal.

    The output appears when it is whole: a file that cannot be read leaves what was there before.
    """
    told = Told(the_text(words))
    write, encoding = FORMS[words.to]
    with whole_file(words.output, encoding) as output:
        count = write(words, told, output)
    print(told.text("export.converted", count=count, file=words.output.name))
    return 1 if told.is_refused else 0


def panels_of(words: argparse.Namespace, told: Told) -> Iterator[Panel]:
    """Yield the panels of the file asked for; its problems are told on the way."""
    for reading in told.listening(the_readings(words)):
        yield from reading.panels


def to_wide(words: argparse.Namespace, told: Told, output: TextIO) -> int:
    """Write a wide table. The file is read twice: its columns are known at its end only."""
    columns = columns_of(panel for reading in the_readings(words) for panel in reading.panels)
    return write_wide(panels_of(words, told), output, columns)


def to_long(words: argparse.Namespace, told: Told, output: TextIO) -> int:
    """Write a long table."""
    return write_long(panels_of(words, told), output)


def to_fhir(words: argparse.Namespace, told: Told, output: TextIO) -> int:
    """Write a FHIR bundle."""
    return write_bundle(panels_of(words, told), output)


FORMS: dict[str, tuple[Write, str]] = {
    "wide": (to_wide, ENCODING),
    "long": (to_long, ENCODING),
    "fhir": (to_fhir, "utf-8"),
}
