"""Two real metabolomics tables against scipy, statsmodels and pingouin, to the tenth figure."""

import warnings
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.metrics import roc_auc_score

from core.cohort import Analyte, Choice, Cohort, Design, Factor, Method, Origin
from core.cohort.groups.comparison import compare
from tests.cohort.judges import check, check_fit, fitted

NAMES = ("MTBLS161", "MTBLS90")
GAP = 0.07


def cohort_of(folder: Path, name: str) -> Cohort:
    """The table with gaps put in at random, its class as the group, made-up ages and sites."""
    with warnings.catch_warnings():
        # openpyxl says of one of the files that it has no default style.
        warnings.simplefilter("ignore", UserWarning)
        path = folder / "metabolomics" / f"{name}.xlsx"
        table = pd.read_excel(path, sheet_name="Data", engine="openpyxl")
    keys = [column for column in table if str(column)[0] == "M" and str(column)[1:].isdigit()]
    generator = np.random.default_rng(11)
    values = table[keys].to_numpy(dtype=np.float64).copy()
    values[generator.random(values.shape) < GAP] = np.nan
    codes = table["Class"].to_numpy().astype(np.int32)
    sites = generator.integers(0, 2, len(table)).astype(np.int32)
    factors: Mapping[str, Factor] = {
        "class": Factor("class", ("0", "1"), codes),
        "site": Factor("site", ("x", "y"), sites),
    }
    ages = generator.normal(40, 12, len(table)) + 3 * codes
    return Cohort(
        name=name,
        origin=Origin.OWN,
        analytes=tuple(Analyte(key=str(key)) for key in keys),
        values=values,
        factors=factors,
        ages=ages,
    )


@pytest.fixture(scope="module", params=NAMES)
def real(request: pytest.FixtureRequest, shared_data: Path) -> Cohort:
    return cohort_of(shared_data, request.param)


def design(cohort: Cohort, choice: Choice, covariates: tuple[str, ...] = ()) -> Design:
    keys = tuple(analyte.key for analyte in cohort.analytes)
    return Design(
        group="class", levels=("0", "1"), analytes=keys, choice=choice, covariates=covariates
    )


@pytest.mark.parametrize("choice", Choice)
def test_every_analyte_is_compared_as_the_judges_compare_it(real: Cohort, choice: Choice) -> None:
    found = compare(real, design(real, choice))
    codes = real.factors["class"].codes
    for column, result in enumerate(found.results):
        assert result.reason is None
        check(result, [real.values[codes == code, column] for code in (0, 1)])
    p = [result.p for result in found.results]
    q = [result.q for result in found.results]
    np.testing.assert_allclose(q, stats.false_discovery_control(p), rtol=1e-10)
    assert found.family == len(real.analytes)


def test_the_areas_are_those_of_scikit_learn(real: Cohort) -> None:
    codes = real.factors["class"].codes
    for column, result in enumerate(compare(real, design(real, Choice.RANKS)).results):
        known = ~np.isnan(real.values[:, column])
        expected = roc_auc_score(codes[known], real.values[known, column])
        assert result.roc is not None
        assert result.roc.area == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("choice", [Choice.MEANS, Choice.RANKS])
def test_after_covariates_statsmodels_finds_the_same(real: Cohort, choice: Choice) -> None:
    assert real.ages is not None
    ages = real.ages.copy()
    ages[::9] = np.nan
    held = replace(real, ages=ages)
    found = compare(held, design(held, choice, ("age", "site")))
    known = ~np.isnan(ages)
    sites = real.factors["site"].codes.astype(np.float64)
    covariates = np.column_stack([ages, sites])[known]
    codes = real.factors["class"].codes[known].astype(np.int64)
    for column, result in enumerate(found.results):
        values = real.values[known, column]
        if choice is Choice.RANKS:
            values = stats.rankdata(values, nan_policy="omit")
        check_fit(result, fitted(values, covariates, codes), 2)


def test_three_groups_of_the_real_table_are_compared_as_the_judges_do(real: Cohort) -> None:
    codes = real.factors["class"].codes.copy()
    codes[::3] = 2
    held = replace(real, factors={"class": Factor("class", ("0", "1", "2"), codes)})
    for choice in Choice:
        asked = replace(design(held, choice), levels=("0", "1", "2"))
        for column, result in enumerate(compare(held, asked).results):
            check(result, [real.values[codes == code, column] for code in range(3)])


def test_the_rule_gives_both_kinds_of_tests_to_the_real_table(real: Cohort) -> None:
    found = {result.method for result in compare(real, design(real, Choice.AUTO)).results}
    assert found == {Method.WELCH, Method.MANN_WHITNEY}
