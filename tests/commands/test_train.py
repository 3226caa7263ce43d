import json
from datetime import date
from pathlib import Path

import pytest

from core.__main__ import main
from core.commands.train import show_progress
from core.evidence import population, survey_people
from core.learning import performance, training
from core.scoring.artefact import load_model


def test_training_writes_a_model_that_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On fewer worlds: what the full training gives is held by tests/learning."""
    monkeypatch.setattr(training, "WORLDS", 12)
    monkeypatch.setattr(training, "NEW_WORLDS", 60)
    for name, fewer in (("MIXED_WORLDS", 100), ("LIMIT_WORLDS", 20), ("TEST_WORLDS", 10)):
        monkeypatch.setattr(performance, name, fewer)
    folder = tmp_path / "withdrawal-risk"
    words = ["train", "-o", str(folder), "--version", "0.0.1", "--changed-on", "2026-01-02"]
    assert main(words) == 0
    printed = capsys.readouterr()
    assert "withdrawal-risk/0.0.1" in printed.out
    assert "100%" in printed.err
    card = load_model(folder / "0.0.1").card
    assert (card.version, card.results_changed_on) == ("0.0.1", date(2026, 1, 2))


def test_a_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["train", "--changed-on", "yesterday"])
    assert ended.value.code == 2
    assert "yesterday" in capsys.readouterr().err


def test_the_population_is_fitted_anew_from_the_real_data(
    shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = json.loads(population.PATH.read_text(encoding="utf-8"))
    monkeypatch.setattr(population, "PATH", tmp_path / "population.json")
    assert main(["fit-population", "--data", str(shared_data)]) == 0
    assert json.loads((tmp_path / "population.json").read_text(encoding="utf-8")) == shipped


def test_data_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fit-population", "--data", str(tmp_path)]) == 2
    assert "nhanes4" in capsys.readouterr().err


@pytest.mark.parametrize(("share", "drawn"), [(0, "."), (0.5, "50%"), (1, "100%")])
def test_progress_is_a_bar_of_known_length(
    share: float, drawn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show_progress(share)
    bar = capsys.readouterr().err
    assert drawn in bar
    assert bar.count("#") + bar.count(".") == 40


def test_the_survey_people_are_fitted_anew_from_the_real_data(
    shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = survey_people.PATH.read_text(encoding="utf-8")
    monkeypatch.setattr(survey_people, "PATH", tmp_path / "survey_people.json")
    assert main(["fit-people", "--data", str(shared_data)]) == 0
    assert (tmp_path / "survey_people.json").read_text(encoding="utf-8") == shipped
