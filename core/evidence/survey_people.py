"""Adults of a US survey, simulated from their stored percentiles by sex and age.

Whose percentiles they are, and what was left out, is written in `survey_people.json` and in
`survey_people_fit.py`. They are people of a survey, not "normal people": only diabetes by HbA1c and
pregnancy were left out. Simulated people have the survey's percentiles exactly; between two of them
and beyond the outermost (0.5 and 99.5 %) nothing is known, so values lie on a straight line between
and none lie beyond. How markers go together is one normal copula a sex, the same at every age.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.cohort import Analyte, Cohort, Factor, Origin
from core.cohort.cohort import BELOW, EXACT, SEX
from core.evidence.population import positive_definite
from core.markers import CATALOGUE, Sex

Floats = NDArray[np.float64]
Limits = NDArray[np.int8]

PATH = Path(__file__).parent / "survey_people.json"
# Keys of the sentences by which these people are named, described and hedged.
NAME, WHAT, RESERVATIONS = "survey.name", "survey.what", "survey.reservations"
AGE_BAND = "age_band"


@dataclass(frozen=True, slots=True)
class AgeBand:
    """People of an age from `first` to `last` completed years, both included."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """Return the level of the factor "age_band", such as "20-29"."""
        return f"{self.first}-{self.last}"


# The survey's file begins at 20 years, and calls everybody of 80 or more 80.
AGE_BANDS = (AgeBand(20, 29), AgeBand(30, 39), AgeBand(40, 49), AgeBand(50, 59), AgeBand(60, 79))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marginal:
    """How a marker is spread among `n` people of a sex and age band.

    `quantiles` [unit of the marker] belong to `shares`, both (n_shares,). The share `below` of the
    people had less than `limit`, which stands for them; without a limit it is 0.
    """

    n: int
    shares: Floats
    quantiles: Floats
    below: float
    limit: float


@dataclass(frozen=True, slots=True)
class SurveyPeople:
    """The survey's people as figures: the spread of each marker, and how markers go together.

    `marginals` are by marker, sex and name of the age band; `correlations` by sex, on the normal
    scale, (n_markers, n_markers) in the order of `markers`.
    """

    markers: tuple[str, ...]
    marginals: Mapping[tuple[str, Sex, str], Marginal]
    correlations: Mapping[Sex, Floats]


@cache
def survey_people() -> SurveyPeople:
    """Return the figures that ship with the project."""
    return read_survey_people(PATH)


def read_survey_people(path: Path) -> SurveyPeople:
    """Read the figures as `fit-people` writes them."""
    document = json.loads(path.read_text(encoding="utf-8"))
    markers = tuple(dict.fromkeys(cell["marker"] for cell in document["cells"]))
    shares = np.array(document["shares"])
    marginals = {
        (cell["marker"], Sex(cell["sex"]), cell["age_band"]): _marginal(cell, shares)
        for cell in document["cells"]
    }
    correlations = {sex: np.eye(len(markers)) for sex in Sex}
    for pair in document["correlations"]:
        i, j = markers.index(pair["first"]), markers.index(pair["second"])
        correlations[Sex(pair["sex"])][[i, j], [j, i]] = pair["r"]
    definite = {sex: positive_definite(matrix) for sex, matrix in correlations.items()}
    return SurveyPeople(markers, MappingProxyType(marginals), MappingProxyType(definite))


def _marginal(cell: Mapping[str, Any], shares: Floats) -> Marginal:
    """Make the marginal of a cell; a suppressed quantile (null) is left out."""
    quantiles = np.array(cell["quantiles"], dtype=np.float64)
    told = ~np.isnan(quantiles)
    return Marginal(
        n=cell["n"],
        shares=shares[told],
        quantiles=quantiles[told],
        below=cell.get("below", 0.0),
        limit=cell.get("limit", np.nan),
    )


def survey_cohort(people_per_cell: int, seed: int) -> Cohort:
    """Return simulated adults of the survey, as many of each sex and age band.

    Values are in the unit of the catalogue; ages are spread evenly over the band. The same seed
    gives the same people.
    """
    random = np.random.default_rng(seed)
    people = survey_people()
    cells = [(sex, band) for sex in Sex for band in AGE_BANDS]
    drawn = [draw(people, sex, band, people_per_cell, random) for sex, band in cells]
    sexes, bands = tuple(Sex), tuple(band.name for band in AGE_BANDS)
    of_sex = [sexes.index(sex) for sex, _ in cells]
    of_band = [AGE_BANDS.index(band) for _, band in cells]
    return Cohort(
        name="survey",
        origin=Origin.SURVEY,
        analytes=tuple(_analyte(key) for key in people.markers),
        values=np.concatenate([values for values, _, _ in drawn]),
        limits=np.concatenate([limits for _, limits, _ in drawn]),
        factors={
            SEX: _factor(SEX, tuple(map(str, sexes)), of_sex, people_per_cell),
            AGE_BAND: _factor(AGE_BAND, bands, of_band, people_per_cell),
        },
        ages=np.concatenate([ages for _, _, ages in drawn]),
    )


def draw(
    people: SurveyPeople, sex: Sex, band: AgeBand, count: int, random: np.random.Generator
) -> tuple[Floats, Limits, Floats]:
    """Draw people of a sex and age band: values and limits (count, n_markers), ages (count,).

    Every marker takes the values at `count` evenly spread shares, so that its percentiles are the
    survey's; a normal copula says who has which.
    """
    shares = (np.arange(count) + 0.5) / count
    marginals = [people.marginals[key, sex, band.name] for key in people.markers]
    root = np.linalg.cholesky(people.correlations[sex])
    order = np.argsort(random.normal(size=(count, len(marginals))) @ root.T, axis=0)
    ranked = np.column_stack([np.interp(shares, m.shares, m.quantiles) for m in marginals])
    is_below = np.column_stack([shares < m.below for m in marginals])
    values, limits = np.empty_like(ranked), np.empty(ranked.shape, dtype=np.int8)
    # Who is below a limit stands at it: a line drawn to the next percentile must not lift them.
    ranked = np.where(is_below, [m.limit for m in marginals], ranked)
    np.put_along_axis(values, order, ranked, axis=0)
    np.put_along_axis(limits, order, np.where(is_below, BELOW, EXACT).astype(np.int8), axis=0)
    ages = band.first + random.permutation(shares) * (band.last + 1 - band.first)
    return values, limits, ages


def _analyte(key: str) -> Analyte:
    marker = CATALOGUE[key]
    return Analyte(key=key, unit=marker.unit, scale=marker.scale, marker=marker)


def _factor(name: str, levels: tuple[str, ...], codes: list[int], repeats: int) -> Factor:
    return Factor(name, levels, np.repeat(np.array(codes, dtype=np.int32), repeats))
