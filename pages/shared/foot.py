"""The foot of every page: what Engawa is for, and what the score in use rests on."""

from contextlib import suppress
from importlib import import_module

from core.errors import ModelError
from core.figures import words as phrases
from core.figures.basis import foot
from pages.shared.drawing import draw_note, words


def draw_foot() -> None:
    """Draw both sentences; of a model that cannot be read, its page will tell."""
    text = words()
    said = [text("app.foot")]
    with suppress(ModelError):
        # Imported here: the model is slow to come, and everything above it is there by then.
        said.append(foot(text, import_module("pages.shared.resources").model().stamp))
    draw_note(phrases.joined(text, said))
