"""How far markers of new people lie from those trained on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstwobign

from core.cards import Feature
from core.learning.external.drift import drift_of, drifts, smirnov_p, stability_index
from core.learning.people import Floats

UA = Feature(key="ua", title="", unit="mg/dL", marker="ua", low=2, high=9)


def drawn(size: int, location: float = 5, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(location, 1, size)


def test_people_of_the_same_kind_do_not_drift() -> None:
    found = drift_of(UA, drawn(2000), drawn(2000, seed=2))
    assert found.shift == pytest.approx(0, abs=0.1)
    assert found.psi == pytest.approx(0, abs=0.02)
    assert found.p is not None
    assert found.p > 0.01


def test_a_shift_is_in_sd_of_the_people_trained_on() -> None:
    before = drawn(500)
    found = drift_of(UA, before, before + 2 * before.std(ddof=1))
    assert found.shift == pytest.approx(2)
    assert found.p is not None
    assert found.p < 1e-6
    assert found.psi is not None
    assert found.psi > 1


@given(st.integers(10, 60), st.integers(10, 60), st.integers(0, 1000))
def test_p_is_that_of_the_limiting_law_at_the_largest_distance(n: int, m: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    before, now = random.integers(0, 6, n).astype(float), random.integers(0, 6, m).astype(float)
    at = np.arange(7)[:, None]
    distance = np.abs((before <= at).mean(axis=1) - (now <= at).mean(axis=1)).max()
    expected = kstwobign.sf(np.sqrt(n * m / (n + m)) * distance)
    assert smirnov_p(before, now) == pytest.approx(expected, abs=1e-12)


@given(st.integers(10, 60), st.integers(0, 1000))
def test_the_index_is_never_negative_and_nothing_for_the_same_people(n: int, seed: int) -> None:
    before, now = drawn(n, seed=seed), drawn(n, location=5.5, seed=seed + 1)
    assert stability_index(before, before) == pytest.approx(0)
    assert stability_index(before, now) >= 0


def test_values_beyond_the_range_and_missing_ones_are_shares() -> None:
    found = drift_of(UA, drawn(50), np.array([1.0, 5, 10, np.nan]))
    assert found.outside == pytest.approx(2 / 3)
    assert found.missing == 0.25


def test_of_too_few_values_no_shape_is_told() -> None:
    found = drift_of(UA, drawn(50), np.array([5.0, 6]))
    assert (found.psi, found.p) == (None, None)
    nobody = drift_of(UA, drawn(50), np.array([np.nan, np.nan]))
    assert (nobody.shift, nobody.outside, nobody.missing) == (None, 0, 1)
    constant = drift_of(UA, np.full(20, 5.0), drawn(20))
    assert constant.shift is None


def test_of_each_person_one_draw_counts() -> None:
    new = np.array([[5.0], [9.9], [9.9]])
    (found,) = drifts((UA,), drawn(50)[:, None], new, np.array([0, 0, 1]))
    assert found.outside == 0.5
