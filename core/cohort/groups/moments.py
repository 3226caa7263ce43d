"""Sizes, means and sums of powers of deviations, of every group in every analyte at once."""

from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import Floats
from core.cohort.groups.samples import Bools


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Of each analyte and group (n_analytes, n_groups): sizes, means, sums of powers.

    `squares`, `cubes` and `fourths` are the sums of the second, third and fourth powers of the
    deviations from the mean of the group.
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
        """Return the skewness of the residuals (n_analytes,), each in SD of its own group."""
        return self._pooled(self.group_skewness)

    @property
    def group_skewness(self) -> Floats:
        """Return the skewness of each group (n_analytes, n_groups); nan without any spread."""
        found: Floats = np.sqrt(self.sizes) * self.cubes / self.squares**1.5
        return found

    @property
    def excess_kurtosis(self) -> Floats:
        """Return the kurtosis of the same residuals less the normal distribution's 3."""
        return self._pooled(self.sizes * self.fourths / self.squares**2 - 3)

    def _pooled(self, by_group: Floats) -> Floats:
        found: Floats = (self.sizes * by_group).sum(axis=1) / self.sizes.sum(axis=1)
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
    return Moments(sizes, means, squares, cubes, fourths)
