import csv
from pathlib import Path

import pytest

from core.__main__ import main
from core.markers import Sex
from core.panel import Panel, Patient, Specimen
from core.scoring.score import RiskScore
from core.scoring.scorer import score
from tests.builders import measurement
from tests.commands.command_line import table
from tests.scoring.clinic.clinic_folders import written
from tests.scoring.clinic.clinic_models import made_up_model

MODEL = made_up_model(("t_bil", "ua", "hdl_c"))
MAN, WITHOUT = "A-1,male,24,yes,0.8,5.1,58", "A-2,female,31,yes,0.8,5.0,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(MODEL, tmp_path)


def scored(tmp_path: Path, folder: Path, *rows: str) -> list[dict[str, str]]:
    output = tmp_path / "scored.csv"
    words = ["score", str(table(tmp_path, *rows)), "-o", str(output), "--model", str(folder)]
    assert main(words) == 0
    return list(csv.DictReader(output.read_text(encoding="utf-8").splitlines()))


def test_a_clinics_model_scores_a_file_as_it_scores_on_the_page(
    tmp_path: Path, folder: Path
) -> None:
    (row,) = scored(tmp_path, folder, MAN)
    values = {"t_bil": 0.8, "ua": 5.1, "hdl_c": 58.0}
    panel = Panel(
        patient=Patient(id="A-1", sex=Sex.MALE, age=24),
        specimen=Specimen(fasting=True),
        measurements=tuple(measurement(key, value) for key, value in values.items()),
    )
    result = score(panel, MODEL)
    assert isinstance(result, RiskScore)
    assert float(row["score"]) == pytest.approx(result.estimate.times, rel=1e-5)
    assert (row["model"], row["model_version"]) == ("made-up", "1.0.0")
    assert "made up" in row["score_is"]


def test_a_row_that_lacks_a_marker_says_which(tmp_path: Path, folder: Path) -> None:
    (row,) = scored(tmp_path, folder, WITHOUT)
    assert row["score"] == ""
    assert "HDL-C" in row["reason"]


def test_a_model_that_scores_no_panel_is_refused_before_a_file_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(made_up_model(("ua", "steps")), tmp_path)
    output = tmp_path / "scored.csv"
    words = ["score", str(table(tmp_path, MAN)), "-o", str(output), "--model", str(folder)]
    assert main(words) != 0
    assert "steps" in capsys.readouterr().err
    assert not output.exists()
