"""The log-likelihood ratio of one panel in every world, marker by marker, censored or not."""

from itertools import compress

import numpy as np
from numpy.typing import NDArray

from core.learning.likelihood_forms import LikelihoodForms
from core.scoring.censoring import Hidden
from core.scoring.inputs import Inputs
from core.scoring.model import Members

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def log_ratios(inputs: Inputs, members: Members) -> Floats:
    """Return the log ratio of the panel in each world, (n_members,)."""
    return np.asarray(parts_by_world(inputs, members).sum(axis=1))


def parts_by_world(inputs: Inputs, members: Members) -> Floats:
    """Return what each marker adds to the log ratio in each world, (n_members, n_markers).

    Exact values first, jointly; then each censored value, integrated over its range given them and
    the censored ones before it. The sum over markers is the log ratio of the whole panel.
    """
    exact = inputs.low == inputs.high
    seen = members.forms(tuple(compress(inputs.markers, exact)))
    if exact.all():
        return seen.parts(inputs.low)
    parts = np.zeros((len(seen.shifts), len(exact)))
    parts[:, exact] = seen.parts(inputs.low[exact])
    parts[:, ~exact] = censored_parts(inputs, exact, seen, members)
    return parts


def censored_parts(inputs: Inputs, exact: Mask, seen: LikelihoodForms, members: Members) -> Floats:
    """Return the parts of the censored markers, (n_members, n_censored)."""
    z, low, high = inputs.low[exact], inputs.low[~exact], inputs.high[~exact]
    everything = members.forms(inputs.markers)
    cases = hidden(everything, exact, z, seen.distances_of_cases(z[None, :])[0], of_cases=True)
    controls = hidden(everything, exact, z, seen.distances_of_controls(z[None, :])[0])
    return cases.log_chain(low, high) - controls.log_chain(low, high)


def hidden(
    forms: LikelihoodForms, exact: Mask, z: Floats, distances: Floats, *, of_cases: bool = False
) -> Hidden:
    """Return the distribution of the censored values of a group given the exact ones.

    `distances` (n_members,) are the squared distances of the exact values `z` from the group; a t
    widens with them and gains a degree of freedom for each exact value.
    """
    means = forms.centres + forms.shifts if of_cases else forms.centres
    # The block of the hidden in the precision is the inverse of their scatter given the seen.
    block = forms.precision[np.ix_(~exact, ~exact)]
    scatter = np.asarray(np.linalg.inv(block), dtype=np.float64)
    slopes = -scatter @ forms.precision[np.ix_(~exact, exact)]
    centres = means[:, ~exact] + (z - means[:, exact]) @ slopes.T
    if np.isinf(forms.df):
        return Hidden(centres, scatter, np.ones(len(means)), forms.df)
    stretch = (forms.df + distances) / (forms.df + len(z))
    return Hidden(centres, scatter, stretch, forms.df + len(z))
