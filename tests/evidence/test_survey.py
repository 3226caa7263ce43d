from pathlib import Path

import pandas as pd
import pytest

from core.evidence.survey import CHECKED, FILE, read_adults, set_aside


@pytest.fixture(scope="module")
def adults(shared_data: Path) -> pd.DataFrame:
    return read_adults(shared_data)


def test_only_adults_of_18_to_59_who_are_not_pregnant_are_read(tmp_path: Path) -> None:
    people = pd.DataFrame({"age": [17, 18, 59, 60, 30, 30], "pregnant": [0, 0, None, 0, 1, 2]})
    (tmp_path / FILE).parent.mkdir()
    people.to_csv(tmp_path / FILE, index=False)
    assert read_adults(tmp_path)["age"].tolist() == [18, 59, 30]


def test_twenty_thousand_adults_are_set_aside_and_nobody_is_in_both(adults: pd.DataFrame) -> None:
    others, checked = set_aside(adults)
    assert len(checked) == CHECKED == 20_000
    assert len(others) + len(checked) == len(adults)
    assert not set(others["sampleID"]) & set(checked["sampleID"])


def test_the_same_adults_are_set_aside_every_time(adults: pd.DataFrame) -> None:
    assert set_aside(adults)[1]["sampleID"].equals(set_aside(adults)[1]["sampleID"])
