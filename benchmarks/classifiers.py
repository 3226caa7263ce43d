"""Candidates for the score against the Bayes limit: one table per sex, all people virtual.

Trained on people of many plausible worlds, each seen through the routine markers, those and the
amino acids, all, or a single one; tested on people of other worlds, the same for every candidate.
Regret is the AUC of the exact average over worlds minus the candidate's. `--write` puts the rows
where `python -m core train` finds them for the model card.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.candidates import CANDIDATES, SHIPPED, Classifier
from benchmarks.figures import median_ms
from core.evidence.bayes_limit import BayesLimit, bayes_limits, seen_through
from core.evidence.discrimination import auc
from core.evidence.population import reported_markers
from core.evidence.virtual_cohort import VirtualPeople, draw_people, plausible_worlds
from core.learning.calibration import brier, calibration_error, calibration_slope
from core.learning.performance import SUBSETS, distinct_subsets
from core.markers import Sex

PATH = Path(__file__).parents[1] / "core" / "learning" / "candidates.json"
SEED = 4283
REPEATS, REPEATS_TOGETHER = 30, 3
PLACES = 5
LARGEST_REGRET, LARGEST_ERROR = 0.005, 0.02
LIMIT, INFORMED = "bayes_limit", "informed_limit"
COLUMNS = ("auc", "regret", "brier", "slope", "ece", "ms_per_panel", "s_per_million")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sizes:
    """People to train on and to test on, and worlds that the limit is averaged over, per sex."""

    train: int = 60_000
    test: int = 40_000
    worlds: int = 4_000


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate on one subset of one sex's markers; None where it has no meaning.

    `ms_per_panel` is one row at a time, warm; `s_per_million` is worked out from all the
    test people (40,000) at once, by one process: forest and explainable boosting on one core, the
    others on as many as their library takes.
    """

    sex: Sex
    candidate: str
    subset: str
    auc: float
    regret: float | None = None
    brier: float | None = None
    slope: float | None = None
    ece: float | None = None
    ms_per_panel: float | None = None
    s_per_million: float | None = None

    @property
    def flat(self) -> dict[str, str | float]:
        """Return what is known, rounded; all but the times are the same on every machine."""
        known = {key: value for key, value in asdict(self).items() if value is not None}
        return {k: round(v, PLACES) if isinstance(v, float) else str(v) for k, v in known.items()}


