"""What several commands take: the file to read, the language, the model; a file written whole."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias

from core.errors import PanelError, Place, Problem
from core.text import Language, Text, text_in

if TYPE_CHECKING:
    from core.readers import Reading
    from core.readers.corrections import Corrections
    from core.readers.identity import Context
    from core.readers.tables.measured import PanelColumns
    from core.scoring.clinic.model import AnyModel

# argparse names the type of `add_subparsers()` with an underscore only.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001

MODELS = Path(__file__).parents[2] / "models"


def add_language(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--lang`."""
    parser.add_argument("--lang", choices=[str(x) for x in Language], default="en", help="language")


def add_model(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--model`, a version's folder."""
    parser.add_argument("--model", type=Path, help="a model's folder; the shipped one if left out")


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Let a command take a file to read, and what its reader cannot know."""
    parser.add_argument("file", type=Path, help="a file of panels, in any form that is read")
    parser.add_argument("--id", default="", help="pseudonym, for a file that names no patient")
    parser.add_argument("--corrections", type=Path, help="file saved from the check page")


def the_readings(words: argparse.Namespace) -> "Iterator[Reading]":
    """Read the file asked for, in a stream. Raises PanelError."""
    from core.readers import stream_panels

    yield from stream_panels(words.file, the_corrections(words), the_context(words))


def the_columns(words: argparse.Namespace) -> "Iterator[tuple[PanelColumns, Reading]]":
    """Read the file asked for as columns, in a stream. Raises PanelError."""
    from core.readers import stream_columns

    yield from stream_columns(words.file, the_corrections(words), the_context(words))


def the_context(words: argparse.Namespace) -> "Context":
    """Return the pseudonym that was typed. Raises PanelError for what can be none."""
    from core.readers.context import parse_id
    from core.readers.identity import Context

    typed = parse_id(words.id) if words.id else ""
    if isinstance(typed, Problem):
        raise PanelError(typed.key, Place(column="id"), **typed.details)
    return Context(id=typed)


def the_corrections(words: argparse.Namespace) -> "Corrections":
    """Read the corrections asked for, if any. Raises PanelError."""
    from core.readers.corrections import NONE, Corrections

    if words.corrections is None:
        return NONE
    try:
        return Corrections.from_json(words.corrections.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise PanelError("reader.corrections.broken", Place(words.corrections.name)) from error


@contextmanager
def whole_file(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a file to write that appears when it is whole; a failure leaves what was there."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding=encoding, newline="") as output:
            yield output
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def the_language(words: argparse.Namespace) -> Language:
    """Return the language asked for."""
    return Language(words.lang)


def the_text(words: argparse.Namespace) -> Text:
    """Return the sentences of the language asked for."""
    return text_in(the_language(words))


def the_model(words: argparse.Namespace) -> "AnyModel":
    """Load the model asked for. Raises ModelError."""
    from core.scoring.artefact import latest
    from core.scoring.clinic.loading import load_any

    return load_any(words.model or latest(MODELS / "withdrawal-risk"))
