"""`python -m core models`: the models there are, which one scores, and which are retired."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.shared import MODELS, Commands, add_language, the_text
from core.errors import ModelError
from core.text import Text

if TYPE_CHECKING:
    from core.figures.models_table import Listed
    from core.registry import Entry, Registry

ACTIONS = ("list", "activate", "retire", "restore")
SHIPPED = MODELS / "withdrawal-risk"
# Where the dashboard keeps it, unless ENGAWA_VAR says otherwise.
KEPT = MODELS.parent / "var"


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("models", help="list models; choose which one scores")
    parser.add_argument("action", nargs="?", choices=ACTIONS, default="list", help="list if none")
    parser.add_argument("model", nargs="?", default="", metavar="NAME/VERSION")
    parser.add_argument("--models", type=Path, default=MODELS, help="folder, as in ENGAWA_MODELS")
    parser.add_argument("--var", type=Path, default=KEPT, help="folder, as in ENGAWA_VAR")
    add_language(parser)
    parser.set_defaults(run=run)


def run(words: argparse.Namespace) -> int:
    """Change what is asked for, then list the models. Raises ModelError."""
    from core.registry import Registry

    text = the_text(words)
    registry = Registry(words.models, words.var / "registry.json", SHIPPED)
    if words.action != "list":
        if not words.model:
            raise ModelError("command.which_model", action=words.action)
        name, _, version = words.model.partition("/")
        changes = {
            "activate": registry.activate,
            "retire": registry.retire,
            "restore": registry.restore,
        }
        changes[words.action](name, version)
    tell_models(text, registry)
    return 0


def tell_models(text: Text, registry: "Registry") -> None:
    """Write a line a version; of one that cannot be read, what is wrong with it."""
    from core.figures.models_table import models_table

    entries = registry.entries()
    table = models_table(text, [listed(entry) for entry in entries])
    for entry, *cells in zip(entries, *(column.cells for column in table.columns), strict=True):
        print(" · ".join(str(cell) for cell in cells if cell))
        if entry.problem is not None:
            print(f"  {text.problem(entry.problem)}")


def listed(entry: "Entry") -> "Listed":
    """Return a version as the table takes it."""
    from core.figures.models_table import Listed

    return Listed(name=entry.name, version=entry.version, card=entry.card, state=state_of(entry))


def state_of(entry: "Entry") -> str:
    """Name where a version stands."""
    if entry.card is None:
        return "unreadable"
    if entry.is_active:
        return "active"
    return "retired" if entry.is_retired else "available"
