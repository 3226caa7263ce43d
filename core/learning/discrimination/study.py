"""A discrimination model made and honestly tested: nested cross-validation, members, chance.

The order of the work: the model itself from all people; the outer folds, each fitted and tuned
without the people it is tested on; refits to halves; the same with shuffled labels. Pieces do not
depend on each other and are spread over all cores.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from core.cards import Discrimination, Plan, Protocol, Warned
from core.learning.discrimination.asked import MANY_PEOPLE, Asked, Fit, Fitted, seed_from
from core.learning.discrimination.checks import check
from core.learning.discrimination.figures import Tested, discrimination_of
from core.learning.discrimination.fitting import fit_classifier
from core.learning.discrimination.learning_curve import SIZES
from core.learning.discrimination.members import member
from core.learning.discrimination.odds import base_of
from core.learning.discrimination.outer import Fold, looked_at
from core.learning.discrimination.permutation import figure_of_labels, permutation
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.discrimination.warnings import warnings_of
from core.learning.people import LabelledPeople
from core.learning.progress import Progress, part
from core.learning.workers import Workers, cores, workers

WHOLE = 0
# What a refit costs, in fits that tune; to tell how far the work is.
REFIT = 0.1
# So many fits that tune are worth starting processes for, which takes seconds.
WORTH_WORKERS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Discriminated:
    """A model's figures, the model, and what must be kept in mind."""

    discrimination: Discrimination
    trained: TrainedDiscrimination
    warnings: tuple[Warned, ...]


def discriminate(
    people: LabelledPeople,
    plan: Plan,
    protocol: Protocol,
    progress: Progress,
    fit: Fit = fit_classifier,
    processes: int = 0,
) -> Discriminated:
    """Make a model and test it, by so many processes; 0: as many as are worth while.

    Raises CohortError where these people cannot be learnt from.
    """
    check(people)
    asked = Asked(people=people, plan=plan, protocol=protocol, fit=fit)
    with workers(asked, processes or crew(asked)) as many:
        tested = tested_by(many, asked, progress)
    found = discrimination_of(asked, tested)
    log_odds = tested.out_of_fold(people.size).mean(axis=0)
    base = base_of(people.outcome)
    trained = TrainedDiscrimination(
        classifier=tested.classifier,
        members=tuple(one.classifier for one in tested.members),
        inputs=people.inputs,
        outcome=people.outcome,
        log_ratios=log_odds - base,
        base=base,
    )
    progress(1.0, "figures")
    return Discriminated(found, trained, tuple(warnings_of(asked, found)))


def tested_by(many: Workers[Asked], asked: Asked, progress: Progress) -> Tested:
    """Return all that the parts of the work find, each with its part of the progress."""
    ends = iter(shares_of_work(asked))
    start, end = 0.0, next(ends)
    (classifier,) = many.each(the_model, [WHOLE], told(progress, start, end, "model"))
    start, end = end, next(ends)
    left = many.each(looked_at, folds_of(asked), told(progress, start, end, "folds"))
    start, end = end, next(ends)
    members = many.each(
        partial(member, classifier=classifier),
        range(asked.protocol.members),
        told(progress, start, end, "members"),
    )
    runs = range(asked.protocol.permutations + 1)
    figures = many.each(figure_of_labels, runs, told(progress, end, next(ends), "chance"))
    return Tested(
        classifier=classifier, members=members, left=left, permutation=permutation(figures)
    )


def the_model(asked: Asked, place: int) -> Fitted:
    """Return the model itself, fitted to everybody."""
    return asked.fit(asked.people, seed_from(asked.random(place)))


def folds_of(asked: Asked) -> list[Fold]:
    """Return every outer fold of every repeat."""
    repeats, folds = range(asked.protocol.repeats), range(asked.folds)
    return [Fold(repeat, number) for repeat in repeats for number in folds]


def shares_of_work(asked: Asked) -> list[float]:
    """Return the share of all work that is done after each part, by the fits it takes."""
    protocol, many = asked.protocol, crew(asked)
    outer = protocol.repeats * asked.folds * (1 + (protocol.inner + SIZES) * REFIT)
    members = protocol.members * REFIT
    runs = (protocol.permutations + 1) * (1 + asked.folds * REFIT)
    done = np.cumsum([1, outer / many, members / many, runs / many])
    return [float(share) for share in done / done[-1]]


def crew(asked: Asked) -> int:
    """Return how many workers are worth while."""
    protocol = asked.protocol
    fits = protocol.repeats * asked.folds + protocol.permutations
    return cores() if fits >= WORTH_WORKERS or asked.people.size >= MANY_PEOPLE else 1


def told(progress: Progress, start: float, end: float, step: str) -> Callable[[float], None]:
    """Return what tells how far one part of the work is."""
    within = part(progress, start, end)
    return lambda share: within(share, step)
