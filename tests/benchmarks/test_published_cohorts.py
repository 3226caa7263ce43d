from pathlib import Path

import numpy as np
import pytest

from benchmarks import peers
from benchmarks.peers import PEERS
from benchmarks.published_cohorts import (
    DEFAULT,
    FOREST,
    OWN,
    PUBLISHED,
    Found,
    autoscaled,
    measured,
    people_of,
    show,
    splits,
)
from tests.learning.discrimination.drawn import drawn_people

SIZES = {"MTBLS161": (34, 25, 29), "MTBLS404": (101, 83, 120), "MTBLS90": (485, 483, 189),
         "ST000496": (50, 50, 69)}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Found:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(peers, "TREES", 30)
        patch.setattr(peers, "COSTS", (1.0,))
        patch.setattr(peers, "WIDTHS", (0.3, 1.0))
        patch.setattr(peers, "PENALTIES", (0.1, 1.0))
        patch.setattr(peers, "COMPONENTS", 2)
        return measured(drawn_people(60, shift=1.2), repeats=2, seed=0)


def test_every_classifier_is_tested_on_every_split(found: Found) -> None:
    again = {f"{peer}{OWN}" for peer in PEERS if peer != FOREST}
    assert set(found) == {DEFAULT, *PEERS, *again}
    for values in found.values():
        assert len(values) == 2
        assert min(values) > 0.6


def test_the_table_names_every_set_and_classifier(
    found: Found, capsys: pytest.CaptureFixture[str]
) -> None:
    show({"MTBLS161": found, "ST000496": found})
    printed = capsys.readouterr().out
    for word in (*found, "MTBLS161", "[0.78]", "aim +0.005", "Mendez 2019"):
        assert word in printed


def test_a_third_is_tested_and_nobody_is_on_both_sides() -> None:
    for split in splits(drawn_people(60), 3, 0):
        assert (split.train.size, split.test.size) == (40, 20)
        assert not set(split.train.persons) & set(split.test.persons)
        assert split.test.outcome.mean() == 0.5


def test_values_are_scaled_by_people_to_train_on_alone() -> None:
    values = drawn_people(60).inputs.values
    scaled, others = autoscaled(values, np.zeros((1, 12)))
    assert scaled.mean(axis=0) == pytest.approx(np.zeros(12), abs=1e-12)
    assert scaled.std(axis=0) == pytest.approx(np.ones(12))
    assert np.isfinite(others).all()


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_sets_are_those_that_were_published(name: str, shared_data: Path) -> None:
    people = people_of(shared_data / "metabolomics" / f"{name}.xlsx")
    cases = int(people.outcome.sum())
    assert (cases, people.size - cases, people.inputs.values.shape[1]) == SIZES[name]
