"""Intervals of shares of variance: by the noncentral F distribution, and by their cover."""

import numpy as np
import pytest
from scipy import special, stats

from core.cohort.groups.effects import epsilon_squared, eta_squared, explained, noncentrality
from core.cohort.groups.location_tests import kruskal_wallis
from core.cohort.groups.moments import moments_of
from core.cohort.groups.ranks import ordered_groups, ranked


@pytest.mark.parametrize("level", [0.975, 0.025])
@pytest.mark.parametrize(("f", "above", "below"), [(4.2, 2, 57), (60.0, 3, 964), (5e3, 2, 99997)])
def test_a_noncentrality_gives_its_f_the_chance_asked_for(
    f: float, above: int, below: int, level: float
) -> None:
    found = noncentrality(np.array([f]), np.array([above * 1.0]), np.array([below * 1.0]), level)
    assert special.ncfdtr(above, below, found[0], f) == pytest.approx(level, rel=1e-8)
    assert stats.ncf.cdf(f, above, below, found[0]) == pytest.approx(level, rel=1e-8)


def test_an_f_below_what_chance_alone_gives_has_no_noncentrality() -> None:
    found = noncentrality(np.array([0.01]), np.array([2.0]), np.array([50.0]), 0.975)
    assert found.tolist() == [0.0]


def test_a_share_lies_within_its_interval_and_that_within_0_and_1() -> None:
    shares = np.array([0.0, 1e-4, 0.02, 0.3, 0.95])
    found = explained(shares, np.full(5, 2.0), np.full(5, 57.0))
    assert (found.low >= 0).all()
    assert (found.low <= found.value).all()
    # The upper end of no difference at all is 0: a smaller one would be as surprising.
    assert (found.high[1:] > found.value[1:]).sum() >= 3
    assert (found.high < 1).all()


def test_groups_that_share_no_value_have_no_interval() -> None:
    found = explained(np.array([1.0]), np.array([2.0]), np.array([12.0]))
    assert np.isnan([found.low[0], found.high[0]]).all()


def test_the_interval_of_eta_squared_covers_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(8)
    values = generator.normal(size=(1500, 60))
    values[:, 20:40] += 0.5
    values[:, 40:] += 1.0
    groups = (slice(0, 20), slice(20, 40), slice(40, 60))
    found = eta_squared(moments_of(values, groups))
    # Means 0, 0.5 and 1: their variance over itself and the 1 within.
    true = (0.5 / 3) / (0.5 / 3 + 1)
    covered = (found.low <= true) & (found.high >= true)
    assert 0.93 < covered.mean() < 0.97


def test_epsilon_squared_is_eta_squared_of_the_ranks() -> None:
    values = np.random.default_rng(4).integers(0, 15, (5, 40)).astype(np.float64)
    groups = (slice(0, 10), slice(10, 24), slice(24, 40))
    sizes = np.tile([10.0, 14, 16], (5, 1))
    h = kruskal_wallis(ranked(ordered_groups(values, groups), sizes)).statistic
    ours = epsilon_squared(h, sizes)
    ranks = stats.rankdata(values, axis=1)
    theirs = eta_squared(moments_of(ranks, groups))
    np.testing.assert_allclose(ours.value, theirs.value, rtol=1e-12)
    np.testing.assert_allclose(ours.low, theirs.low, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.high, theirs.high, rtol=1e-9, atol=1e-12)
