"""What several commands take: the language and the model."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from core.text import Language, Text, text_in

if TYPE_CHECKING:
    from core.scoring.model import Model

# argparse names the type of `add_subparsers()` with an underscore only.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001

MODELS = Path(__file__).parents[2] / "models"


def add_language(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--lang`."""
    parser.add_argument("--lang", choices=[str(x) for x in Language], default="en", help="language")


def add_model(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--model`, a version's folder."""
    parser.add_argument("--model", type=Path, help="a model's folder; the shipped one if left out")


def the_language(words: argparse.Namespace) -> Language:
    """Return the language asked for."""
    return Language(words.lang)


def the_text(words: argparse.Namespace) -> Text:
    """Return the sentences of the language asked for."""
    return text_in(the_language(words))


def the_model(words: argparse.Namespace) -> "Model":
    """Load the model asked for. Raises ModelError."""
    from core.scoring.artefact import latest, load_model

    return load_model(words.model or latest(MODELS / "withdrawal-risk"))
