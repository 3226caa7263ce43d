"""Are the figures of the studio honest? On labels that say nothing, and on people never seen.

    python -m benchmarks.no_optimism [--runs N]

Made-up people are given shuffled labels, and a model is made and tested as in the studio: its AUC
is 0.5, which its 95 % interval must hold in 92 to 98 of 100 runs. Then models are trained on
virtual people of many worlds: the calibration slope they report, and the one on new virtual people.
"""

import argparse
from collections.abc import Iterator

import numpy as np

from benchmarks.figures import Figure, report
from benchmarks.known_truth import DRAWN, MARKERS, PEOPLE, Slopes, on_nothing, slopes_of
from core.cards import Discrimination
from core.learning.workers import cores, workers

RUNS, DRAWS = 100, 8
CHANCE, ALPHA = 0.5, 0.05


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="No optimism", add_help=False)
    parser.add_argument("--runs", type=int, default=RUNS)
    words, _ = parser.parse_known_args()
    with workers(None, cores()) as many:
        nothing = many.each(on_nothing, range(words.runs), lambda _: None)
        slopes = many.each(slopes_of, range(DRAWS), lambda _: None)
    report(
        f"Labels that say nothing: {words.runs} runs of {PEOPLE} people x {MARKERS} markers; "
        f"{DRAWS} draws of {DRAWN} virtual people",
        [*figures_of(nothing), *figures_of_slopes(slopes)],
    )


def figures_of(found: list[Discrimination]) -> Iterator[Figure]:
    """Yield what the intervals held."""
    each = [one.auc for one in found]
    held = [one.low <= CHANCE <= one.high for one in each]
    yield Figure("95 % intervals that hold 0.5 (aim 92 to 98 in 100)", 100 * mean(held), "%")
    yield Figure("intervals wholly above 0.5", 100 * mean([one.low > CHANCE for one in each]), "%")
    yield Figure("intervals wholly below 0.5", 100 * mean([one.high < CHANCE for one in each]), "%")
    yield Figure("mean AUC", mean([one.value for one in each]), "")
    yield Figure("SD of the AUC", float(np.std([one.value for one in each])), "")
    yield Figure("mean width", mean([one.high - one.low for one in each]), "")
    yield Figure("mean AUC on the people fitted", mean([one.apparent_auc for one in found]), "")
    few = [one.permutation.p <= ALPHA for one in found]
    yield Figure(f"p at or below {ALPHA} (should be {ALPHA:.0%})", 100 * mean(few), "%")


def figures_of_slopes(found: list[Slopes]) -> Iterator[Figure]:
    """Yield the calibration slopes."""
    for name, slopes in (
        ("as reported", [one.reported for one in found]),
        ("on new people", [one.on_new for one in found]),
    ):
        yield Figure(f"calibration slope {name}, mean (aim 0.9 to 1.1)", mean(slopes), "")
        yield Figure(f"calibration slope {name}, smallest", min(slopes), "")
        yield Figure(f"calibration slope {name}, largest", max(slopes), "")


def mean(values: list[float] | list[bool]) -> float:
    """Return the mean."""
    return float(np.mean(values))


if __name__ == "__main__":
    main()
