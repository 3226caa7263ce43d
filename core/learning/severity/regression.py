"""What a fitted regression is: weighted sums of markers, and of how near people are to others.

Plain numbers, so that scoring a panel needs nothing but numpy.
"""

from dataclasses import dataclass, replace

import numpy as np

from core.learning.discrimination.preprocessing import Preprocessing
from core.learning.people import Floats, Inputs, Ints


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Solution:
    """Regressions side by side, fitted to the same people.

    The first are lines: `lines` (n_markers, n_lines). The others weigh the nearness to `people`
    (n_people, n_markers), in standardised values: `kernels` (n_people, n_kernels). `intercepts`
    (n_lines + n_kernels,) are of both, `mean` is the mean target of the people.
    """

    preprocessing: Preprocessing
    lines: Floats
    people: Floats
    kernels: Floats
    intercepts: Floats
    mean: float

    def told(self, inputs: Inputs) -> Floats:
        """Return what each regression tells of people, (n, n_lines + n_kernels)."""
        values = self.preprocessing.standard(inputs)
        parts = [values @ self.lines]
        if self.kernels.size:
            parts.append(nearness(values, self.people) @ self.kernels)
        return np.hstack(parts) + self.intercepts

    def at(self, columns: Ints) -> "Solution":
        """Return some of the regressions, lines before kernels."""
        of_lines = columns[columns < self.lines.shape[1]]
        of_kernels = columns[columns >= self.lines.shape[1]] - self.lines.shape[1]
        return replace(
            self,
            lines=self.lines[:, of_lines],
            kernels=self.kernels[:, of_kernels],
            intercepts=self.intercepts[columns],
        )


def nearness(values: Floats, people: Floats) -> Floats:
    """Return exp(-squared distance / n_markers) of each row to each of the people."""
    squares = (values**2).sum(axis=1)[:, None] + (people**2).sum(axis=1) - 2 * values @ people.T
    return np.asarray(np.exp(-np.maximum(squares, 0.0) / max(values.shape[1], 1)))
