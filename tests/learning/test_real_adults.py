from pathlib import Path

import pandas as pd
import pytest

from core.evidence.survey import CHECKED
from core.learning.real_adults import own_intervals, panels_of, real_adults
from core.markers import Sex
from core.scoring.card import Row
from core.scoring.model import Model

FALSE_ALARMS = {"catalogue": (0.004, 0.016), "own": (0.002, 0.016)}


@pytest.fixture(scope="module")
def rows(model: Model, shared_data: Path) -> tuple[Row, ...]:
    return real_adults(shared_data, model)


def test_the_card_tells_how_the_score_falls_on_real_adults(
    rows: tuple[Row, ...], model: Model
) -> None:
    assert len(model.card.real_adults) == len(rows) == 4
    for found, told in zip(rows, model.card.real_adults, strict=True):
        assert found.keys() == told.keys()
        for name, figure in found.items():
            assert told[name] == (
                figure if isinstance(figure, str) else pytest.approx(figure, abs=2e-4)
            )


def test_twenty_thousand_adults_are_looked_at(rows: tuple[Row, ...]) -> None:
    assert sum(int(row["n"]) for row in rows if row["interval"] == "catalogue") == CHECKED


def test_the_distance_check_speaks_up_as_often_as_stated(rows: tuple[Row, ...]) -> None:
    """Within a percentage point is what was asked; a check that never speaks would pass that."""
    for row in rows:
        fewest, most = FALSE_ALARMS[str(row["interval"])]
        assert row["far_stated"] == 0.01
        assert fewest <= float(row["far"]) <= most


def test_fewer_adults_reach_a_higher_score(rows: tuple[Row, ...]) -> None:
    for row in rows:
        shares = [float(row[f"at_least_{times}"]) for times in ("1.5", "2", "5", "10", "20")]
        assert shares == sorted(shares, reverse=True)
        assert float(row["q5"]) < float(row["q50"]) < float(row["q95"])


ADULTS = pd.DataFrame(
    {
        "sampleID": ["1", "2"],
        "age": [30, 41],
        "ttbl": [0.5, None],
        "uap": [5.0, 6.0],
        "hdl": [50.0, 60.0],
        "creat": [0.8, 0.9],
    }
)


def test_a_value_the_survey_lacks_is_no_measurement() -> None:
    first, second = panels_of(ADULTS, Sex.MALE, {})
    assert [m.marker.key for m in first.measurements] == ["t_bil", "ua", "hdl_c", "cre"]
    assert [m.marker.key for m in second.measurements] == ["ua", "hdl_c", "cre"]
    assert (second.patient.age, second.patient.pregnant) == (41, False)


def test_the_surveys_own_intervals_hold_the_central_95_of_100() -> None:
    many = pd.DataFrame({column: range(1001) for column in ("ttbl", "uap", "hdl", "creat")})
    for interval in own_intervals(many).values():
        assert (interval.low, interval.high) == (25, 975)
        assert interval.is_laboratory
