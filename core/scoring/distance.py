"""How far the exact values of a panel lie from the healthy population, and when that is too far.

Squared distances of k markers of a multivariate t, divided by k, follow an F distribution, so the
distance that one in a hundred exceeds is known. Real people judged by the catalogue's intervals lie
farther out; by how much is measured on a survey of adults (`population.json`) and allowed for.
"""

from scipy.special import fdtri

from core.evidence.population import survey_inflation
from core.scoring.inputs import Inputs
from core.scoring.model import SexModel
from core.scoring.score import Caution

# Share of adults without any sign of disease in whom the check speaks up all the same.
FALSE_ALARM = 0.01


def distance_cautions(inputs: Inputs, model: SexModel) -> tuple[Caution, ...]:
    """Return a caution where the exact values lie farther out than in 99 of 100 adults."""
    known = inputs.exact()
    if not known.markers or relative_distance(known, model) <= 1:
        return ()
    return (Caution("far_from_population"),)


def relative_distance(known: Inputs, model: SexModel) -> float:
    """Return the squared distance of exact values as a share of the largest usual one."""
    forms, count = model.plausible.forms(known.markers), len(known.markers)
    distance = forms.distances_of_controls(known.low[None, :]).mean() / count
    usual = fdtri(count, forms.df, 1 - FALSE_ALARM) * survey_inflation(known.sex, known.markers)
    return float(distance / usual)
