"""How long the studio takes: the whole protocol of a discrimination model, from people to figures.

    python -m benchmarks.studio [--data FOLDER]

Virtual people as many as in the study, with as many molecules, and a real metabolomics set. The
limits are for 2 cores.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure, report
from benchmarks.known_truth import PLAN, people_of
from core.cards import Kind, Plan
from core.evidence.virtual_study import draw_study
from core.learning.discrimination.protocol import protocol_for
from core.learning.discrimination.study import discriminate
from core.learning.labelled import labelled_people
from core.learning.people import LabelledPeople
from core.learning.workers import cores
from core.readers.cohorts import read_cohort

DATA = Path(__file__).parents[2] / "shared" / "data"
REAL, SHEET, GROUP = Path("metabolomics") / "MTBLS90.xlsx", "Data", "Class"
# The limits in [s].
STUDY, LARGE = 90.0, 600.0
# The size of the effects about which the study's AUC is likely.
SCALE, SEED = 1.0, 1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The studio", add_help=False)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with metabolomics/")
    words, _ = parser.parse_known_args()
    figures = [*measured("virtual study", the_study(), STUDY)]
    path = words.data / REAL
    if path.is_file():
        figures += measured(path.stem, real(path), LARGE)
    else:
        print(f"{path.name} is not in the folder of --data: left out")
    report(f"The whole protocol on {cores()} cores", figures)


def measured(name: str, people: LabelledPeople, limit: float) -> Iterator[Figure]:
    """Yield how long it takes, and what was found."""
    start = time.perf_counter()
    protocol = protocol_for(people)
    found = discriminate(people, PLAN, protocol, lambda *_: None).discrimination
    size = f"{name}, {people.size} x {people.inputs.values.shape[1]}"
    yield Figure(size, time.perf_counter() - start, "s", limit)
    yield Figure(f"{name}, outer folds", protocol.repeats * protocol.folds, "")
    yield Figure(f"{name}, shuffles", protocol.permutations, "")
    yield Figure(f"{name}, AUC", found.auc.value, "")
    yield Figure(f"{name}, AUC, lower end", found.auc.low, "")
    yield Figure(f"{name}, AUC, upper end", found.auc.high, "")


def the_study() -> LabelledPeople:
    """Return virtual people as in the study."""
    drawn = draw_study(SCALE, np.random.default_rng(SEED))
    return people_of(drawn.values, drawn.groups.astype(float), np.zeros((len(drawn.groups), 0)))


def real(path: Path) -> LabelledPeople:
    """Return the people of a set. Raises RuntimeError if it cannot be read."""
    cohort = read_cohort(path.read_bytes(), path.name, sheet=SHEET).cohort
    if cohort is None:
        raise RuntimeError(path.name)
    plan = Plan(
        kind=Kind.DISCRIMINATION,
        name=PLAN.name,
        analytes=tuple(analyte.key for analyte in cohort.analytes),
        group=GROUP,
        levels=cohort.factors[GROUP].levels,
    )
    return labelled_people(cohort, plan)


if __name__ == "__main__":
    main()
