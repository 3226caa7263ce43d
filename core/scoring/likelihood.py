"""The log-likelihood ratio of one panel in every world, marker by marker, censored or not.

Given that controls and cases differ in where they lie only, the ratio of a range is the mean ratio
of the values in it, weighted as controls have them: so one set of points serves every world.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.learning.likelihood_forms import LikelihoodForms
from core.scoring.censoring import Hidden, log_between, weighted_points
from core.scoring.inputs import Inputs
from core.scoring.model import Members, SexModel

Floats = NDArray[np.float64]

# Points are drawn where controls lie, and where cases do whose shift is this many times the mean.
SHIFTS = (0.0, 0.7, 1.5, 2.5)


@dataclass(frozen=True, slots=True)
class Possible:
    """What a panel with censored values may be: panels (n_points, n_markers) and their weights.

    The weights (n_points,) are those of controls and sum to 1.
    """

    panels: Floats
    weights: Floats


def ratios_by_world(inputs: Inputs, model: SexModel) -> tuple[Floats, Floats]:
    """Return the log ratios in the plausible and in the sceptical worlds, each (n_members,)."""
    may_be = possible(inputs, model.plausible)
    plausible, sceptical = (
        parts_by_world(inputs, members, may_be).sum(axis=1)
        for members in (model.plausible, model.sceptical)
    )
    return plausible, sceptical


def parts_by_world(inputs: Inputs, members: Members, may_be: Possible | None) -> Floats:
    """Return what each marker adds to the log ratio in each world, (n_members, n_markers).

    The sum over markers is the log ratio of the whole panel. No marker is before another: markers
    that nothing tells apart add the same for the same value. `may_be` is what `possible` returns.
    """
    forms = members.forms(inputs.markers)
    if may_be is None:
        return forms.parts(inputs.low)
    total = one_range(inputs, members) if np.count_nonzero(~inputs.exactly) == 1 else None
    return forms.parts_over(may_be.panels, may_be.weights, total)


def possible(inputs: Inputs, members: Members) -> Possible | None:
    """Return what a panel with censored values may be; None where every value is exact."""
    if inputs.is_exact:
        return None
    forms, exact = members.forms(inputs.markers), inputs.exactly
    hidden = [hidden_in(forms, inputs, shift) for shift in SHIFTS]
    points, weights = weighted_points(hidden, inputs.low[~exact], inputs.high[~exact])
    panels = np.empty((len(points), len(exact)))
    panels[:, exact] = inputs.low[exact]
    panels[:, ~exact] = points
    return Possible(panels, weights)


def hidden_in(forms: LikelihoodForms, inputs: Inputs, shift: float) -> Hidden:
    """Return the censored values given the exact ones, in people shifted by so many mean shifts.

    A t widens with the distance of the exact values and gains a degree of freedom for each.
    """
    exact = inputs.exactly
    mean = forms.centres.mean(axis=0) + shift * forms.shifts.mean(axis=0)
    residual = inputs.low[exact] - mean[exact]
    # The block of the hidden in the precision is the inverse of their scatter given the seen.
    scatter = np.linalg.inv(forms.precision[np.ix_(~exact, ~exact)])
    pull = forms.precision[np.ix_(~exact, exact)]
    centre = mean[~exact] - scatter @ pull @ residual
    if np.isinf(forms.df):
        return Hidden(centre, np.linalg.cholesky(scatter), forms.df)
    seen = forms.precision[np.ix_(exact, exact)] - pull.T @ scatter @ pull
    stretch = (forms.df + residual @ seen @ residual) / (forms.df + len(residual))
    return Hidden(centre, np.linalg.cholesky(stretch * scatter), forms.df + len(residual))


def one_range(inputs: Inputs, members: Members) -> Floats:
    """Return the log ratio in each world, (n_members,), of a panel with one range: exact."""
    exact = inputs.exactly
    seen = members.forms(inputs.exact().markers)
    everything = members.forms(inputs.markers)
    cases = everything.centres + everything.shifts
    ends = inputs.low[~exact][0], inputs.high[~exact][0]
    z = inputs.low[exact]
    distances = seen.distances_of_cases(z[None, :])[0], seen.distances_of_controls(z[None, :])[0]
    in_range = [
        log_in_range(everything, exact, z, mean, distance, ends)
        for mean, distance in zip((cases, everything.centres), distances, strict=True)
    ]
    return np.asarray(seen.ratios(z[None, :])[0] + in_range[0] - in_range[1])


def log_in_range(
    forms: LikelihoodForms,
    exact: NDArray[np.bool_],
    z: Floats,
    means: Floats,
    distances: Floats,
    ends: tuple[float, float],
) -> Floats:
    """Return log P(the one censored value in its range | the exact ones), (n_members,)."""
    own = forms.precision[~exact][:, ~exact].item()
    pull = forms.precision[~exact][:, exact][0] / own
    centres = means[:, ~exact][:, 0] - (z - means[:, exact]) @ pull
    stretch = 1.0 if np.isinf(forms.df) else (forms.df + distances) / (forms.df + len(z))
    width = np.sqrt(stretch / own)
    return log_between((ends[0] - centres) / width, (ends[1] - centres) / width, forms.df + len(z))
