"""From people with a number each to a model that tells it, and every figure of how well.

`python -m benchmarks.severity` prints how often the intervals hold on made-up people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from core.cards import ObservedPair, Plan, Protocol, Severity, SeverityCandidate, Warned
from core.errors import CohortError
from core.learning.discrimination.preprocessing import varies
from core.learning.people import Floats, LabelledPeople
from core.learning.progress import Progress, part
from core.learning.severity.candidates import PLS
from core.learning.severity.caveats import caveats
from core.learning.severity.fitting import fit_severity
from core.learning.severity.importance import vips_of
from core.learning.severity.measuring import (
    Figures,
    difference_of_halves,
    measured,
    q2_of,
)
from core.learning.severity.permutation import permutation, q2_by_chance
from core.learning.severity.trained import TrainedSeverity
from core.learning.severity.validation import Examined, Study, examined
from core.learning.workers import Workers, cores, workers

FEWEST = 20
# People times markers. Up to SMALL the whole protocol takes a minute; above, fewer repeats and
# permutations do, since the figures themselves vary less.
SMALL, LARGE = 40_000, 400_000
# People times markers times fits from which it is worth starting other processes.
WORTH_WORKERS = 500_000


@dataclass(frozen=True, slots=True)
class Graded:
    """A severity model with its figures and what must be kept in mind."""

    severity: Severity
    trained: TrainedSeverity
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class Validated:
    """All that the nested folds, halves and permutations found."""

    rounds: Sequence[Examined]
    halves: Sequence[Floats]
    null: Sequence[float]


def severity_protocol(people: LabelledPeople) -> Protocol:
    """Return how a model of so many people is tested in a time that can be waited for.

    Of `members`, models of halves of the people, two at a time tell how sure the figures are.
    """
    size = people.inputs.values.size
    if size <= SMALL:
        return Protocol(repeats=10, folds=5, inner=5, permutations=99, members=20)
    if size <= LARGE:
        return Protocol(repeats=3, folds=5, inner=5, permutations=39, members=12)
    return Protocol(repeats=1, folds=5, inner=3, permutations=19, members=6)


def grade(people: LabelledPeople, plan: Plan, protocol: Protocol, progress: Progress) -> Graded:
    """Validate and train a severity model. Raises CohortError where that cannot be done.

    The card's unit is left empty: people to learn from do not say that of their target.
    """
    _refuse(people, plan)
    # Fits are small: threads would wait for each other longer than they work.
    with threadpool_limits(1):
        return _graded(Study(people, protocol), progress)


def _graded(study: Study, progress: Progress) -> Graded:
    people, protocol = study.people, study.protocol
    with workers(study, _count(study)) as team:
        validated = _validated(team, part(progress, 0.0, 0.98))
    trained = fit_severity(people, protocol.inner, protocol.seed)
    figures = measured(study, [one.repeat for one in validated.rounds], validated.halves)
    severity = _severity(study, trained, figures, validated)
    progress(1.0, "severity_fit")
    return Graded(severity, trained, caveats(people, severity, protocol))


def _refuse(people: LabelledPeople, plan: Plan) -> None:
    """Raise CohortError for what no model can be made of."""
    if not np.isfinite(people.outcome).all():
        raise CohortError("severity.not_numeric", target=plan.target)
    persons = len(np.unique(people.persons))
    if persons < FEWEST:
        raise CohortError("severity.too_few_people", people=persons, fewest=FEWEST)
    if np.ptp(people.outcome) == 0:
        raise CohortError("severity.constant", target=plan.target)
    if not varies(people.inputs.values).any():
        raise CohortError("severity.no_marker")


def _count(study: Study) -> int:
    fits = (study.protocol.repeats + study.protocol.permutations) * study.protocol.folds
    return cores() if study.people.inputs.values.size * fits > WORTH_WORKERS else 1


def _validated(team: Workers[Study], progress: Progress) -> Validated:
    """Validate in shares of the time that are about those of the fits."""
    protocol = team.held.protocol
    seeds = [protocol.seed + number for number in range(max(protocol.repeats, 1))]
    rounds = team.each(examined, seeds, lambda share: progress(0.1 * share, "severity_folds"))
    seeds = [protocol.seed + number for number in range(max(protocol.members // 2, 1))]
    halves = team.each(
        difference_of_halves, seeds, lambda share: progress(0.1 + 0.1 * share, "severity_halves")
    )
    seeds = [protocol.seed + number for number in range(protocol.permutations)]
    null = team.each(
        q2_by_chance, seeds, lambda share: progress(0.2 + 0.8 * share, "severity_permutation")
    )
    return Validated(rounds, halves, null)


def _severity(
    study: Study, trained: TrainedSeverity, figures: Figures, validated: Validated
) -> Severity:
    people, rounds = study.people, validated.rounds
    told = np.mean([one.repeat.predicted for one in rounds], axis=0)
    coverage, half_width = _intervals(people, rounds)
    names = trained.candidates
    return Severity(
        people=len(np.unique(people.persons)),
        measurements=people.size,
        unit="",
        mean=float(people.outcome.mean()),
        sd=float(people.outcome.std(ddof=1)),
        r2=figures.r2,
        q2=figures.q2,
        rmse=figures.rmse,
        rank=figures.rank,
        coverage=coverage,
        half_width=half_width,
        permutation=permutation(q2_of(people, rounds[0].repeat), validated.null),
        pairs=tuple(map(ObservedPair, people.outcome.tolist(), told.tolist())),
        vips=vips_of([f.key for f in people.features], [one.importances for one in rounds]),
        candidates=tuple(
            SeverityCandidate(name, q2, 1 / len(names))
            for name, q2 in zip(names, figures.candidates, strict=True)
        ),
        components=int(trained.settings[PLS]),
    )


def _intervals(people: LabelledPeople, rounds: Sequence[Examined]) -> tuple[float, float]:
    """Return how often people left out lay within their interval, and half its median width."""
    ends = np.array([one.ends for one in rounds])
    held = (ends[:, :, 0] <= people.outcome) & (people.outcome <= ends[:, :, 1])
    return float(held.mean()), float(np.median(ends[:, :, 1] - ends[:, :, 0])) / 2
