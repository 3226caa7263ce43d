import numpy as np
import pytest

from core.markers import Sex
from core.panel import Value
from core.scoring.many import ROWS_AT_ONCE, estimate_all, estimate_values
from core.scoring.model import Model
from core.scoring.score import RiskScore
from core.scoring.scorer import prepare, score
from tests.scoring.panels import panel

PANELS = [
    panel(Sex.MALE, ua=4.0, t_bil=0.6),
    panel(Sex.FEMALE, ua=4.0),
    panel(Sex.FEMALE, hdl_c=50.0),
    panel(Sex.MALE, ua=6.0, t_bil=0.9),
    panel(Sex.MALE, ua=4.0, t_bil=Value.below(0.3)),
    panel(None, ua=4.0),
]


def test_many_panels_have_the_estimates_each_has_alone(model: Model) -> None:
    found = estimate_all([prepare(one, model).inputs for one in PANELS], model)
    for one, estimate in zip(PANELS, found, strict=True):
        alone = score(one, model)
        if not isinstance(alone, RiskScore):
            assert estimate is None
            continue
        assert estimate is not None
        for name in ("log_ratio", "low", "high", "sceptical"):
            assert getattr(estimate, name) == pytest.approx(getattr(alone.estimate, name), abs=1e-9)


def test_no_panels_have_no_estimates(model: Model) -> None:
    assert estimate_all([], model) == []


def test_values_of_any_number_are_scored_in_blocks(model: Model) -> None:
    own = model.sexes[Sex.MALE]
    z = np.random.default_rng(0).normal(size=(2 * ROWS_AT_ONCE + 3, len(own.markers)))
    together = estimate_values(z, own.markers, own)
    assert together.shape == (len(z), 4)
    last = estimate_values(z[-1:], own.markers, own)
    np.testing.assert_allclose(together[-1:], last, atol=1e-9)
