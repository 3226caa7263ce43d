"""Remembers which panels a file has brought already, at 8 bytes each.

A file may hold more panels than fit into memory, so only a hash of each is kept. Two panels of
eight million share one of 64 bits by chance with a probability of two in a million.
"""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray


class Seen:
    """The hashes of what was met, in sorted runs that are merged as they grow."""

    def __init__(self) -> None:
        self._runs: list[NDArray[np.int64]] = []

    def add(self, keys: Sequence[Hashable]) -> list[bool]:
        """Take in some keys; say of each whether it was met for the first time."""
        hashes = np.fromiter(map(hash, keys), dtype=np.int64, count=len(keys))
        is_new = np.zeros(len(hashes), dtype=bool)
        is_new[np.unique(hashes, return_index=True)[1]] = True
        for run in self._runs:
            nearest = np.minimum(np.searchsorted(run, hashes), len(run) - 1)
            is_new &= run[nearest] != hashes
        self._keep(np.sort(hashes[is_new]))
        return [bool(new) for new in is_new]

    def _keep(self, run: NDArray[np.int64]) -> None:
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]), kind="stable")
        if len(run):
            self._runs.append(run)
