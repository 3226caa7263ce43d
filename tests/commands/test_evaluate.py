import csv
import json
from pathlib import Path

import pytest

from core.__main__ import main
from core.cards import read_clinic_card
from core.registry import Registry
from core.scoring.clinic.loading import load_clinic_model
from tests.commands.people import modelled_file
from tests.registry.versions import put, registry_in


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    found = registry_in(tmp_path)
    put(found, markers=("ua", "t_bil", "hdl_c"))
    return found


def trying(registry: Registry, path: Path, *more: str) -> list[str]:
    """The words that try the model on other people."""
    model = registry.folder("clinic", "1.0.0")
    return ["evaluate", "--model", str(model), "--cohort", str(path), "--group", "diagnosis", *more]


def test_a_trial_is_told_kept_in_the_card_and_written(
    registry: Registry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = trying(registry, modelled_file(tmp_path), "-o", str(tmp_path / "figures.csv"))
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "30 cases, 30 controls" in out
    assert "95 %" in out
    assert out.splitlines()[-1].startswith("Kept in the card of clinic 1.0.0")
    folder = registry.folder("clinic", "1.0.0")
    (found,) = read_clinic_card(folder).external
    load_clinic_model(folder)
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["figure"]: row for row in csv.DictReader(file)}
    assert float(rows["auc"]["value"]) == found.auc.value
    assert float(rows["auc"]["low"]) < found.auc.value
    assert (rows["cases"]["value"], rows["cases"]["low"]) == ("30", "")


def test_the_same_people_tried_again_take_the_place_of_the_first_trial(
    registry: Registry, tmp_path: Path
) -> None:
    words = trying(registry, modelled_file(tmp_path), "-o", str(tmp_path / "figures.json"))
    assert [main(words), main(words)] == [0, 0]
    assert len(read_clinic_card(registry.folder("clinic", "1.0.0")).external) == 1
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures["auc"]["low"] < figures["auc"]["value"]
    assert len(figures["drift"]) == 3


def test_a_recalibration_is_a_version_of_its_own(
    registry: Registry, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = modelled_file(tmp_path, bias=2.5)
    assert main(trying(registry, path, "--recalibrate", "--lang", "ja")) == 0
    card = read_clinic_card(registry.folder("clinic", "1.0.1"))
    assert card.recalibrated_from == "1.0.0"
    assert card.external[-1].data_sha256
    assert "clinic 1.0.1" in capsys.readouterr().out.splitlines()[-1]
    assert read_clinic_card(registry.folder("clinic", "1.0.0")).external == ()
    load_clinic_model(registry.folder("clinic", "1.0.1"))


@pytest.mark.parametrize(
    ("groups", "more", "told"),
    [
        (("a", "b"), (), "diagnosis holds a, b. Say which"),
        (("a", "b"), ("--levels", "a,c"), "c: no such group"),
    ],
)
def test_whom_the_groups_are_is_not_guessed(
    registry: Registry,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    groups: tuple[str, str],
    more: tuple[str, ...],
    told: str,
) -> None:
    assert main(trying(registry, modelled_file(tmp_path, groups), *more)) == 2
    assert told in capsys.readouterr().err


def test_groups_called_as_people_call_them_need_not_be_named(
    registry: Registry, tmp_path: Path
) -> None:
    assert main(trying(registry, modelled_file(tmp_path, ("healthy", "patient")))) == 0


def test_the_shipped_model_and_no_model_are_one_sentence(
    tmp_path: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(modelled_file(tmp_path))
    for model in (shipped, tmp_path):
        words = ["evaluate", "--model", str(model), "--cohort", path, "--group", "diagnosis"]
        assert main(words) == 2
        assert "Only a model that a clinic trained" in capsys.readouterr().err
