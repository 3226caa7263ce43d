"""Whether groups differ in all analytes at once: PERMANOVA on Euclidean distances of z scores.

Anderson 2001, doi 10.1111/j.1442-9993.2001.01070.pp.x. Sums of squared distances between people are
sums of squares about means (its figure 2), so no distance is computed. Whether the groups are
spread alike is asked by the same permutations (PERMDISP, Anderson 2006,
doi 10.1111/j.1541-0420.2005.00440.x), since a difference may be one of spread alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort.cohort import NOT_STATED, Cohort, Factor, Floats, Origin
from core.cohort.design import Design
from core.cohort.overall.complete import SEED, Selection, complete
from core.cohort.result import Count
from core.cohort.suppression import SMALLEST_CELL, shown_count
from core.errors import CohortError

Codes = NDArray[np.int32]

PERMUTATIONS = 999
# Of more people a sample is taken: it tells the same at a fraction of the time.
MOST_PEOPLE = 2_000
FEWEST_IN_GROUP = FEWEST_GROUPS = 2
# Spreads are said to differ where the permutations find it so with this p or a smaller one.
CAUTION = 0.05
# An F this much smaller, as a share, is the same one: the same groups summed in another order.
ROUNDING = 1e-10
# Permutations that are worked on together; more would only take more memory.
BLOCK = 100


@dataclass(frozen=True, slots=True)
class GroupSpread:
    """One group: its size, and how far from its own mean its people lie on average, in [z]."""

    level: str
    size: Count
    distance: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Permanova:
    """Pseudo-F, share of the variance between groups, and p by permutations within strata.

    `people` of the `selection` were looked at; `dropped` levels had too few. `spread_p` is that of
    the test for unequal spread; `strata` names the factor that labels were exchanged within.
    """

    selection: Selection
    f: float
    r_squared: float
    p: float
    permutations: int
    people: Count
    groups: tuple[GroupSpread, ...]
    spread_p: float
    strata: str
    dropped: tuple[str, ...]
    is_sample: bool

    @property
    def is_cautioned(self) -> bool:
        """Say whether groups are spread unequally, so that F may tell of that alone."""
        return self.spread_p <= CAUTION


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """z scores (n, n_analytes) with the group and the stratum of each person, both (n,)."""

    selection: Selection
    z: Floats
    codes: Codes
    strata: Codes

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Return how many people are in each level of the selection's factor."""
        return np.bincount(self.codes, minlength=len(_levels(self)))


def permanova(
    cohort: Cohort, design: Design, permutations: int = PERMUTATIONS, seed: int = SEED
) -> Permanova:
    """Compare the levels of a design in all its analytes at once.

    Covariates are not adjusted for. Raises CohortError for simulated people, of whom p would only
    tell how many were simulated, and where too little is left.
    """
    if cohort.origin is not Origin.OWN:
        raise CohortError("multivariate.permanova_simulated")
    people = _people(cohort, design, seed)
    labels = permuted(people.codes, people.strata, permutations, seed)
    apart = _distances(people)
    f, p = _tested(people.z, people.z, people.codes, labels)
    spread_p = _tested(apart, apart - _fitted(apart, people), people.codes, labels)[1]
    levels, freedom = _levels(people), len(people.z) - len(people.sizes)
    return Permanova(
        selection=people.selection,
        f=f,
        r_squared=1 / (1 + freedom / (f * (len(levels) - 1))) if f else 0.0,
        p=p,
        permutations=permutations,
        people=shown_count(len(people.z), is_shared=cohort.is_shared),
        groups=_spreads(people, apart),
        spread_p=spread_p,
        strata=design.strata,
        dropped=tuple(level for level in design.levels if level not in levels),
        is_sample=len(people.z) < people.selection.size,
    )


def permuted(codes: Codes, strata: Codes, permutations: int, seed: int) -> Codes:
    """Return codes (permutations, n) exchanged at random among the people of each stratum."""
    random = np.random.default_rng(seed)
    labels = np.tile(codes, (permutations, 1))
    for stratum in np.unique(strata):
        members = np.flatnonzero(strata == stratum)
        labels[:, members] = random.permuted(labels[:, members], axis=1)
    return labels


