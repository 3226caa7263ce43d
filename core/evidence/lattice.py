"""Fixed points that fill the unit cube evenly: integrals over them need no random numbers.

Dimension 0 is a grid; the others are multiples of square roots of primes (Richtmyer 1951), folded
so that a smooth function meets itself at the ends. The same panel always has the same score.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


def lattice(points: int, dimensions: int) -> Floats:
    """Return points strictly between 0 and 1, (points, dimensions).

    Raises ValueError for more dimensions than there are primes here, and one.
    """
    if dimensions > len(PRIMES) + 1:
        raise ValueError(f"a lattice here has at most {len(PRIMES) + 1} dimensions")
    steps = np.arange(points) + 0.5
    turns = (steps[:, None] * np.sqrt(PRIMES[: dimensions - 1])) % 1.0
    return np.column_stack([steps / points, 1 - np.abs(2 * turns - 1)])
