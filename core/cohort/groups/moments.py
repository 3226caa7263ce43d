"""Sizes, means and sums of powers of deviations, of every group in every analyte at once."""

from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import Floats
from core.cohort.groups.samples import Bools


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Of each analyte (n_analytes, ...): sizes, means and squares by group, and pooled powers.

    `squares` are the sums of squared deviations from the mean of the group; `cubes` and `fourths`
    the sums of third and fourth powers of these deviations over all groups.
    """

    sizes: Floats
    means: Floats
    squares: Floats
    cubes: Floats
    fourths: Floats

    @property
    def variances(self) -> Floats:
        """Return the unbiased variances; nan for a group of one."""
        found: Floats = self.squares / (self.sizes - 1)
        return found

    @property
    def skewness(self) -> Floats:
        """Return the skewness of the pooled residuals; nan where they are all 0."""
        squares, count = self.squares.sum(axis=1), self.sizes.sum(axis=1)
        found: Floats = np.sqrt(count) * self.cubes / squares**1.5
        return found

    @property
    def excess_kurtosis(self) -> Floats:
        """Return the kurtosis of the pooled residuals less the normal distribution's 3."""
        squares, count = self.squares.sum(axis=1), self.sizes.sum(axis=1)
        found: Floats = count * self.fourths / squares**2 - 3
        return found

    def replaced(self, analytes: Bools, others: "Moments") -> "Moments":
        """Return the moments with those of some analytes (n_analytes,) taken from others."""

        def put(mine: Floats, theirs: Floats) -> Floats:
            changed = mine.copy()
            changed[analytes] = theirs
            return changed

        return Moments(
            put(self.sizes, others.sizes),
            put(self.means, others.means),
            put(self.squares, others.squares),
            put(self.cubes, others.cubes),
            put(self.fourths, others.fourths),
        )


def moments_of(values: Floats, groups: tuple[slice, ...]) -> Moments:
    """Return the moments of values (n_analytes, n_people) that are finite or nan."""
    shape = len(values), len(groups)
    sizes, means, squares = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    cubes, fourths = np.zeros(shape), np.zeros(shape)
    for number, group in enumerate(groups):
        known = ~np.isnan(values[:, group])
        deviations = np.where(known, values[:, group], 0.0)
        sizes[:, number] = known.sum(axis=1)
        means[:, number] = deviations.sum(axis=1) / sizes[:, number]
        deviations -= means[:, number, None]
        deviations *= known
        second = deviations * deviations
        squares[:, number] = second.sum(axis=1)
        cubes[:, number] = np.einsum("ij,ij->i", second, deviations)
        fourths[:, number] = np.einsum("ij,ij->i", second, second)
    return Moments(sizes, means, squares, cubes.sum(axis=1), fourths.sum(axis=1))
