"""Leaves off looking for cyclic garbage while many records are made that form no cycles.

Looking took a third of the time of a reader that makes a million of them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the collection of cyclic garbage, if it was on; other threads are not collected for."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
