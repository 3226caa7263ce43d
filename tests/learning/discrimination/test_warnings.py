import pytest

from core.cards import Measured
from core.learning.discrimination.warnings import ill_calibrated


@pytest.mark.parametrize(
    ("slope", "told"),
    [
        (Measured(0.5, 0.2, 0.8), ["too_extreme"]),
        (Measured(0.5, -0.1, 1.1), ["perhaps_too_extreme"]),
        (Measured(0.9, 0.6, 1.2), []),
        (Measured(1.6, 0.8, 2.4), ["perhaps_too_timid"]),
        (Measured(1.6, 1.2, 2.0), ["too_timid"]),
    ],
)
def test_a_slope_whose_interval_holds_1_is_only_called_perhaps_wrong(
    slope: Measured, told: list[str]
) -> None:
    assert [one.key for one in ill_calibrated(slope)] == told
