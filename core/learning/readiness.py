"""What stands in the way of a plan, said before anything is computed, and what weakens it."""

from collections.abc import Iterator

import numpy as np

from core.cards import Aim, Kind, Plan
from core.cohort import Cohort
from core.errors import CohortError, Problem, Severity
from core.learning.labelled import labelled_people
from core.learning.people import LabelledPeople

FEWEST_PEOPLE, MOST_PEOPLE = 20, 100_000
FEWEST_OF_GROUP = 8
MOST_ANALYTES = 2_000
FEWEST_VALUES = 5
# From here on, an interval of the AUC is about 0.2 wide (Hanley & McNeil 1982,
# doi 10.1148/radiology.143.1.7063747).
ENOUGH_OF_GROUP = 40
ENOUGH_PEOPLE = 80
# Cases among those who will be tested, and the rate that a threshold is to reach.
PREVALENCES, WANTED = (0.0001, 0.99), (0.5, 0.99)


def hindrances(cohort: Cohort, plan: Plan) -> tuple[Problem, ...]:
    """Return what makes a plan impossible first, and then notes on what it cannot show."""
    if plan.kind is Kind.SEVERITY and not plan.target:
        return (Problem("studio.hindrance.no_target"),)
    if plan.kind is Kind.DISCRIMINATION and not plan.group:
        return (Problem("studio.hindrance.no_groups"),)
    try:
        people = labelled_people(cohort, plan)
    except CohortError as error:
        return (error.problem,)
    found = (*_about_people(people), *_about_outcome(people, plan), *_about_rates(plan))
    return tuple(sorted(found, key=lambda problem: problem.severity is Severity.NOTE))


def is_possible(problems: tuple[Problem, ...]) -> bool:
    """Say whether nothing stands in the way; notes do not."""
    return not any(problem.severity is Severity.REFUSED for problem in problems)


def _about_people(people: LabelledPeople) -> Iterator[Problem]:
    persons, analytes = len(np.unique(people.persons)), len(people.features)
    if persons < FEWEST_PEOPLE:
        yield Problem("studio.hindrance.few", {"people": persons, "fewest": FEWEST_PEOPLE})
    if people.size > MOST_PEOPLE:
        yield Problem("studio.hindrance.many", {"people": people.size, "most": MOST_PEOPLE})
    if analytes > MOST_ANALYTES:
        yield Problem("studio.hindrance.wide", {"analytes": analytes, "most": MOST_ANALYTES})


def _about_outcome(people: LabelledPeople, plan: Plan) -> Iterator[Problem]:
    if plan.kind is Kind.DISCRIMINATION:
        yield from _about_groups(people, plan)
        return
    if plan.kind is Kind.SEVERITY and len(np.unique(people.outcome)) < FEWEST_VALUES:
        yield Problem("studio.hindrance.constant", {"fewest": FEWEST_VALUES})
    persons = len(np.unique(people.persons))
    if FEWEST_PEOPLE <= persons < ENOUGH_PEOPLE:
        yield _note("weak_people", people=persons, enough=ENOUGH_PEOPLE)


def _about_rates(plan: Plan) -> Iterator[Problem]:
    if plan.kind is not Kind.DISCRIMINATION:
        return
    if plan.prevalence is not None and not _is_within(plan.prevalence, PREVALENCES):
        yield Problem("studio.hindrance.prevalence")
    if plan.aim is not Aim.BALANCED and not _is_within(plan.wanted, WANTED):
        yield Problem("studio.hindrance.wanted")


def _is_within(share: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= share <= ends[1]


def _about_groups(people: LabelledPeople, plan: Plan) -> Iterator[Problem]:
    sizes = [len(np.unique(people.persons[people.outcome == label])) for label in (0, 1)]
    for level, size in zip(plan.levels, sizes, strict=True):
        if size < FEWEST_OF_GROUP:
            yield Problem(
                "studio.hindrance.small_group",
                {"level": level, "people": size, "fewest": FEWEST_OF_GROUP},
            )
    if FEWEST_OF_GROUP <= min(sizes) < ENOUGH_OF_GROUP:
        yield _note("weak_groups", people=min(sizes), enough=ENOUGH_OF_GROUP)


def _note(name: str, **details: int) -> Problem:
    return Problem(f"studio.hindrance.{name}", details, severity=Severity.NOTE)
