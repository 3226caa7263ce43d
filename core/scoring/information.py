"""What a marker not measured is expected to tell about this panel.

The marker's value is not known, but how probable each value is: from the exact values of the panel,
by the model. For each value on a fixed grid the panel is scored with it, and what comes out is
averaged: by how many bits the doubt between case and control shrinks, and how wide the interval of
the post-test probability then is, at even odds before the panel.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import entr, expit

from core.evidence.population import is_acylcarnitine
from core.learning.likelihood_forms import LikelihoodForms, log_mean_exp
from core.scoring.censoring import hidden_given, log_density
from core.scoring.estimation import intervals
from core.scoring.inputs import Inputs
from core.scoring.model import SexModel
from core.scoring.score import INTERVAL_LEVEL, Missing

Floats = NDArray[np.float64]

# The grid is even in asinh of the distance from the middle, so that it reaches far with few points.
REACH, POINTS = 3.0, 13


@dataclass(frozen=True, slots=True)
class Prospect:
    """A panel with one marker more: its ratios at each value, and how probable the value is.

    `ratios` (POINTS, n_members), `share` (POINTS,) sums to 1.
    """

    ratios: Floats
    share: Floats

    @property
    def information(self) -> float:
        """Return by how many bits the doubt between case and control is expected to shrink."""
        after = expit(log_mean_exp(self.ratios))
        return float(doubt(self.share @ after) - self.share @ doubt(after))


def missing_markers(inputs: Inputs, model: SexModel) -> tuple[Missing, ...]:
    """Return the markers that a panel lacks, the most informative first.

    Censored values of the panel are left out of what is known; widths are then not told.
    Acylcarnitines that are missing together would tell the same; it is worked out once.
    """
    known = inputs.exact()
    lacking = [key for key in model.markers if key not in inputs.markers]
    stands_for = {key: told_as(key, lacking) for key in lacking}
    prospects = {key: prospect(key, known, model) for key in dict.fromkeys(stands_for.values())}
    now = model.plausible.forms(known.markers).ratios(known.low[None, :])
    widths = interval_width(np.concatenate([now, *(p.ratios for p in prospects.values())]))
    by_key = zip(prospects.items(), widths[1:].reshape(-1, POINTS), strict=True)
    told = {key: (one.information, float(one.share @ width)) for (key, one), width in by_key}
    found = (
        Missing(
            key,
            told[as_key][0],
            float(widths[0]) if inputs.is_exact else None,
            told[as_key][1] if inputs.is_exact else None,
        )
        for key, as_key in stands_for.items()
    )
    return tuple(sorted(found, key=lambda one: -one.information))


def told_as(key: str, lacking: Sequence[str]) -> str:
    """Return the marker that tells the same as this one: the first acylcarnitine for them all."""
    return next(k for k in lacking if is_acylcarnitine(k)) if is_acylcarnitine(key) else key


def prospect(key: str, known: Inputs, model: SexModel) -> Prospect:
    """Return what the exact values would say with one marker more."""
    markers = model.in_order({*known.markers, key})
    new = np.array([one == key for one in markers])
    forms = model.plausible.forms(markers)
    values, weights = predicted(known, forms, new)
    panels = np.empty((POINTS, len(markers)))
    panels[:, ~new] = known.low
    panels[:, new] = values[:, None]
    ratios = forms.ratios(panels)
    # At even odds a value is as probable as among controls, times 1 + the ratio it leads to.
    among_all = np.log(weights) + np.logaddexp(0.0, log_mean_exp(ratios))
    share = np.exp(among_all - among_all.max())
    return Prospect(ratios, share / share.sum())


def predicted(
    known: Inputs, forms: LikelihoodForms, new: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Return a grid of values of the new marker [SD] and how probable each is in a control.

    Both are (POINTS,).
    """
    hidden = hidden_given(forms, ~new, known.low, forms.centres.mean(axis=0))
    steps = np.linspace(-REACH, REACH, POINTS)
    standard = np.sinh(steps)
    values = hidden.centre + hidden.root[0] * standard
    return values, np.exp(log_density(standard, hidden.df)) * np.cosh(steps)


def interval_width(ratios: Floats) -> Floats:
    """Return the width of the interval of the post-test probability at even odds, (n_panels,)."""
    low, high = intervals(ratios, INTERVAL_LEVEL).T
    return np.asarray(expit(high) - expit(low))


def doubt(probability: Floats) -> Floats:
    """Return the entropy of case against control, [bit]."""
    return np.asarray((entr(probability) + entr(1 - probability)) / math.log(2))