def pseudo_f(coordinates: Floats, labels: Codes) -> Floats:
    """Return the pseudo-F (m,) of each row of labels (m, n) for people at coordinates (n, k)."""
    sizes = np.bincount(labels[0])
    centred = coordinates - coordinates.mean(axis=0)
    if centred.shape[1] > centred.shape[0]:
        # As many axes as people hold the same distances.
        centred = np.linalg.qr(centred.T)[1].T
    total = float((centred**2).sum())
    blocks = [labels[start : start + BLOCK] for start in range(0, len(labels), BLOCK)]
    between = np.concatenate([_between(centred, block, sizes) for block in blocks])
    within = np.maximum(total - between, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        f: Floats = (between / (len(sizes) - 1)) / (within / (len(centred) - len(sizes)))
    return f


def _between(centred: Floats, labels: Codes, sizes: NDArray[np.int64]) -> Floats:
    """Return the sum of squares between groups (m,); the last group's sum follows from 0."""
    rest = np.zeros((len(labels), centred.shape[1]))
    between = np.zeros(len(labels))
    for code, size in enumerate(sizes[:-1]):
        sums = (labels == code).astype(np.float64) @ centred
        between += np.einsum("ij,ij->i", sums, sums) / size
        rest -= sums
    found: Floats = between + np.einsum("ij,ij->i", rest, rest) / sizes[-1]
    return found


def _tested(
    coordinates: Floats, exchanged: Floats, codes: Codes, labels: Codes
) -> tuple[float, float]:
    """Return F of the groups as they are, and the share of F as large when labels are exchanged."""
    f = float(pseudo_f(coordinates, codes[None, :])[0])
    as_large = pseudo_f(exchanged, labels) >= f * (1 - ROUNDING)
    return f, float((1 + as_large.sum()) / (1 + len(labels)))


def _people(cohort: Cohort, design: Design, seed: int) -> Labelled:
    """Return the people of the levels that have enough with every value.

    Asked again without the levels that have not: who is complete hangs on who is asked.
    """
    levels = design.levels
    fewest = SMALLEST_CELL if cohort.is_shared else FEWEST_IN_GROUP
    while True:
        people = _of_levels(cohort, design, levels, seed)
        sizes = people.sizes
        levels = tuple(level for level, n in zip(levels, sizes, strict=True) if n >= fewest)
        if len(levels) < FEWEST_GROUPS:
            raise CohortError("multivariate.too_few_groups", fewest=fewest)
        if len(levels) == len(sizes):
            break
    pairs = np.unique(np.column_stack([people.strata, people.codes]), axis=0)
    if len(pairs) == len(np.unique(people.strata)):
        raise CohortError("multivariate.no_exchange", strata=design.strata)
    return people


def _of_levels(cohort: Cohort, design: Design, levels: tuple[str, ...], seed: int) -> Labelled:
    group = cohort.factors[design.group]
    strata = np.zeros(cohort.size, np.int32)
    if design.strata:
        strata = cohort.factors[design.strata].codes
    codes = np.where(strata == NOT_STATED, NOT_STATED, group.codes).astype(np.int32)
    data = complete(cohort, design.analytes, Factor(group.name, group.levels, codes), levels)
    taken = np.arange(data.selection.size)
    if len(taken) > MOST_PEOPLE:
        random = np.random.default_rng(seed)
        taken = np.sort(random.choice(taken, MOST_PEOPLE, replace=False))
    own = data.selection.factor or group
    return Labelled(
        data.selection, data.z[taken], own.codes[taken], strata[data.selection.people[taken]]
    )


def _levels(people: Labelled) -> tuple[str, ...]:
    return people.selection.factor.levels if people.selection.factor else ()


def _fitted(values: Floats, people: Labelled) -> Floats:
    """Return for each person the mean of the group's values (n, k)."""
    means = [values[people.codes == code].mean(axis=0) for code in range(len(people.sizes))]
    fitted: Floats = np.array(means)[people.codes]
    return fitted


def _distances(people: Labelled) -> Floats:
    """Return how far each person lies from the mean of the group (n, 1).

    Each is made larger by sqrt(n / (n - 1)): people pull the mean of a small group towards them
    (O'Neill and Mathews 2000, Aust N Z J Stat 42:81-100).
    """
    sizes = people.sizes[people.codes]
    lengths = np.linalg.norm(people.z - _fitted(people.z, people), axis=1)
    apart: Floats = (lengths * np.sqrt(sizes / (sizes - 1)))[:, None]
    return apart


def _spreads(people: Labelled, apart: Floats) -> tuple[GroupSpread, ...]:
    is_shared = people.selection.cohort.is_shared
    return tuple(
        GroupSpread(
            level,
            shown_count(int(size), is_shared=is_shared),
            float(apart[people.codes == code].mean()),
        )
        for code, (level, size) in enumerate(zip(_levels(people), people.sizes, strict=True))
    )
