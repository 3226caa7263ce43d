"""Fits how much farther out real adults lie than the healthy population; writes `survey.json`.

    python -m core fit-survey --data FOLDER

The healthy population is placed by reference intervals; adults of a US survey, judged by the
catalogue's Japanese intervals, lie farther out. The ratio of their 99th percentile of squared
distance to the population's own is kept for every subset of the markers that the survey has.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import fdtri

from core.evidence.population import degrees_of_freedom, reported_markers, scatter
from core.evidence.population_fit import SURVEY_COLUMNS
from core.evidence.survey import SEXES, SOURCE, read_adults, set_aside
from core.markers import CATALOGUE, Marker, Scale, Sex

Floats = NDArray[np.float64]

LEVEL = 0.99


@dataclass(frozen=True, slots=True)
class Inflation:
    """How many times farther out 1 in 100 adults lie, in squared distance, by these markers."""

    sex: Sex
    markers: tuple[str, ...]
    inflation: float
    n: int
    source: str


def fit_inflations(data: Path) -> list[Inflation]:
    """Fit to the adults that are not set aside for checking."""
    adults, _ = set_aside(read_adults(data))
    return [
        inflation(table[list(markers)].dropna(), sex)
        for code, sex in SEXES.items()
        for table in [standardised(adults[adults["gender"] == code], sex)]
        for markers in subsets(tuple(table.columns))
    ]


def subsets(markers: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every subset of markers but the empty one."""
    for size in range(1, len(markers) + 1):
        yield from combinations(markers, size)


def standardised(adults: pd.DataFrame, sex: Sex) -> pd.DataFrame:
    """Return the survey's markers that enter a sex's score, [SD] of the catalogue's interval."""
    named = {key: column for column, key in SURVEY_COLUMNS.items() if key in reported_markers(sex)}
    return pd.DataFrame(
        {key: placed(CATALOGUE[key], adults[column], sex) for key, column in named.items()}
    )


def placed(marker: Marker, values: "pd.Series[float]", sex: Sex) -> Floats:
    """Return values in [SD] of a marker's interval; one that has no logarithm is missing."""
    middle, spread = marker.location(marker.intervals[sex])
    numbers = values.to_numpy(dtype=float)
    if marker.scale is Scale.LOG:
        numbers = np.log(np.where(numbers > 0, numbers, np.nan))
    return np.asarray((numbers - middle) / spread)


def inflation(table: pd.DataFrame, sex: Sex) -> Inflation:
    """Compare the adults' 99th percentile of squared distance with the population's."""
    markers = tuple(table.columns)
    seen = [reported_markers(sex).index(key) for key in markers]
    precision = np.linalg.inv(scatter(sex)[np.ix_(seen, seen)])
    values = table.to_numpy(dtype=float)
    distances = ((values @ precision) * values).sum(axis=1) / len(seen)
    expected = fdtri(len(seen), degrees_of_freedom(sex), LEVEL)
    ratio = round(float(np.quantile(distances, LEVEL) / expected), 3)
    return Inflation(sex, markers, ratio, len(table), SOURCE)


def write_inflations(fitted: list[Inflation], path: Path) -> None:
    """Write the figures with the command that made them."""
    document = {
        "made_by": "python -m core fit-survey",
        "selection": "adults 18-59, not pregnant, not among the 20,000 set aside for checking",
        "inflations": [asdict(one) for one in fitted],
    }
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
