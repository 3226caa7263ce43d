import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.evidence import population
from core.evidence.distance_fit import (
    Inflation,
    fit_inflations,
    inflation,
    placed,
    subsets,
    write_inflations,
)
from core.evidence.population import draw_healthy, reported_markers
from core.markers import CATALOGUE, Sex


@pytest.fixture(scope="module")
def fitted(shared_data: Path) -> list[Inflation]:
    return fit_inflations(shared_data)


def test_the_figures_of_the_project_are_those_of_the_survey(
    fitted: list[Inflation], tmp_path: Path
) -> None:
    write_inflations(fitted, tmp_path / "survey.json")
    again = json.loads((tmp_path / "survey.json").read_text(encoding="utf-8"))
    assert again == json.loads(population.SURVEY.read_text(encoding="utf-8"))


def test_every_subset_that_the_survey_has_is_fitted_once(fitted: list[Inflation]) -> None:
    found = [(one.sex, one.markers) for one in fitted]
    assert len(found) == len(set(found)) == 4
    assert all(one.n > 5000 for one in fitted)


@pytest.mark.parametrize("sex", Sex)
def test_the_virtual_population_itself_is_not_farther_out_than_expected(sex: Sex) -> None:
    people = draw_healthy(sex, 100_000, np.random.default_rng(0))[:, :3]
    table = pd.DataFrame(people, columns=list(reported_markers(sex)[:3]))
    assert inflation(table, sex).inflation == pytest.approx(1, abs=0.05)


def test_people_twice_as_spread_are_four_times_as_far_out() -> None:
    people = 2 * draw_healthy(Sex.MALE, 100_000, np.random.default_rng(0))[:, :2]
    table = pd.DataFrame(people, columns=["t_bil", "ua"])
    assert inflation(table, Sex.MALE).inflation == pytest.approx(4, rel=0.05)


def test_the_ends_of_an_interval_lie_at_1_96_sd_and_a_zero_nowhere() -> None:
    marker = CATALOGUE["t_bil"]
    found = placed(marker, pd.Series([0.4, 1.5, 0.0]), Sex.MALE)
    np.testing.assert_allclose(found[:2], [-1.96, 1.96], atol=1e-3)
    assert np.isnan(found[2])


def test_subsets_are_all_but_the_empty_one() -> None:
    assert list(subsets(("a", "b"))) == [("a",), ("b",), ("a", "b")]
