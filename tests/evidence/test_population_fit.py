import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import multivariate_t

from core.evidence import population
from core.evidence.population_fit import (
    Correlation,
    correlations,
    fit_population,
    fit_tails,
    t_log_likelihood,
    tail,
    write_population,
)
from core.markers import Sex


@pytest.fixture(scope="module")
def fitted(shared_data: Path) -> list[Correlation]:
    return fit_population(shared_data)


def test_the_figures_of_the_project_are_those_of_the_real_data(
    fitted: list[Correlation], shared_data: Path, tmp_path: Path
) -> None:
    write_population(fitted, fit_tails(shared_data), tmp_path / "population.json")
    again = json.loads((tmp_path / "population.json").read_text(encoding="utf-8"))
    assert again == json.loads(population.PATH.read_text(encoding="utf-8"))


def test_each_pair_of_markers_is_fitted_once_a_sex(fitted: list[Correlation]) -> None:
    pairs = [(frozenset((c.first, c.second)), c.sex) for c in fitted]
    assert len(pairs) == len(set(pairs))


def test_the_larger_data_set_of_a_pair_counts(fitted: list[Correlation]) -> None:
    of_uric_acid = {c.source: c.n for c in fitted if {c.first, c.second} == {"ua", "hdl_c"}}
    assert of_uric_acid.keys() == {"NHANES 1999-2018"}
    assert min(of_uric_acid.values()) > 10_000


def test_a_correlation_is_found_again_whatever_the_scale_and_the_gaps() -> None:
    random = np.random.default_rng(0)
    z = random.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 20_000)
    table = pd.DataFrame({"a": np.exp(z[:, 0]), "b": z[:, 1] ** 3})
    table.loc[:999, "a"] = np.nan
    (found,) = correlations(table, Sex.MALE, "simulated")
    assert found.r == pytest.approx(0.6, abs=0.02)
    assert (found.first, found.second, found.n) == ("a", "b", 19_000)


@pytest.mark.parametrize("df", [4, 9])
def test_how_heavy_the_tails_are_is_found_again(df: int) -> None:
    values = multivariate_t([0, 0], [[1, 0.4], [0.4, 1]], df, seed=1).rvs(10_000)
    # Natural numbers of a linear and of a skewed marker, as NHANES holds them.
    table = pd.DataFrame({"ua": values[:, 0] + 100, "t_bil": np.exp(values[:, 1])})
    found = tail(table, Sex.MALE, "NHANES 1999-2018")
    assert found.degrees_of_freedom == pytest.approx(df, rel=0.2)
    assert (found.markers, found.n) == (("ua", "t_bil"), 10_000)


def test_the_likelihood_of_a_t_is_that_of_scipy_at_its_best_fit() -> None:
    truth = multivariate_t([1, -1], [[1, 0.4], [0.4, 2]], 6, seed=2)
    values = truth.rvs(5000)
    best, at_truth = t_log_likelihood(values, 6), truth.logpdf(values).sum()
    # Five fitted figures gain about half a unit of log-likelihood each.
    assert at_truth < best < at_truth + 12


def test_other_tails_fit_worse_than_the_true_ones() -> None:
    values = multivariate_t([0, 0], np.eye(2), 6, seed=3).rvs(5000)
    likelihoods = [t_log_likelihood(values, df) for df in (2.5, 6, 60)]
    assert max(likelihoods) == likelihoods[1]
