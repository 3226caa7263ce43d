"""What must be kept in mind with groups that were found: the words are under `warning.strata_*`."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.cards import Strata, Warned
from core.learning.discrimination.preprocessing import skewness
from core.learning.people import Floats, Ints, LabelledPeople
from core.learning.strata.numbers import SMALLEST_GROUP

FEW_PEOPLE = 60
# Hennig 2007, doi 10.1016/j.csda.2006.11.025, asks the same of his own index of a stable group.
WELL_STABLE = 0.85
SURE = 0.8
# Covariates are exchanged so often; p below this says that groups go with one.
EXCHANGES, UNLIKELY = 999, 0.01
SKEWED = 1.0
# With fewer people a marker, distances say little.
PEOPLE_A_MARKER = 5
NAMED = 5


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Asked:
    """Where groups were looked for: all `people`, the rows `used`, the columns `kept` of them."""

    people: LabelledPeople
    used: LabelledPeople
    kept: Ints
    seed: int


def caveats(
    asked: Asked, strata: Strata, values: Floats, memberships: Floats
) -> tuple[Warned, ...]:
    """Return every warning; `values` (n, n_kept) and `memberships` (n, k) are of those used."""
    return (
        *_of_number(strata),
        *_of_people(asked, strata, values),
        *_of_covariates(asked, memberships.argmax(axis=1)),
        *_of_skew(asked, values),
    )


def _of_number(strata: Strata) -> Iterator[Warned]:
    if strata.chosen == 1:
        yield Warned("strata_one_group")
        return
    stability = strata.numbers[strata.chosen - 1].stability
    if stability and stability.low < WELL_STABLE:
        details = {"value": stability.value, "low": stability.low, "high": stability.high}
        yield Warned("strata_unstable", details)
    unsure = min(group.certainty for group in strata.groups)
    if unsure < SURE:
        yield Warned("strata_unsure", {"percent": round(100 * unsure)})
    smallest = min(group.people for group in strata.groups)
    if smallest < 2 * SMALLEST_GROUP:
        yield Warned("strata_small_group", {"people": smallest})


def _of_people(asked: Asked, strata: Strata, values: Floats) -> Iterator[Warned]:
    if strata.people < FEW_PEOPLE:
        yield Warned("strata_few_people", {"people": strata.people, "enough": FEW_PEOPLE})
    if strata.people < PEOPLE_A_MARKER * values.shape[1]:
        details = {"markers": values.shape[1], "people": strata.people}
        yield Warned("strata_many_markers", details)
    persons = len(np.unique(asked.people.persons))
    if strata.people < persons:
        yield Warned("strata_gaps", {"count": persons - strata.people, "all": persons})
    if persons < asked.people.size:
        yield Warned("strata_draws", {"count": asked.people.size - persons})


def _of_covariates(asked: Asked, labels: Ints) -> Iterator[Warned]:
    if not asked.used.covariate_names:
        yield Warned("strata_unadjusted")
        return
    random = np.random.default_rng(asked.seed)
    columns = asked.used.inputs.covariates.T
    for name, column in zip(asked.used.covariate_names, columns, strict=True):
        p = chance_of(column, labels, random)
        if p < UNLIKELY:
            yield Warned("strata_follow", {"covariate": name, "p": p})


def chance_of(values: Floats, labels: Ints, random: np.random.Generator) -> float:
    """Return the p value of groups that differ in the mean of a covariate, by exchange.

    1 where there is nothing to compare: one group, or a covariate that does not vary.
    """
    known = ~np.isnan(values)
    centred, own = values[known] - values[known].mean() if known.any() else values, labels[known]
    if len(np.unique(own)) < 2 or np.ptp(centred) == 0:  # noqa: PLR2004 - a pair to compare
        return 1.0
    spread = between(centred[None], own)[0]
    exchanged = np.array([random.permutation(centred) for _ in range(EXCHANGES)])
    reached = (between(exchanged, own) >= spread * (1 - 1e-9)).sum()
    return float((1 + reached) / (1 + EXCHANGES))


def between(centred: Floats, labels: Ints) -> Floats:
    """Return the sum of squares between groups of each row (n_rows,) of centred values."""
    indicators = np.eye(labels.max() + 1)[labels]
    sizes = np.maximum(indicators.sum(axis=0), 1)
    return np.asarray(((centred @ indicators) ** 2 / sizes).sum(axis=1))


def _of_skew(asked: Asked, values: Floats) -> Iterator[Warned]:
    skewed = np.flatnonzero(np.abs(skewness(values)) > SKEWED)
    if len(skewed):
        features = [asked.used.features[column] for column in asked.kept[skewed]]
        titles = [feature.title or feature.key for feature in features]
        yield Warned("strata_skewed", {"markers": ", ".join(titles[:NAMED]), "count": len(skewed)})
