"""A made-up cohort as a file: people in two groups, laboratory values with gaps or long numbers."""

import csv
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.markers import CATALOGUE, Marker, Scale, Sex

Floats = NDArray[np.float64]
Form = Callable[[float], str]

SEED = 11
# A few things that all analytes share in part, so that they are correlated as in people.
SHARED = 5
LOADING = 0.4
MISSING = 0.01
# Between the groups in [SD], of every third analyte.
DIFFERENCE = 0.1
# The middle of what has no interval [unit of the marker].
UNKNOWN = 0.1
GROUPS, SEXES = ("control", "case"), ("male", "female")
BATCH = 5_000


def three_figures(value: float) -> str:
    """Write a value as a laboratory does."""
    return f"{value:.3g}"


def in_full(value: float) -> str:
    """Write every digit a number has, as a program does."""
    return repr(value)


def markers(count: int) -> list[Marker]:
    """Return markers of the catalogue for the columns."""
    return [marker for marker in CATALOGUE.values() if not marker.derived][:count]


def write_cohort(path: Path, people: int, analytes: int, form: Form) -> Path:
    """Write people with pseudonym, group, sex, age and analytes; one value in 100 is missing."""
    chosen = markers(analytes)
    with path.open("w", encoding="utf-8", newline="") as output:
        table = csv.writer(output)
        names = [f"{marker.symbol} ({marker.unit})" for marker in chosen]
        table.writerow(["id", "group", "sex", "age", *names])
        for rows in batches(people, chosen, form):
            table.writerows(rows)
    return path


def batches(people: int, chosen: list[Marker], form: Form) -> Iterator[list[list[str]]]:
    """Yield the rows, some thousand at a time."""
    random = np.random.default_rng(SEED)
    loadings = random.normal(size=(SHARED, len(chosen))) * LOADING
    moved = DIFFERENCE * (np.arange(len(chosen)) % 3 == 0)
    for start in range(0, people, BATCH):
        numbers = np.arange(start, min(start + BATCH, people))
        z = random.normal(size=(len(numbers), SHARED)) @ loadings
        z = (z + random.normal(size=z.shape)) / math.sqrt(1 + SHARED * LOADING**2)
        z += (numbers % 2)[:, None] * moved
        values = np.column_stack([spread(marker, z[:, i]) for i, marker in enumerate(chosen)])
        gone = random.random(values.shape) < MISSING
        yield [
            [*who(number), *("" if g else form(v) for v, g in zip(own, without, strict=True))]
            for number, own, without in zip(
                numbers.tolist(), values.tolist(), gone.tolist(), strict=True
            )
        ]


def spread(marker: Marker, z: Floats) -> Floats:
    """Return values [unit of the marker] so many SD from the middle of its interval, above 0."""
    interval = marker.intervals.get(Sex.MALE)
    if interval is None or not interval.is_closed or not interval.low:
        return np.asarray(UNKNOWN * np.exp(z / 2))
    middle, width = marker.location(interval)
    scaled = middle + z * width
    return np.exp(scaled) if marker.scale is Scale.LOG else np.maximum(scaled, interval.low / 2)


def who(number: int) -> list[str]:
    """Return who a made-up person is."""
    group, sex = GROUPS[number % 2], SEXES[number // 2 % 2]
    return [f"made-up-{number}", group, sex, str(18 + number % 50)]
