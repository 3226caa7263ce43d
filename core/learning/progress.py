"""How long work tells how far it is; whoever listens may stop it by raising Cancelled."""

from collections.abc import Callable
from typing import TypeAlias


class Cancelled(Exception):  # noqa: N818 - not an error: it was asked for
    """The work was cancelled by whoever asked for it."""


# Called with the share done, from 0 to 1 and never less than before, and the step at hand: a key
# under `step.*`.
Progress: TypeAlias = Callable[[float, str], None]


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return the progress of a part of the work, which leads from one share of all to another."""

    def told(share: float, step: str) -> None:
        progress(start + (end - start) * share, step)

    return told
