"""A million panels as values: the score alone, and with its interval and the sceptical reading.

Virtual men seen through everything, through routine chemistry and amino acids, or through routine
chemistry alone, a third each; one process. Reading a file is not in it: see `benchmarks.batch`.
"""

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import Figure, report
from core.commands.shared import MODELS
from core.evidence.virtual_cohort import draw_people, plausible_worlds
from core.learning.performance import distinct_subsets
from core.markers import Sex
from core.scoring.artefact import latest, load_model
from core.scoring.many import estimate_values
from core.scoring.model import SexModel

Floats = NDArray[np.float64]

PANELS = 1_000_000
NAMES = ("routine", "amino", "full")
SEED = 10**6


def main() -> None:
    """Draw the panels, score them both ways, and print the seconds against the limits."""
    own = load_model(latest(MODELS / "withdrawal-risk")).sexes[Sex.MALE]
    random = np.random.default_rng(SEED)
    people = draw_people(plausible_worlds(PANELS // 2, random), Sex.MALE, 2, random).values
    with_interval(people[:1000], own)
    report(
        "A million panels (virtual men; a third each: routine, and amino acids, everything)",
        [
            Figure("without the interval", seconds(without_interval, people, own), "s", 10),
            Figure("with interval, sceptical", seconds(with_interval, people, own), "s", 60),
        ],
    )


def seconds(work: Callable[[Floats, SexModel], None], people: Floats, own: SexModel) -> float:
    """Return how long a piece of work takes, once."""
    start = time.perf_counter()
    work(people, own)
    return time.perf_counter() - start


def without_interval(people: Floats, own: SexModel) -> None:
    """Score a table with gaps, as the classifier's own method takes it."""
    thirds = np.array_split(people, len(NAMES))
    holed = [
        np.where(np.isin(own.markers, subset), values, np.nan)
        for subset, values in zip(subsets(own), thirds, strict=True)
    ]
    own.trained.classifier.log_ratio(np.concatenate(holed))


def with_interval(people: Floats, own: SexModel) -> None:
    """Estimate each third through its markers."""
    for markers, values in zip(subsets(own), np.array_split(people, len(NAMES)), strict=True):
        estimate_values(values[:, own.positions(markers)], markers, own)


def subsets(own: SexModel) -> list[tuple[str, ...]]:
    """Return the markers of each third."""
    named = distinct_subsets(own.markers)
    return [named[name] for name in NAMES]


if __name__ == "__main__":
    main()
