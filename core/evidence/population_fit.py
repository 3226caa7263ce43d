"""Fits the correlations of healthy people's markers to public data; writes `population.json`.

    python -m core fit-population --data FOLDER

Routine markers: NHANES 1999-2018, adults 18-59, not pregnant (CDC, public domain). Uric acid,
ornithine and long-chain acylcarnitines: MTBLS90, 968 plasma samples (MetaboLights). Arginine with
ornithine: MTBLS161, 59 serum samples, ranks within each class. Spearman correlations are turned
into those of a normal copula, 2 sin(pi rho / 6), so that skew and units do not matter.

How heavy the tails are is fitted to the same tables: the degrees of freedom of a multivariate t by
maximum likelihood (EM; Liu and Rubin 1995), skewed markers on the logarithm.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import gammaln

from core.evidence import survey
from core.markers import CATALOGUE, Scale, Sex

Floats = NDArray[np.float64]

SURVEY_COLUMNS = {"ttbl": "t_bil", "uap": "ua", "hdl": "hdl_c"}
MTBLS90_COLUMNS = {
    "M18": "ua",
    "M146": "ornithine",
    "M69": "ac_c14_1",
    "M74": "ac_c16",
    "M82": "ac_c18_1",
    "M81": "ac_c18_2",
}
MTBLS90_SEXES = {"Male": Sex.MALE, "Female": Sex.FEMALE}
# Data sets large enough to tell tails, and whether their values are as measured or logarithms.
RAW = {survey.SOURCE: True, "MTBLS90": False}
DEGREES_OF_FREEDOM = (2.0, 200.0)
EM_STEPS = 60
MTBLS161_COLUMNS = {"M3": "arginine", "M22": "ornithine"}


@dataclass(frozen=True, slots=True)
class Correlation:
    """A correlation of two markers on the normal scale, from n people of one sex."""

    first: str
    second: str
    sex: Sex
    r: float
    n: int
    source: str


def fit_population(data: Path) -> list[Correlation]:
    """Estimate every pair that the data sets hold; the first source of a pair counts."""
    found: dict[tuple[str, str, Sex], Correlation] = {}
    for table, sex, source in tables(data):
        for correlation in correlations(table, sex, source):
            key = (*sorted((correlation.first, correlation.second)), sex)
            found.setdefault((key[0], key[1], sex), correlation)
    return list(found.values())


def tables(data: Path) -> Iterator[tuple[pd.DataFrame, Sex, str]]:
    """Yield (people x markers, sex, source) from each data set, larger sets first."""
    adults = survey.read_adults(data)
    for code, sex in survey.SEXES.items():
        yield named(adults[adults["gender"] == code], SURVEY_COLUMNS), sex, survey.SOURCE
    mtbls90 = pd.read_excel(data / "metabolomics" / "MTBLS90.xlsx", "Data", engine="calamine")
    for word, sex in MTBLS90_SEXES.items():
        yield named(mtbls90[mtbls90["Sex"] == word], MTBLS90_COLUMNS), sex, "MTBLS90"
    mtbls161 = pd.read_excel(data / "metabolomics" / "MTBLS161.xlsx", "Data", engine="calamine")
    ranks = named(mtbls161, MTBLS161_COLUMNS).groupby(mtbls161["Class"]).rank(pct=True)
    for sex in Sex:  # the file does not state the sex: one figure stands for both
        yield ranks, sex, "MTBLS161"


def named(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return the columns of interest under our marker keys."""
    return table[list(columns)].rename(columns=dict(columns))


def correlations(table: pd.DataFrame, sex: Sex, source: str) -> Iterator[Correlation]:
    """Yield the correlation of every pair of columns over the people who have both."""
    for first, second in combinations(table.columns, 2):
        pair = table[[first, second]].dropna()
        rho = pair[first].rank().corr(pair[second].rank())
        r = 2 * math.sin(math.pi * rho / 6)
        yield Correlation(first, second, sex, round(r, 4), len(pair), source)


@dataclass(frozen=True, slots=True)
class Tail:
    """Degrees of freedom of a multivariate t that fits n people of one sex."""

    markers: tuple[str, ...]
    sex: Sex
    degrees_of_freedom: float
    n: int
    source: str


def fit_tails(data: Path) -> list[Tail]:
    """Estimate how heavy the tails of healthy people's markers are, by data set and sex."""
    return [tail(table, sex, source) for table, sex, source in tables(data) if source in RAW]


def tail(table: pd.DataFrame, sex: Sex, source: str) -> Tail:
    """Fit the degrees of freedom to the people who have every marker of the table."""
    complete = table.dropna()
    if RAW[source]:
        complete = complete[(complete > 0).all(axis=1)]
        for key in complete.columns:
            if CATALOGUE[key].scale is Scale.LOG:
                complete = complete.assign(**{key: np.log(complete[key])})
    values = complete.to_numpy(dtype=float)

    def badness(log_df: float) -> float:
        return -t_log_likelihood(values, math.exp(log_df))

    fewest, most = DEGREES_OF_FREEDOM
    best = minimize_scalar(badness, bounds=(math.log(fewest), math.log(most)), method="bounded")
    df = round(math.exp(best.x), 2)
    return Tail(tuple(table.columns), sex, df, len(values), source)


def t_log_likelihood(values: Floats, df: float) -> float:
    """Return the log-likelihood of values (n, k) under the multivariate t that fits them best."""
    centre, scatter = values.mean(axis=0), np.cov(values.T)
    for _ in range(EM_STEPS):
        weights = (df + len(scatter)) / (df + squared_distances(values - centre, scatter))
        centre = weights @ values / weights.sum()
        scatter = ((values - centre).T * weights) @ (values - centre) / len(values)
    k, distances = len(scatter), squared_distances(values - centre, scatter)
    constant = gammaln((df + k) / 2) - gammaln(df / 2) - k / 2 * math.log(df * math.pi)
    density = -np.linalg.slogdet(scatter).logabsdet / 2 - (df + k) / 2 * np.log1p(distances / df)
    return float((constant + density).sum())


def squared_distances(centred: Floats, scatter: Floats) -> Floats:
    """Return the squared Mahalanobis distance of each row, (n,)."""
    return np.asarray((centred * np.linalg.solve(scatter, centred.T).T).sum(axis=1))


def write_population(fitted: list[Correlation], tails: list[Tail], path: Path) -> None:
    """Write the figures with their source and the command that made them."""
    document = {
        "made_by": "python -m core fit-population",
        "selection": "NHANES adults 18-59, not pregnant; MTBLS90 by sex; MTBLS161 ranks by class",
        "method": "Spearman rho as 2 sin(pi rho / 6), pairs complete for both",
        "correlations": [asdict(c) for c in fitted],
        "tails": [asdict(tail) for tail in tails],
    }
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
