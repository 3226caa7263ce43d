"""Training from nothing: seconds, golden scores against the shipped ones, and how well it does."""

import csv
import io
import time
from collections.abc import Iterable
from datetime import date

from benchmarks.figures import Figure, report
from core.commands.shared import MODELS
from core.learning.training import train
from core.learning.writer import golden_csv
from core.scoring.artefact import GOLDEN, SCORES, latest
from core.scoring.card import Metric

ANY_DAY = date(2026, 1, 1)


def main() -> None:
    """Train, and print each figure against its limit."""
    start = time.perf_counter()
    training = train(lambda _share: None)
    seconds = time.perf_counter() - start
    shipped = (latest(MODELS / "withdrawal-risk") / GOLDEN).read_text(encoding="utf-8")
    report(
        "Training from nothing (all of it on virtual people)",
        [
            Figure("training with its measures", seconds, "s", 600),
            Figure(
                "golden scores, largest change",
                change(golden_csv(training, ANY_DAY), shipped),
                "",
                1e-9,
            ),
            Figure(
                "largest regret to the Bayes limit",
                max(values(training.metrics, "regret")),
                "AUC",
                0.005,
            ),
            Figure("largest calibration error", max(values(training.metrics, "ece")), "", 0.02),
            Figure(
                "lowest coverage of the interval",
                min(values(training.metrics, "coverage")),
                "",
                0.88,
            ),
            Figure("highest coverage", max(values(training.metrics, "coverage")), "", 0.92),
        ],
    )


def values(metrics: Iterable[Metric], name: str) -> list[float]:
    """Return a measure over both sexes and every subset of markers."""
    return [metric.value for metric in metrics if metric.name == name]


def change(ours: str, shipped: str) -> float:
    """Return by how much a golden score differs at most. Raises ValueError for other panels."""
    pairs = zip(*(csv.DictReader(io.StringIO(text)) for text in (ours, shipped)), strict=True)
    return max(abs(float(a[name]) - float(b[name])) for a, b in pairs for name in SCORES)


if __name__ == "__main__":
    main()
