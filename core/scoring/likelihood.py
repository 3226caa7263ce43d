"""The log-likelihood ratio of one panel in every world, marker by marker, censored or not.

Given that controls and cases differ in where they lie only, the ratio of a range is the mean ratio
of the values in it, weighted as controls have them: so one set of points serves every world.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.scoring.censoring import hidden_given, weighted_points
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
    return forms.parts_over(may_be.panels, may_be.weights)


def possible(inputs: Inputs, members: Members) -> Possible | None:
    """Return what a panel with censored values may be; None where every value is exact."""
    if inputs.is_exact:
        return None
    forms, exact = members.forms(inputs.markers), inputs.exactly
    means = (forms.centres.mean(axis=0) + shift * forms.shifts.mean(axis=0) for shift in SHIFTS)
    hidden = [hidden_given(forms, exact, inputs.low[exact], mean) for mean in means]
    points, weights = weighted_points(hidden, inputs.low[~exact], inputs.high[~exact])
    panels = np.empty((len(points), len(exact)))
    panels[:, exact] = inputs.low[exact]
    panels[:, ~exact] = points
    return Possible(panels, weights)