def main() -> None:
    """Measure both sexes, print their tables, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="file for the table as JSON")
    parser.add_argument("--write", action="store_true", help="write core/learning/candidates.json")
    words = parser.parse_args()
    sizes = Sizes()
    rows = [row for sex in Sex for row in rows_of(sex, sizes)]
    for sex in Sex:
        show(sex, [row for row in rows if row.sex is sex])
    show_aims([row for row in rows if row.candidate == SHIPPED])
    for path in (words.json, PATH if words.write else None):
        if path:
            path.write_text(json.dumps(document(rows, sizes), indent=1) + "\n", encoding="utf-8")


def rows_of(sex: Sex, sizes: Sizes) -> Iterator[Row]:
    """Yield the rows of a sex: limits and the shipped one on every subset, others on the named."""
    seeds = np.random.SeedSequence([SEED, list(Sex).index(sex)]).spawn(3)
    to_train, to_test, to_average = (np.random.default_rng(seed) for seed in seeds)
    values, groups = training_people(sex, sizes.train, to_train)
    true_worlds = plausible_worlds(sizes.test // 2, to_test)
    people = draw_people(true_worlds, sex, 2, to_test)
    subsets = distinct_subsets(reported_markers(sex))
    progress(f"{sex.value}: Bayes limit")
    worlds = plausible_worlds(sizes.worlds, to_average)
    limits = bayes_limits(people, true_worlds, sex, subsets, worlds)
    for limit in limits:
        yield limit_row(limit, people.groups)
        yield Row(sex, INFORMED, limit.subset, limit.informed_auc)
    for name, fit in CANDIDATES.items():
        progress(f"{sex.value}: {name}")
        classifier = fit(values, groups, sex)
        for limit in limits:
            if limit.subset in SUBSETS or name == SHIPPED:
                yield candidate_row(name, classifier, limit, people)


def training_people(sex: Sex, count: int, random: np.random.Generator) -> tuple[Floats, Ints]:
    """Return values (n, n_markers) and groups; each person is seen through one random subset.

    The named subsets and "a single marker" are equally frequent.
    """
    people = draw_people(plausible_worlds(count // 2, random), sex, 2, random)
    markers = reported_markers(sex)
    named = [held for name, held in distinct_subsets(markers).items() if name in SUBSETS]
    masks = np.array([np.isin(markers, held) for held in named] + list(np.eye(len(markers)) > 0))
    single = len(named) + random.integers(len(markers), size=count)
    kind = random.integers(len(named) + 1, size=count)
    seen = masks[np.where(kind < len(named), kind, single)]
    return np.where(seen, people.values, np.nan), people.groups


def limit_row(limit: BayesLimit, groups: Ints) -> Row:
    """Return the row of the exact average over worlds."""
    probability = 1 / (1 + np.exp(-limit.log_ratios))
    return Row(limit.sex, LIMIT, limit.subset, limit.auc, 0.0, *quality(probability, groups))


def candidate_row(
    name: str, classifier: Classifier, limit: BayesLimit, people: VirtualPeople
) -> Row:
    """Return the row of a classifier on the people and the subset of a limit."""
    values = seen_through(people.values, limit.sex, limit.markers)
    one = values[:1]
    ms = median_ms(lambda: classifier.predict_proba(one), REPEATS)
    ms_together = median_ms(lambda: classifier.predict_proba(values), REPEATS_TOGETHER)
    probability = classifier.predict_proba(values)[:, 1]
    found = auc(probability[people.groups == 1], probability[people.groups == 0])
    fit = quality(probability, people.groups)
    seconds = ms_together * 1000 / len(values)
    return Row(limit.sex, name, limit.subset, found, limit.auc - found, *fit, ms, seconds)


def quality(probability: Floats, groups: Ints) -> tuple[float, float, float]:
    """Return Brier score, calibration slope and expected calibration error."""
    return (
        brier(probability, groups),
        calibration_slope(probability, groups),
        calibration_error(probability, groups),
    )


def progress(words: str) -> None:
    """Tell a waiting person what is being measured."""
    print(words, file=sys.stderr, flush=True)


def show(sex: Sex, rows: list[Row]) -> None:
    """Print the table of the named subsets and a short one of single markers."""
    print(f"\n{sex.value}: virtual people (simulation)\n{'candidate':<22}{'subset':<9}", end="")
    print("".join(f"{column:>14}" for column in COLUMNS))
    named = [row for row in rows if row.subset in SUBSETS]
    for row in sorted(named, key=lambda row: list(SUBSETS).index(row.subset)):
        cells = "".join(cell(getattr(row, column)) for column in COLUMNS)
        print(f"{row.candidate:<22}{row.subset:<9}{cells}")
    print(f"\n{'single marker':<14}{LIMIT:>14}{INFORMED:>16}{'regret':>10}{'ece':>10}")
    for subset in dict.fromkeys(row.subset for row in rows if row.subset not in SUBSETS):
        by_name = {row.candidate: row for row in rows if row.subset == subset}
        best, informed, shipped = (by_name[name] for name in (LIMIT, INFORMED, SHIPPED))
        print(f"{subset:<14}{best.auc:>14.4f}{informed.auc:>16.4f}", end="")
        print(f"{shipped.regret:>10.5f}{shipped.ece:>10.4f}")


def cell(value: float | None) -> str:
    """Return a figure in its column, a dash where there is none."""
    return f"{'-' if value is None else format(value, '.4f'):>14}"


def show_aims(shipped: list[Row]) -> None:
    """Print the shipped classifier's worst figures beside what is aimed at."""
    print(f"\n{SHIPPED}, which is shipped: largest over every sex and subset, and the aim")
    for column, aim in (("regret", LARGEST_REGRET), ("ece", LARGEST_ERROR)):
        print(f"{column:<8}{max(getattr(row, column) for row in shipped):>10.5f}{aim:>8}")


def document(rows: list[Row], sizes: Sizes) -> Mapping[str, object]:
    """Return the file for the card: no date, and apart from the times the same on every run."""
    return {
        "made_by": "python -m benchmarks.classifiers --write",
        "what": "candidates for the score against the Bayes limit on virtual people (simulation)",
        "seed": SEED,
        "people_per_sex": asdict(sizes),
        "cores": os.cpu_count(),
        "rows": [row.flat for row in rows],
    }


if __name__ == "__main__":
    main()
