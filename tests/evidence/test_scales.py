import numpy as np
import pytest

from core.evidence.headline import STUDY
from core.evidence.scales import scale_at, scale_posterior, simulated_studies


def test_the_density_of_the_scale_sums_to_one() -> None:
    posterior = scale_posterior()
    assert posterior.density.sum() == pytest.approx(1)
    assert (posterior.density >= 0).all()


def test_the_scale_lies_where_the_prior_allows() -> None:
    grid, (scales, _) = scale_posterior().grid, simulated_studies()
    assert (grid[0], grid[-1]) == (scales[0], scales[-1]) == (0, 2.5)


@pytest.mark.parametrize("mean_auc", [STUDY.auc, STUDY.auc_low])
def test_at_the_scale_of_an_auc_virtual_hold_outs_reach_it(mean_auc: float) -> None:
    scales, aucs = simulated_studies()
    assert np.interp(scale_at(mean_auc), scales, aucs.mean(axis=1)) == pytest.approx(mean_auc)


def test_the_published_auc_makes_its_own_scale_more_plausible_than_none() -> None:
    posterior = scale_posterior()
    at_none, at_the_study = np.interp([0, scale_at(STUDY.auc)], posterior.grid, posterior.density)
    assert at_the_study > 3 * at_none


def test_the_published_interval_is_reproduced_without_being_fitted() -> None:
    """A single hold-out of 17 at the scale of 0.854 scatters as widely as the paper's interval."""
    scales, aucs = simulated_studies()
    nearest = aucs[np.abs(scales - scale_at(STUDY.auc)).argmin()]
    low, high = np.quantile(nearest, (0.025, 0.975))
    assert low == pytest.approx(STUDY.auc_low, abs=0.16)
    assert high == pytest.approx(STUDY.auc_high, abs=0.01)


def test_one_hold_out_of_17_leaves_the_scale_wide_open() -> None:
    posterior = scale_posterior()
    assert posterior.quantile(0.95) - posterior.quantile(0.05) > 1


def test_draws_follow_the_density_slice_by_slice() -> None:
    posterior, count = scale_posterior(), 2000
    drawn = np.sort(posterior.draw(count, np.random.default_rng(0)))
    shares = np.interp(drawn, posterior.grid, np.cumsum(posterior.density))
    slices = (np.arange(count) / count - 1e-9, (np.arange(count) + 1) / count + 1e-9)
    assert (shares >= slices[0]).all()
    assert (shares[1:] <= slices[1][1:]).all()


def test_draws_come_in_no_order() -> None:
    drawn = scale_posterior().draw(500, np.random.default_rng(0))
    assert abs(np.corrcoef(drawn, np.arange(500))[0, 1]) < 0.15


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_quantile_has_its_share_of_the_draws_below_it(share: float) -> None:
    posterior = scale_posterior()
    drawn = posterior.draw(5000, np.random.default_rng(0))
    assert (drawn < posterior.quantile(share)).mean() == pytest.approx(share, abs=0.005)
