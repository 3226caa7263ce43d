"""How honest a severity model's figures are: made-up cohorts of which the truth is known.

For each kind of cohort: how often the 95 % interval of Q2 holds what models of so many people
explain of new people on average, how often the 90 % interval of a prediction holds the target of a
new person, and, where there is nothing to tell, how often the interval of Q2 lies above 0.
"""

import argparse
import time

import numpy as np

from benchmarks.figures import Figure, report
from benchmarks.made_up_severity import made_up
from core.cards import Kind, Plan, Protocol
from core.learning.severity.study import Graded, grade, severity_protocol

PLAN = Plan(kind=Kind.SEVERITY, name="made-up", analytes=(), target="made-up")
# Chance is measured here over whole cohorts, so that no permutation is needed.
QUICK = Protocol(repeats=2, folds=5, inner=5, permutations=0, members=20)
# People, markers, share of the target's variance that could be told.
KINDS = ((60, 30, 0.0), (60, 30, 0.5), (40, 10, 0.3), (150, 30, 0.3))
NEW_PEOPLE = 2_000


def unheard(share: float, step: str) -> None:
    """Hear how far the work is, and say nothing."""


def main() -> None:
    """Print how often the intervals held, and how long the whole protocol takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cohorts", type=int, default=100, help="cohorts of each kind")
    cohorts = parser.parse_known_args()[0].cohorts
    figures = [figure for kind in KINDS for figure in of_kind(*kind, cohorts)]
    people = made_up(83, 127, 0.3, 0)
    start = time.perf_counter()
    grade(people, PLAN, severity_protocol(people), unheard)
    figures.append(Figure("83 x 127, whole protocol", time.perf_counter() - start, "s", 60))
    report("Severity: intervals on made-up cohorts", figures)


def of_kind(people: int, markers: int, share: float, cohorts: int) -> list[Figure]:
    """Return the figures of one kind of cohort."""
    made = [made_up(people, markers, share, seed) for seed in range(cohorts)]
    graded = [grade(one, PLAN, QUICK, unheard) for one in made]
    truths, held = zip(*(on_new_people(one, markers, share) for one in graded), strict=True)
    truth, found = float(np.mean(truths)), [one.severity.q2 for one in graded]
    covered = np.mean([q2.low <= truth <= q2.high for q2 in found])
    name = f"{people} x {markers}, {100 * share:.0f} % told"
    return [
        Figure(f"{name}: Q2 of new people", truth, ""),
        Figure(f"{name}: Q2 reported, mean", float(np.mean([q2.value for q2 in found])), ""),
        Figure(f"{name}: its interval holds the truth", 100 * float(covered), "%"),
        Figure(f"{name}: it lies above 0", 100 * float(np.mean([q2.low > 0 for q2 in found])), "%"),
        Figure(f"{name}: 90 % of a prediction holds", 100 * float(np.mean(held)), "%"),
    ]


def on_new_people(graded: Graded, markers: int, share: float) -> tuple[float, float]:
    """Return Q2 and how often intervals hold, of people whom nobody has seen."""
    new = made_up(NEW_PEOPLE, markers, share, 1_000_000)
    errors = graded.trained.predicted(new.inputs) - new.outcome
    spread = graded.trained.whole.mean - new.outcome
    ends = graded.trained.interval(new.inputs)
    held = (ends[:, 0] <= new.outcome) & (new.outcome <= ends[:, 1])
    return 1 - float((errors**2).sum() / (spread**2).sum()), float(held.mean())


if __name__ == "__main__":
    main()
