"""Gets ready in the background, once a process, what the first patient would otherwise wait for."""

from functools import cache
from importlib import import_module
from threading import Thread

HEAVY = ("pages.risk", "pages.cohort", "pages.studio", "pages.models", "pages.about")


@cache
def warm_up() -> None:
    """Start importing the other pages and reading the model, while the first page is there."""
    Thread(target=get_ready, daemon=True).start()


def get_ready() -> None:
    """Import the other pages and read what every visitor shares.

    A model that cannot be read is not reported from here: the page that needs it will say so.
    """
    for name in HEAVY:
        import_module(name)
    import_module("pages.shared.resources").get_ready()
