"""Groups among people that nobody had named before, or the finding that there are none.

`python -m benchmarks.strata` prints how often people without groups are left as one, and how often
groups that are there are found.
"""

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from core.cards import NumberOfGroups, Plan, Protocol, Strata, Warned
from core.errors import CohortError
from core.learning.discrimination.preprocessing import varies
from core.learning.people import Floats, LabelledPeople
from core.learning.progress import Progress, part
from core.learning.strata.caveats import Asked, caveats
from core.learning.strata.clustering import grouped, matched
from core.learning.strata.groups import Groups
from core.learning.strata.numbers import (
    Clustered,
    agreements,
    chosen_number,
    clustered,
    drawn_rows,
    numbers_of,
    reference_dispersions,
)
from core.learning.strata.profile import strata_of
from core.learning.strata.standard import Standard
from core.learning.strata.trained import TrainedStrata
from core.learning.workers import cores, workers

FEWEST = 20
# Of more people a sample tells how many groups there are.
MOST_SAMPLED = 2_000
# People times markers up to which fifty runs take less than a minute.
SMALL = 100_000
# People times markers times fits from which it is worth starting other processes.
WORTH_WORKERS = 500_000
WITHIN_LIMIT = 0.99


@dataclass(frozen=True, slots=True)
class Stratified:
    """The groups found, the model that puts a person into them, and what to keep in mind."""

    strata: Strata
    trained: TrainedStrata
    warnings: tuple[Warned, ...]


def strata_protocol(people: LabelledPeople) -> Protocol:
    """Return how groups are sought: `members` draws of people, `permutations` without groups."""
    runs = 50 if people.inputs.values.size <= SMALL else 20
    return Protocol(repeats=1, folds=1, inner=1, permutations=runs, members=runs)


def stratify(
    people: LabelledPeople,
    plan: Plan,  # noqa: ARG001 - the three systems are asked in the same way
    protocol: Protocol,
    progress: Progress,
) -> Stratified:
    """Look for groups. Raises CohortError where people or markers are too few."""
    # Fits are small: threads would wait for each other longer than they work.
    with threadpool_limits(1):
        return _stratified(people, protocol, progress)


def _stratified(people: LabelledPeople, protocol: Protocol, progress: Progress) -> Stratified:
    used = usable(people)
    standard = Standard.fitted(used)
    values = standard.values(used.inputs)
    held = clustered(_sample(values, protocol.seed), protocol.seed)
    numbers = _numbers(held, protocol, part(progress, 0.0, 0.9))
    chosen = chosen_number(held, numbers)
    members, distances = _members(values, chosen, protocol, part(progress, 0.9, 1.0))
    limit = float(np.quantile(distances, WITHIN_LIMIT))
    trained = TrainedStrata(standard=standard, members=members, limit=limit, inputs=people.inputs)
    memberships = trained.memberships(used.inputs)
    strata = Strata(
        people=used.size,
        chosen=chosen,
        numbers=numbers,
        groups=strata_of(used, standard.kept, values, memberships),
    )
    asked = Asked(people=people, used=used, kept=standard.kept, seed=protocol.seed)
    return Stratified(strata, trained, caveats(asked, strata, values, memberships))


def usable(people: LabelledPeople) -> LabelledPeople:
    """Return the first row of each person that has every marker which differs between people.

    Draws of one person lie close together and would look like a group. Raises CohortError.
    """
    kept = varies(people.inputs.values)
    if not kept.any():
        raise CohortError("strata.no_marker")
    whole = np.flatnonzero(~np.isnan(people.inputs.values[:, kept]).any(axis=1))
    rows = whole[np.unique(people.persons[whole], return_index=True)[1]]
    if len(rows) < FEWEST:
        raise CohortError("strata.too_few_people", people=len(rows), fewest=FEWEST)
    # What differed only among people who lack another marker is of no use any more.
    used = people.where(rows)
    if not varies(used.inputs.values).any():
        raise CohortError("strata.no_marker")
    return used


def _numbers(held: Clustered, protocol: Protocol, progress: Progress) -> tuple[NumberOfGroups, ...]:
    """Return what speaks for each number of groups."""
    fits = len(held.labels) * (protocol.permutations + protocol.members)
    count = cores() if held.values.size * fits > WORTH_WORKERS else 1
    with workers(held, count) as team:
        reference = team.each(
            reference_dispersions,
            range(max(protocol.permutations, 2)),
            lambda share: progress(share / 2, "strata_numbers"),
        )
        agreed = team.each(
            agreements,
            range(max(protocol.members, 2)),
            lambda share: progress((1 + share) / 2, "strata_stability"),
        )
    return numbers_of(held, agreed, reference)


def _members(
    values: Floats, groups: int, protocol: Protocol, progress: Progress
) -> tuple[tuple[Groups, ...], Floats]:
    """Return the groups of people drawn anew, largest group first, and distances without them.

    The distance of each person (n,) is the mean over the draws that they are not in.
    """
    start = grouped(values, groups, protocol.seed)
    sizes = np.bincount(start.labels(values), minlength=groups)
    labels = start.ordered(np.argsort(-sizes, kind="stable")).labels(values)
    members = []
    sums, counts = np.zeros(len(values)), np.zeros(len(values))
    for number in range(max(protocol.members, 2)):
        rows = drawn_rows(len(values), protocol.seed, number)
        members.append(matched(grouped(values[rows], groups, protocol.seed), labels, values))
        is_out = ~np.isin(np.arange(len(values)), rows)
        sums[is_out] += members[-1].distances(values[is_out])
        counts[is_out] += 1
        progress((number + 1) / max(protocol.members, 2), "strata_members")
    return tuple(members), (sums / np.maximum(counts, 1))[counts > 0]


def _sample(values: Floats, seed: int) -> Floats:
    if len(values) <= MOST_SAMPLED:
        return values
    random = np.random.default_rng(seed)
    return values[np.sort(random.choice(len(values), MOST_SAMPLED, replace=False))]
