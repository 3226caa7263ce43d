"""How far the values of a panel lie from the healthy population, and when that is too far.

Squared distances of k markers of a multivariate t, divided by k, follow an F distribution, so the
distance that one in a hundred exceeds is known. Real people judged by the catalogue's intervals lie
farther out; by how much is measured on a survey of adults (`survey.json`) and allowed for.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from core.evidence.population import survey_inflation
from core.panel import Panel
from core.scoring.inputs import Inputs
from core.scoring.model import SexModel
from core.scoring.score import Caution

Floats = NDArray[np.float64]

# Share of adults of the survey, judged by the catalogue's intervals, who are cautioned.
FALSE_ALARM = 0.01


def distance_cautions(panel: Panel, inputs: Inputs, model: SexModel) -> tuple[Caution, ...]:
    """Return a caution where the values lie farther out than in 99 of 100 adults."""
    if relative_distance(inputs, by_catalogue(panel, inputs), model) <= 1:
        return ()
    return (Caution("far_from_population"),)


def relative_distance(inputs: Inputs, catalogue: tuple[str, ...], model: SexModel) -> float:
    """Return the squared distance of the values as a share of the largest usual one.

    A range counts by its end nearest to the middle, and not at all where it reaches there. What is
    usual is wider for the markers placed by the catalogue's interval.
    """
    nearest = np.clip(0.0, inputs.low, inputs.high)
    counted = inputs.exactly | (nearest != 0)
    markers = tuple(key for key, counts in zip(inputs.markers, counted, strict=True) if counts)
    if not markers:
        return 0.0
    forms = model.plausible.forms(markers)
    distance = forms.distances_of_controls(nearest[counted][None, :]).mean() / len(markers)
    widened = survey_inflation(inputs.sex, markers, tuple(k for k in markers if k in catalogue))
    return float(distance / (fdtri(len(markers), forms.df, 1 - FALSE_ALARM) * widened))


def by_catalogue(panel: Panel, inputs: Inputs) -> tuple[str, ...]:
    """Return the markers for which the laboratory sent no interval of its own."""
    measured = ((key, panel.get(key)) for key in inputs.markers)
    return tuple(key for key, one in measured if one is not None and one.interval is None)
