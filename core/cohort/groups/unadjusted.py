"""Groups compared as they are: the test of each analyte, and how large the difference is."""

import numpy as np

from core.cohort.groups.effects import cliffs_delta, epsilon_squared, eta_squared, hedges_g
from core.cohort.groups.estimates import Estimates
from core.cohort.groups.examination import Examined
from core.cohort.groups.location_tests import kruskal_wallis, mann_whitney, welch, welch_anova
from core.cohort.groups.outcome import Outcome, chosen, outcome_of, spread
from core.cohort.groups.ranks import Ranked, ranked
from core.cohort.groups.roc import areas
from core.cohort.groups.samples import Bools

PAIR = 2


def unadjusted(found: Examined) -> tuple[Outcome, Estimates]:
    """Test each analyte by means or by ranks as was chosen; with the areas of two groups."""
    if len(found.ordered) != PAIR:
        return _several(found), areas_of(found)
    ranks = ranked(found.ordered, found.moments.sizes)
    under = areas(ranks)
    means = outcome_of(welch(found.compared), hedges_g(found.compared))
    by_ranks = outcome_of(mann_whitney(ranks), cliffs_delta(under))
    return chosen(found.selection.by_ranks, by_ranks, means), under


def areas_of(found: Examined) -> Estimates:
    """Return the areas under the ROC curves of two groups; nan for more groups."""
    if len(found.ordered) != PAIR:
        nothing = np.full(len(found.to_rank), np.nan)
        return Estimates(nothing, nothing, nothing)
    return areas(ranked(found.ordered, found.moments.sizes))


def lacks_spread(found: Examined) -> Bools:
    """Say where means were asked for and the groups have no spread to measure them by."""
    is_flat = found.compared.squares == 0
    is_pair = len(found.ordered) == PAIR
    none: Bools = is_flat.all(axis=1) if is_pair else is_flat.any(axis=1)
    return none & ~found.selection.by_ranks


def _several(found: Examined) -> Outcome:
    by_ranks = found.selection.by_ranks
    means = outcome_of(welch_anova(found.compared), eta_squared(found.compared))
    if not by_ranks.any():
        return means
    ordered = tuple(group[by_ranks] for group in found.ordered)
    ranks = _kruskal_wallis(ranked(ordered, found.moments.sizes[by_ranks]))
    return chosen(by_ranks, spread(ranks, by_ranks), means)


def _kruskal_wallis(ranks: Ranked) -> Outcome:
    tested = kruskal_wallis(ranks)
    return outcome_of(tested, epsilon_squared(tested.statistic, ranks.sizes))
