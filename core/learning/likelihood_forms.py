"""The log-likelihood ratio of two groups in many members at once, for one subset of markers.

Both groups have one shape and differ by a shift. For normal groups the ratio is linear in the
values. For a multivariate t with nu degrees of freedom and k markers it is
(nu + k) / 2 x log((nu + d0) / (nu + d1)), where d0 and d1 are the squared distances from controls
and cases: the same linear form, times a factor that shrinks far from both groups, so that a value
nobody has seen never decides alone. As d1 = d0 - 2 x the linear form, only d0 is worked out.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Products of up to so many multiplications OpenBLAS leaves to one thread.
ONE_THREAD = 2**18


@dataclass(frozen=True)
class LikelihoodForms:
    """The members of a classifier seen through k markers.

    `centres`: mean of the controls, (n_members, k), or (1, k) where all members share it;
    `shifts` (n_members, k): cases minus controls; `precision` (k, k): inverse of the common
    scatter; `df`: degrees of freedom, infinite if normal.
    """

    centres: Floats
    shifts: Floats
    precision: Floats
    df: float

    @cached_property
    def slopes(self) -> Floats:
        """Return the slopes of the linear form, (n_members, k)."""
        return self.shifts @ self.precision

    @cached_property
    def offsets(self) -> Floats:
        """Return the linear form at 0 with its sign turned, (n_members,)."""
        return np.asarray((self.slopes * (self.centres + self.shifts / 2)).sum(axis=1))

    def ratios(self, z: Floats) -> Floats:
        """Return the natural-log likelihood ratios, (n_panels, n_members), of z (n_panels, k)."""
        return self.bent(z, self.linear(z))

    def bent(self, z: Floats, linear: Floats) -> Floats:
        """Return the ratios of values whose linear forms, (n_panels, n_members), are known."""
        if np.isinf(self.df):
            return linear
        step = linear * (-2 / (self.df + self.distances_of_controls(z)))
        ratios = np.log1p(step, out=step)
        ratios *= -(self.df + z.shape[1]) / 2
        return ratios

    def linear(self, z: Floats) -> Floats:
        """Return the linear forms, (n_panels, n_members): half the difference of distances."""
        linear = product(z, self.slopes.T)
        linear -= self.offsets
        return np.asarray(linear)

    def parts(self, z: Floats) -> Floats:
        """Return what each marker adds in each member, (n_members, k), for one z (k,).

        They are the terms of the linear form times the common factor; they sum to the ratio.
        """
        linear = self.slopes * (z - self.centres - self.shifts / 2)
        if np.isinf(self.df):
            return np.asarray(linear)
        room = self.df + self.distances_of_controls(z[None, :])[0]
        step = -2 * linear.sum(axis=1) / room
        # log1p(x) / x, which is 1 at 0.
        bend = np.divide(np.log1p(step), step, out=np.ones_like(step), where=step != 0)
        return np.asarray(linear * ((self.df + len(z)) / room * bend)[:, None])

    def parts_over(self, z: Floats, weights: Floats) -> Floats:
        """Return what each marker adds where values are uncertain, (n_members, k).

        `z` (n_points, k) are panels that may be true, `weights` (n_points,) how probable each is in
        a control. The log of the mean ratio lies between the mean log ratio among controls and
        that among cases; the two are mixed so that the parts sum to it.
        """
        linear = self.linear(z)
        ratios = self.bent(z, linear)
        top = ratios.max(axis=0)
        cases = np.exp(ratios - top)
        cases *= weights[:, None]
        sums = cases.sum(axis=0)
        cases /= sums
        wanted = top + np.log(sums)
        among_controls = weights @ ratios
        apart = np.einsum("qm,qm->m", cases, ratios) - among_controls
        share = np.zeros_like(apart)
        np.divide(wanted - among_controls, apart, out=share, where=apart != 0)
        # From here on `cases` holds the mixture, times the ratio's factor to its linear form.
        cases -= weights[:, None]
        cases *= share
        cases += weights[:, None]
        cases *= np.divide(ratios, linear, out=np.ones_like(ratios), where=linear != 0)
        middles = cases.sum(axis=0)[:, None] * (self.centres + self.shifts / 2)
        return np.asarray(self.slopes * (product(cases.T, z) - middles))

    def distances_of_controls(self, z: Floats) -> Floats:
        """Return the squared distances from the controls, (n_panels, n_members or 1)."""
        return self._distances(z, self.centres)

    def distances_of_cases(self, z: Floats) -> Floats:
        """Return the squared distances from the cases, (n_panels, n_members)."""
        return self._distances(z, self.centres + self.shifts)

    def _distances(self, z: Floats, means: Floats) -> Floats:
        scaled = means @ self.precision
        own = ((z @ self.precision) * z).sum(axis=1)
        distances = own[:, None] - 2 * z @ scaled.T + (scaled * means).sum(axis=1)
        return np.asarray(np.maximum(distances, 0.0))


def product(left: Floats, right: Floats) -> Floats:
    """Return left @ right, in blocks of rows too small for the library to call other threads.

    Threads that wait for each other cost ten times the product itself where cores are shared.
    """
    rows = max(1, ONE_THREAD // max(1, right.size))
    result = np.empty((len(left), right.shape[1]))
    for start in range(0, len(left), rows):
        np.matmul(left[start : start + rows], right, out=result[start : start + rows])
    return result


def log_mean_exp(values: Floats) -> Floats:
    """Return log of the mean over the last axis of exp(values), without overflow."""
    top = values.max(axis=-1)
    shares = values - top[..., None]
    return np.asarray(top + np.log(np.exp(shares, out=shares).mean(axis=-1)))
