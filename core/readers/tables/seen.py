"""Remembers which panels a file has brought already, at 8 bytes each.

A file may hold more panels than fit into memory, so only a hash of each is kept. Two panels of
eight million share one of 64 bits by chance with a probability of two in a million.
"""

import numpy as np
from numpy.typing import NDArray


class Seen:
    """The hashes of what was met, in sorted runs that are merged as they grow."""

    def __init__(self) -> None:
        self._runs: list[NDArray[np.int64]] = []

    def add(self, hashes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Take in the hashes of some keys; say of each whether it was met for the first time."""
        # Sorted, so that neighbours are looked up near each other in the memory.
        distinct, first = np.unique(hashes, return_index=True)
        is_new = np.ones(len(distinct), dtype=bool)
        for run in self._runs:
            nearest = np.minimum(np.searchsorted(run, distinct), len(run) - 1)
            is_new &= run[nearest] != distinct
        self._keep(distinct[is_new])
        is_first = np.zeros(len(hashes), dtype=bool)
        is_first[first[is_new]] = True
        return is_first

    def _keep(self, run: NDArray[np.int64]) -> None:
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]), kind="stable")
        if len(run):
            self._runs.append(run)
