import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import multivariate_normal, multivariate_t, norm, t

from core.scoring.censoring import (
    Hidden,
    log_between,
    log_between_t,
    log_mean_exp,
)

Floats = NDArray[np.float64]

# Of a natural logarithm: 24 points stand for the integral over two or three censored values.
LARGEST_ERROR = 0.03
RANGES = [(-np.inf, -0.5), (0.4, np.inf), (-1.0, 0.3)]


def likely(size: int, correlation: float) -> Floats:
    return np.full((size, size), correlation) + (1 - correlation) * np.eye(size)


def hidden(centres: Floats, scatter: Floats, df: float = np.inf) -> Hidden:
    return Hidden(centres, scatter, np.ones(len(centres)), df)


def log_box(centre: Floats, scatter: Floats, df: float, ends: tuple[Floats, Floats]) -> float:
    """Return the log probability of a box, after scipy, whose corners must be finite."""
    low, high = np.maximum(ends[0], -90), np.minimum(ends[1], 90)
    if np.isinf(df):
        inside = multivariate_normal(centre, scatter).cdf(high, lower_limit=low)
    else:
        shape = multivariate_t(centre, scatter, df, seed=0)  # type: ignore[arg-type] # takes any df
        inside = shape.cdf(high, lower_limit=low)
    return float(np.log(inside))


@given(st.floats(-8, 8), st.floats(0.01, 10))
def test_the_probability_between_two_limits_is_that_of_scipy(low: float, width: float) -> None:
    expected = (
        np.log(norm.cdf(low + width) - norm.cdf(low))
        if low < 0
        else np.log(norm.sf(low) - norm.sf(low + width))
    )
    between = log_between(np.array(low), np.array(low + width))
    assert float(between) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("low", "high"), [(-np.inf, -38.0), (38.0, np.inf), (37.0, 39.0)])
def test_far_out_in_a_tail_a_probability_keeps_its_logarithm(low: float, high: float) -> None:
    nearest = min(abs(low), abs(high))
    assert float(log_between(np.array(low), np.array(high))) == pytest.approx(
        norm.logsf(nearest), rel=1e-6
    )


@pytest.mark.parametrize(("low", "high"), [(-np.inf, -20.0), (20.0, np.inf), (-1.0, 2.0)])
def test_the_probability_between_two_limits_of_a_t_is_that_of_scipy(
    low: float, high: float
) -> None:
    nearer = (-high, -low) if low > 0 else (low, high)
    expected = np.log(t.cdf(nearer[1], 6) - t.cdf(nearer[0], 6))
    assert float(log_between_t(np.array(low), np.array(high), 6)) == pytest.approx(expected)


@given(st.floats(-30, 30), st.floats(-3, 3), st.floats(0.2, 3))
def test_one_censored_value_is_exact(limit: float, centre: float, spread: float) -> None:
    ends = np.array([-np.inf]), np.array([limit])
    one = hidden(np.array([[centre]]), np.array([[spread**2]]))
    expected = norm.logcdf(limit, centre, spread)
    assert one.log_chain(*ends)[0, 0] == pytest.approx(expected, rel=1e-9, abs=1e-12)
    heavy = hidden(np.array([[centre]]), np.array([[spread**2]]), df=6)
    expected = t.logcdf(limit, 6, centre, spread)
    assert heavy.log_chain(*ends)[0, 0] == pytest.approx(expected, rel=1e-9, abs=1e-12)


each_shape = pytest.mark.parametrize("df", [np.inf, 6])
each_size = pytest.mark.parametrize("size", [2, 3])
each_correlation = pytest.mark.parametrize("correlation", [0.0, 0.4, 0.8])


@each_shape
@each_size
@each_correlation
def test_several_censored_values_have_the_probability_of_their_box(
    size: int, correlation: float, df: float
) -> None:
    scatter, centre = likely(size, correlation), np.linspace(-0.5, 0.5, size)
    low, high = np.array(RANGES[:size]).T
    chain = hidden(centre[None, :], scatter, df).log_chain(low, high)
    assert chain.sum() == pytest.approx(
        log_box(centre, scatter, df, (low, high)), abs=LARGEST_ERROR
    )


@each_shape
@each_size
@each_correlation
def test_the_ratio_of_two_groups_is_that_of_their_boxes(
    size: int, correlation: float, df: float
) -> None:
    scatter, shift = likely(size, correlation), np.linspace(0.8, 1.2, size)
    centres, (low, high) = np.stack([shift, 0 * shift]), np.array(RANGES[:size]).T
    chains = hidden(centres, scatter, df).log_chain(low, high).sum(axis=1)
    boxes = [log_box(centre, scatter, df, (low, high)) for centre in centres]
    assert chains[0] - chains[1] == pytest.approx(boxes[0] - boxes[1], abs=LARGEST_ERROR)


@each_shape
def test_each_member_is_integrated_by_itself(df: float) -> None:
    centres = np.array([[0.0, 0.5], [1.0, -0.5], [-2.0, 0.1]])
    low, high = np.array(RANGES[:2]).T
    together = hidden(centres, likely(2, 0.5), df).log_chain(low, high)
    alone = [hidden(c[None, :], likely(2, 0.5), df).log_chain(low, high)[0] for c in centres]
    np.testing.assert_allclose(together, alone)


@each_shape
def test_a_wider_group_is_like_narrower_ranges(df: float) -> None:
    """Stretching the scatter by 4 is measuring in units of half the size."""
    centres, (low, high) = np.array([[0.2, -0.4]]), np.array(RANGES[:2]).T
    wide = Hidden(2 * centres, likely(2, 0.5), np.array([4.0]), df)
    narrow = hidden(centres, likely(2, 0.5), df)
    np.testing.assert_allclose(wide.log_chain(2 * low, 2 * high), narrow.log_chain(low, high))


@each_shape
def test_a_range_that_holds_everything_says_nothing(df: float) -> None:
    everything = np.full(2, np.inf)
    chain = hidden(np.zeros((1, 2)), likely(2, 0.5), df).log_chain(-everything, everything)
    np.testing.assert_allclose(chain, 0, atol=1e-12)


@each_shape
@pytest.mark.parametrize("limit", [-60.0, -25.0, 25.0, 60.0])
def test_ranges_far_out_have_a_finite_logarithm(limit: float, df: float) -> None:
    ends = np.full(3, limit), np.full(3, np.copysign(np.inf, limit))
    low, high = np.minimum(*ends), np.maximum(*ends)
    chain = hidden(np.zeros((1, 3)), likely(3, 0.8), df).log_chain(low, high)
    assert np.isfinite(chain).all()
    assert chain.sum() < -5


def test_the_mean_of_exponentials_does_not_overflow() -> None:
    np.testing.assert_allclose(log_mean_exp(np.array([[2e3, 2e3], [-2e3, -2e3]])), [2e3, -2e3])
    np.testing.assert_allclose(log_mean_exp(np.log([1.0, 3.0])), np.log(2))
