import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from core.evidence.population import reported_markers
from core.learning.training import SEED, Training, train
from core.learning.writer import write_model
from core.markers import Sex
from core.scoring.artefact import load_model
from core.scoring.card import read_card

TOLERANCE = 1e-9


@pytest.fixture(scope="module")
def steps() -> list[float]:
    return []


@pytest.fixture(scope="module")
def training(steps: list[float]) -> Training:
    return train(steps.append)


@pytest.fixture(scope="module")
def again(training: Training, shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model trained anew, from the evidence in the project and nothing else."""
    folder = tmp_path_factory.mktemp("models") / shipped.name
    write_model(training, folder, read_card(shipped).results_changed_on)
    return folder


def golden(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "golden.csv").read_text(encoding="utf-8").splitlines()))


def test_training_anew_gives_the_golden_panels_and_scores_of_the_shipped_model(
    again: Path, shipped: Path
) -> None:
    for new, old in zip(golden(again), golden(shipped), strict=True):
        assert (new.keys(), new["id"], new["sex"]) == (old.keys(), old["id"], old["sex"])
        numbers = [key for key in new if key not in {"id", "sex"}]
        assert [bool(new[key]) for key in numbers] == [bool(old[key]) for key in numbers]
        stated = [key for key in numbers if new[key]]
        np.testing.assert_allclose(
            [float(new[key]) for key in stated],
            [float(old[key]) for key in stated],
            rtol=TOLERANCE,
            atol=TOLERANCE,
        )


def test_training_anew_gives_the_figures_of_the_shipped_card(again: Path, shipped: Path) -> None:
    new, old = read_card(again), read_card(shipped)
    assert new.features == old.features
    assert new.assumptions == old.assumptions
    assert new.trained == old.trained
    assert new.candidates == old.candidates
    assert [m.subset for m in new.metrics] == [m.subset for m in old.metrics]
    for ours, theirs in zip(new.metrics, old.metrics, strict=True):
        assert ours.value == pytest.approx(theirs.value, abs=1e-6)


def test_a_model_that_was_just_written_loads(again: Path) -> None:
    assert load_model(again).card == read_card(again)


def test_the_card_holds_the_hashes_of_the_files_beside_it(again: Path) -> None:
    card = json.loads((again / "card.json").read_text(encoding="utf-8"))
    assert set(card["sha256"]) == {path.name for path in again.iterdir()} - {"card.json"}
    for name, digest in card["sha256"].items():
        assert hashlib.sha256((again / name).read_bytes()).hexdigest() == digest


def test_writing_a_version_again_replaces_it_whole(training: Training, tmp_path: Path) -> None:
    folder = tmp_path / "1.0.0"
    folder.mkdir()
    (folder / "left-over.txt").touch()
    write_model(training, folder, date(2026, 1, 2))
    assert {p.name for p in folder.iterdir()} == {"model.joblib", "golden.csv", "card.json"}
    assert [p.name for p in tmp_path.iterdir()] == ["1.0.0"]
    assert read_card(folder).results_changed_on == date(2026, 1, 2)


def test_progress_rises_to_the_end(training: Training, steps: list[float]) -> None:
    assert training.metrics
    assert steps == sorted(steps)
    assert steps[-1] == 1


def test_the_seed_stands_in_the_card(again: Path) -> None:
    assert read_card(again).trained["seed"] == SEED


@pytest.mark.parametrize("sex", Sex)
def test_the_people_behind_the_strip_are_half_cases(training: Training, sex: Sex) -> None:
    own = training.trained[sex.value]
    assert own.markers == reported_markers(sex)
    assert own.people.shape == (len(own.groups), len(own.markers))
    assert own.groups.mean() == 0.5
