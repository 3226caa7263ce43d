"""How often people without groups are left as one, and groups that are there are found.

Made-up people: 42 with two correlated markers, as the study's pair would be.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np

from benchmarks.figures import Figure, report
from benchmarks.made_up_severity import labelled
from core.cards import Kind, Plan, Protocol
from core.learning.people import Floats
from core.learning.strata.study import strata_protocol, stratify

PLAN = Plan(kind=Kind.STRATA, name="made-up", analytes=())
QUICK = Protocol(repeats=1, folds=1, inner=1, permutations=20, members=20)
PEOPLE, MIDDLE, SD = 42, 100.0, 10.0

Made = Callable[[np.random.Generator], Floats]


def apart(groups: int, distance: float) -> Made:
    """Return a maker of groups on a circle, neighbours so many SD apart."""

    def made(random: np.random.Generator) -> Floats:
        angles = 2 * np.pi * np.arange(groups) / groups
        radius = distance / (2 * np.sin(np.pi / groups))
        middles = radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        return np.asarray(middles[np.arange(PEOPLE) % groups] + correlated(random))

    return made


def correlated(random: np.random.Generator) -> Floats:
    """Return two markers that share a third of their variance."""
    shared = random.normal(size=(PEOPLE, 1))
    return np.asarray(np.sqrt(0.67) * random.normal(size=(PEOPLE, 2)) + np.sqrt(0.33) * shared)


# Name, number of groups, maker.
KINDS: tuple[tuple[str, int, Made], ...] = (
    ("no groups, normal", 1, correlated),
    ("no groups, uniform", 1, lambda random: random.uniform(-2, 2, (PEOPLE, 2))),
    ("no groups, heavy tails", 1, lambda random: random.standard_t(4, (PEOPLE, 2))),
    ("no groups, skewed", 1, lambda random: random.gumbel(size=(PEOPLE, 2))),
    ("2 groups, 4 SD apart", 2, apart(2, 4)),
    ("2 groups, 6 SD apart", 2, apart(2, 6)),
    ("3 groups, 6 SD apart", 3, apart(3, 6)),
)


def unheard(share: float, step: str) -> None:
    """Hear how far the work is, and say nothing."""


def main() -> None:
    """Print how often the number of groups was right, and how long a wide cohort takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cohorts", type=int, default=100, help="cohorts of each kind")
    cohorts = parser.parse_known_args()[0].cohorts
    figures = [
        Figure(f"{name}: {groups} found", 100 * right(groups, made, cohorts), "%")
        for name, groups, made in KINDS
    ]
    wide = labelled(np.random.default_rng(1).normal(MIDDLE, SD, (83, 127)), np.zeros(83))
    start = time.perf_counter()
    stratify(wide, PLAN, strata_protocol(wide), unheard)
    figures.append(Figure("83 x 127, whole protocol", time.perf_counter() - start, "s", 60))
    report("Strata: groups found among made-up people", figures)


def right(groups: int, made: Made, cohorts: int) -> float:
    """Return in which share of cohorts the number of groups was found."""
    found = []
    for seed in range(cohorts):
        people = labelled(MIDDLE + SD * made(np.random.default_rng(seed)), np.zeros(PEOPLE))
        found.append(stratify(people, PLAN, QUICK, unheard).strata.chosen)
    return float(np.mean(np.array(found) == groups))


if __name__ == "__main__":
    main()
