from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from scipy import stats

from core.cohort.overall.rank_correlation import spearman
from tests.cohort.metabolomes import NAMES, metabolome

RANDOM = np.random.default_rng(19)
Floats = NDArray[np.float64]


def check(values: Floats) -> None:
    """Compare every pair with what scipy finds in the rows that have both."""
    rho, counts = spearman(values)
    for row in range(values.shape[1]):
        for column in range(row):
            pair = values[:, [row, column]]
            pair = pair[~np.isnan(pair).any(axis=1)]
            assert counts[row, column] == counts[column, row] == len(pair)
            if len(pair) < 2 or (np.ptp(pair, axis=0) == 0).any():
                assert np.isnan(rho[row, column])
            else:
                judge = stats.spearmanr(pair[:, 0], pair[:, 1]).statistic
                assert rho[row, column] == pytest.approx(judge, abs=1e-12)
    np.testing.assert_array_equal(rho, rho.T)


@pytest.mark.parametrize("name", NAMES)
def test_real_correlations_equal_those_of_scipy(shared_data: Path, name: str) -> None:
    values = metabolome(shared_data, name).values
    judge = stats.spearmanr(values).statistic
    np.testing.assert_allclose(spearman(values)[0], judge, rtol=0, atol=1e-12)


@pytest.mark.parametrize("share_of_gaps", [0.0, 0.1, 0.5])
@pytest.mark.parametrize("decimals", [0, 12], ids=["ties", "no ties"])
def test_gaps_and_ties_are_dealt_with_pair_by_pair(share_of_gaps: float, decimals: int) -> None:
    values = (2 * RANDOM.normal(size=(80, 6))).round(decimals)
    values[RANDOM.random(values.shape) < share_of_gaps] = np.nan
    values[:, 2] = np.arange(80) % 7
    check(values)


@given(
    arrays.arrays(
        np.float64,
        st.tuples(st.integers(3, 15), st.integers(2, 5)),
        elements=st.sampled_from([0.0, 1.0, 2.0, 3.5, np.nan]),
    )
)
def test_whatever_is_tied_or_missing_equals_scipy(values: Floats) -> None:
    check(values)


def test_a_column_that_does_not_vary_goes_with_nothing() -> None:
    values = np.column_stack([np.arange(5.0), np.ones(5), np.arange(5.0) ** 3])
    rho, _ = spearman(values)
    assert np.isnan(rho[0, 1])
    assert rho[0, 2] == pytest.approx(1.0)
