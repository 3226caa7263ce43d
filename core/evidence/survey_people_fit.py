"""Fits the percentiles of a US survey's adults, by sex and age; writes `survey_people.json`.

    python -m core fit-people --data FOLDER

NHANES 1999-2018 (CDC, US public domain), in the table of the BioAge package (Kwon and Belsky 2021,
doi:10.1007/s11357-021-00480-5; `data-raw/nhanes_all.R` says how it was made). What that table is,
and what follows:

- Adults of 20 years and more; 80 stands for everybody older, so 79 is the last age taken.
- People examined, not weighted to the population of the US: the survey asked minorities and old
  people more often than they are common, and the table holds no weights.
- "Healthy" can only mean: not pregnant, and HbA1c known to be below 6.5 %, the criterion of
  diabetes (American Diabetes Association 2010, doi:10.2337/dc10-S062). The column `diabetes` is not
  used: it says what stood on the death certificates of those who died later. Somebody treated to
  below 6.5 % is in; no other illness and no drug is known; HbA1c itself ends at the criterion.
- What lay beyond 5 SD of the mean of a sex was removed by the makers of the table: as far as can
  be counted, less than 1 % of a marker's values, most of CRP, glucose and gamma-GT. The outermost
  percentiles are of what they left; an unknown HbA1c may be a very high one, and is not taken.
- Units are those of the survey, conventional throughout; creatinine of 1999-2000 and 2005-2006 was
  brought to the standardised method by the makers, and CRP of 2015-2018 to mg/dL.
- Glucose is taken of people with fasting lipids only, who came in the morning and had been asked to
  fast; it is of serum. LDL cholesterol is calculated (Friedewald). The method of ALP was not read:
  medians of 62 to 80 U/L are of the size of IFCC's, and not of JSCC's, which is three times that.
- CRP below 0.02 mg/dL is not told apart: in 2015-2016 nothing lies between 0.008, written for what
  was not detected, and 0.020; before, values were written in hundredths.
- Methods changed between the rounds of the survey, which `rounds` shows: the median bilirubin of
  men was 0.5 to 0.8 mg/dL. Percentiles are of all rounds together; correlations are of ranks within
  age band and round, so that a change of method is not taken for one of the body.

A quantile with fewer than 5 people at or beyond it is not written. The same correlations serve all
ages of a sex; in truth some differ (LDL cholesterol with gamma-GT in men: 0.3 at 20-29, 0.0 at
60-79).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.evidence import population_fit, survey
from core.evidence.population_fit import Correlation
from core.evidence.survey_people import AGE_BANDS, AgeBand
from core.markers import CATALOGUE, Sex
from core.markers.units import conversion

Floats = NDArray[np.float64]

AGES = (AGE_BANDS[0].first, AGE_BANDS[-1].last)
# Diabetes by HbA1c [%], American Diabetes Association 2010.
DIABETES = 6.5
SHARES = (0.005, 0.01, 0.025, *(round(0.05 * step, 2) for step in range(1, 20)), 0.975, 0.99, 0.995)
SMALLEST_COUNT = 5
FIGURES = 4
FASTING = ("trig", "ldl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A column of the survey: the marker it holds, its unit as a code of UCUM.

    `limit` [unit of the marker] is the least that is told apart, where there is one; `is_fasting`
    says that only people with fasting lipids count.
    """

    marker: str
    column: str
    unit: str
    limit: float | None = None
    is_fasting: bool = False


