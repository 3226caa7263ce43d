import csv
from pathlib import Path

import pytest

from core.__main__ import main
from core.text import Language, text_in
from tests.commands.command_line import table
from tests.scoring.clinic.outcome_models import severity_model, strata_model, written

MAN, WITHOUT = "A-1,male,24,yes,0.8,5.1,58", "A-2,male,31,yes,0.8,5.0,"
UNREAD, TWICE = "A-3,male,31,yes,0.8,much,59", "A-4,male,24,yes,0.8,10,118"


def scored(tmp_path: Path, folder: Path, *rows: str, lang: str = "en") -> list[dict[str, str]]:
    output = tmp_path / "scored.csv"
    words = ["score", str(table(tmp_path, *rows)), "-o", str(output), "--model", str(folder)]
    main([*words, "--lang", lang])
    return list(csv.DictReader(output.read_text(encoding="utf-8").splitlines()))


def test_a_severity_model_writes_its_number_with_the_interval(tmp_path: Path) -> None:
    row, lacking = scored(tmp_path, written(severity_model(), tmp_path), MAN, WITHOUT)
    assert tuple(row) == (
        "id", "value", "value_low", "value_high", "value_is", "model", "model_version",
        "cautions", "reason",
    )  # fmt: skip
    assert float(row["value_low"]) < float(row["value"]) < float(row["value_high"])
    assert (row["id"], row["model"], row["model_version"]) == ("A-1", "made-up", "1.0.0")
    assert "HQ-25" in row["value_is"]
    assert "made up" in row["value_is"]
    assert "clinic_medication_unknown" in row["cautions"]
    assert (lacking["value"], lacking["value_is"]) == ("", "")
    assert "HDL-C" in lacking["reason"]


def test_a_model_of_groups_writes_a_probability_of_each_and_whether_any_fits(
    tmp_path: Path,
) -> None:
    model = strata_model()
    row, other = scored(tmp_path, written(model, tmp_path), MAN, TWICE)
    assert model.card.strata is not None
    groups = [f"group_{n}" for n in range(1, model.card.strata.chosen + 1)]
    assert tuple(row)[: len(groups) + 2] == ("id", *groups, "fits")
    assert sum(float(row[name]) for name in groups) == pytest.approx(1, abs=1e-3)
    assert (row["fits"], other["fits"]) == ("yes", "yes")
    assert max(groups, key=lambda name: row[name]) != max(groups, key=lambda name: other[name])
    assert row["groups_are"]


def test_a_row_with_a_value_that_cannot_be_read_stands_in_its_place_with_a_reason(
    tmp_path: Path,
) -> None:
    rows = scored(tmp_path, written(severity_model(), tmp_path), MAN, UNREAD, TWICE)
    assert [bool(row["value"]) for row in rows] == [True, False, True]
    assert "Missing: UA" in rows[1]["reason"]
    assert "values_refused" in rows[1]["cautions"]


def test_the_reason_is_given_in_japanese_where_that_is_asked_for(tmp_path: Path) -> None:
    (row,) = scored(tmp_path, written(severity_model(), tmp_path), WITHOUT, lang="ja")
    start = text_in(Language.JA)("telling.none.clinic_too_few", lacking=1, all=3, allowed=0,
                                 markers="HDL-C")  # fmt: skip
    assert row["reason"] == start


def test_a_model_whose_card_cannot_be_read_is_refused_before_a_file_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(severity_model(), tmp_path)
    (folder / "model.joblib").write_bytes(b"no model")
    words = ["score", str(table(tmp_path, MAN)), "-o", str(tmp_path / "scored.csv")]
    assert main([*words, "--model", str(folder)]) != 0
    assert "model.joblib" in capsys.readouterr().err
    assert not (tmp_path / "scored.csv").exists()