MEASURED = (
    Measured(marker="alb", column="albumin", unit="g/dL"),
    Measured(marker="alp_ifcc", column="alp", unit="U/L"),
    Measured(marker="un", column="bun", unit="mg/dL"),
    Measured(marker="cre", column="creat", unit="mg/dL"),
    Measured(marker="glu", column="glucose", unit="mg/dL", is_fasting=True),
    Measured(marker="hba1c", column="hba1c", unit="%"),
    Measured(marker="t_bil", column="ttbl", unit="mg/dL"),
    Measured(marker="ggt", column="ggt", unit="U/L"),
    Measured(marker="ua", column="uap", unit="mg/dL"),
    Measured(marker="crp", column="crp", unit="mg/dL", limit=0.02),
    Measured(marker="wbc", column="wbc", unit="10*3/uL"),
    Measured(marker="rbc", column="rbc", unit="10*6/uL"),
    Measured(marker="mcv", column="mcv", unit="fL"),
    Measured(marker="tc", column="totchol", unit="mg/dL"),
    Measured(marker="hdl_c", column="hdl", unit="mg/dL"),
    Measured(marker="ldl_c", column="ldl", unit="mg/dL"),
    Measured(marker="tg", column="trig", unit="mg/dL"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One marker among n people of a sex and age band: its quantiles, None where suppressed.

    `below` is the share of people under `limit`, at which they stand.
    """

    marker: str
    sex: Sex
    age_band: str
    n: int
    quantiles: tuple[float | None, ...]
    below: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """The lowest and the highest median of a marker among the survey's rounds, in a sex."""

    marker: str
    sex: Sex
    lowest_median: float
    highest_median: float


def read_people(data: Path) -> pd.DataFrame:
    """Read the survey's people as the head of this file selects them; columns as it names them."""
    people = pd.read_csv(data / survey.FILE)
    chosen = people["age"].between(*AGES) & (people["pregnant"] != 1)
    return people[chosen & (people["hba1c"] < DIABETES)]


def measured(people: pd.DataFrame) -> pd.DataFrame:
    """Return the people's values under our marker keys, in the units of the catalogue."""
    fasting = people[list(FASTING)].notna().any(axis=1)
    return pd.DataFrame(
        {
            one.marker: conversion(CATALOGUE[one.marker], one.unit).into_all(
                people[one.column].where(fasting | (not one.is_fasting)).to_numpy(dtype=np.float64)
            )
            for one in MEASURED
        },
        index=people.index,
    )


def cells(people: pd.DataFrame) -> Iterator[Cell]:
    """Yield every marker in every sex and age band."""
    values = measured(people)
    for code, sex in survey.SEXES.items():
        for band in AGE_BANDS:
            own = values[(people["gender"] == code) & people["age"].between(band.first, band.last)]
            for one in MEASURED:
                yield cell(one, own[one.marker].dropna().to_numpy(), sex, band)


def cell(one: Measured, values: Floats, sex: Sex, band: AgeBand) -> Cell:
    """Return the figures of the people with a value, (n,)."""
    told = values if one.limit is None else np.maximum(values, one.limit)
    return Cell(
        marker=one.marker,
        sex=sex,
        age_band=band.name,
        n=len(values),
        quantiles=quantiles(told),
        below=None if one.limit is None else rounded(float((values < one.limit).mean())),
        limit=one.limit,
    )


def quantiles(values: Floats) -> tuple[float | None, ...]:
    """Return the quantiles at SHARES, None where fewer than 5 people lie at or beyond."""
    found = np.quantile(values, SHARES)
    enough = people_beyond(values, found) >= SMALLEST_COUNT
    return tuple(
        rounded(float(value)) if told else None for value, told in zip(found, enough, strict=True)
    )


def people_beyond(values: Floats, found: Floats) -> NDArray[np.int64]:
    """Return how many people lie at or beyond each of the quantiles at SHARES, on its own side."""
    ordered = np.sort(values)
    at_or_below = np.searchsorted(ordered, found, side="right")
    at_or_above = len(ordered) - np.searchsorted(ordered, found, side="left")
    return np.where(np.array(SHARES) < 1 / 2, at_or_below, at_or_above)


def rounded(value: float) -> float:
    """Return a figure with as many significant digits as the survey measures, or one more."""
    return float(f"{value:.{FIGURES}g}")


def rounds(people: pd.DataFrame) -> Iterator[Rounds]:
    """Yield how far the medians of the survey's rounds lie apart."""
    values = measured(people)
    for code, sex in survey.SEXES.items():
        of_sex = people["gender"] == code
        medians = values[of_sex].groupby(people["wave"][of_sex]).median()
        for key in medians.columns:
            lowest, highest = rounded(medians[key].min()), rounded(medians[key].max())
            yield Rounds(marker=key, sex=sex, lowest_median=lowest, highest_median=highest)


def correlations(people: pd.DataFrame) -> Iterator[Correlation]:
    """Yield the correlation of every pair by sex, of ranks within age band and round."""
    values = measured(people)
    band = pd.cut(people["age"], [0, *(band.last for band in AGE_BANDS)], labels=False)
    for code, sex in survey.SEXES.items():
        of_sex = people["gender"] == code
        groups = [band[of_sex], people["wave"][of_sex]]
        ranks = values[of_sex].groupby(groups).rank(pct=True)
        yield from population_fit.correlations(ranks, sex, survey.SOURCE)


def write_people(people: pd.DataFrame, path: Path) -> int:
    """Fit and write the figures with the command that made them; return how many cells."""
    fitted = [asdict(one) for one in cells(people)]
    about: dict[str, object] = {
        "made_by": "python -m core fit-people",
        "source": f"{survey.SOURCE} (CDC, public domain), table of BioAge b1f9fc02",
        "selection": "ages 20-79, not pregnant, HbA1c below 6.5 %; people examined, not weighted",
        "method": "quantiles by linear interpolation (numpy); Spearman rho of ranks within age band"
        " and round as 2 sin(pi rho / 6)",
        "people": len(people),
        "smallest_count": SMALLEST_COUNT,
        "shares": SHARES,
    }
    records = {
        "cells": fitted,
        "rounds": [asdict(one) for one in rounds(people)],
        "correlations": [asdict(one) for one in correlations(people)],
    }
    entries = [f' "{name}": {json.dumps(entry)}' for name, entry in about.items()]
    entries += [f' "{name}": {lines(entry)}' for name, entry in records.items()]
    path.write_text("{\n" + ",\n".join(entries) + "\n}\n", encoding="utf-8")
    return len(fitted)


def lines(records: Sequence[Mapping[str, object]]) -> str:
    """Return records as JSON, a line each, without what is not stated: people read the file too."""
    stated = [{name: entry for name, entry in one.items() if entry is not None} for one in records]
    return "[\n  " + ",\n  ".join(json.dumps(one) for one in stated) + "\n ]"
