import csv
import gzip
from pathlib import Path

import pytest

from core.__main__ import main
from core.batch import COLUMNS
from core.markers import Sex
from core.panel import Panel, Patient, Specimen
from core.scoring.model import Model
from core.scoring.score import RiskScore
from core.scoring.scorer import score
from tests.builders import measurement
from tests.commands.command_line import core, table

MAN = "A-1,male,24,yes,0.5,3.4,52"
WOMAN = "A-2,female,31,yes,0.6,4.0,44"


def run(*words: str | Path) -> int:
    return main([str(word) for word in words])


def scored(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_a_file_of_panels_becomes_a_file_of_scores(tmp_path: Path, model: Model) -> None:
    done = core("score", table(tmp_path, MAN, WOMAN), "-o", tmp_path / "scored.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Scored 2 rows into scored.csv.\n"
    man, woman = scored(tmp_path / "scored.csv")
    assert tuple(man) == COLUMNS
    assert (man["id"], woman["id"]) == ("A-1", "A-2")
    assert man["model_version"] == model.card.version
    for row in (man, woman):
        assert float(row["score_low"]) <= float(row["score"]) <= float(row["score_high"])


def test_the_score_is_the_one_the_page_shows(tmp_path: Path, model: Model) -> None:
    assert run("score", table(tmp_path, MAN), "-o", tmp_path / "scored.csv") == 0
    panel = Panel(
        patient=Patient(id="A-1", sex=Sex.MALE, age=24),
        specimen=Specimen(fasting=True),
        measurements=(measurement("t_bil", 0.5), measurement("ua", 3.4), measurement("hdl_c", 52)),
    )
    result = score(panel, model)
    assert isinstance(result, RiskScore)
    (row,) = scored(tmp_path / "scored.csv")
    assert float(row["score"]) == pytest.approx(result.estimate.times, rel=1e-5)


def test_what_was_not_understood_is_told_and_the_rest_is_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, MAN, "A-3,male,24,yes,much,3.4,52")
    assert run("score", path, "-o", tmp_path / "scored.csv") == 1
    told = capsys.readouterr().err
    assert "row 3" in told
    assert "T-Bil" in told
    whole, partly = scored(tmp_path / "scored.csv")
    assert "values_refused" not in whole["cautions"]
    assert "values_refused" in partly["cautions"]
    assert partly["score"]


def test_every_row_without_a_score_says_why(tmp_path: Path) -> None:
    path = table(tmp_path, "A-4,,24,yes,0.5,3.4,52", "A-5,female,24,yes,0.5,3.4,")
    run("score", path, "-o", tmp_path / "scored.csv")
    for row in scored(tmp_path / "scored.csv"):
        assert row["score"] == ""
        assert row["reason"].startswith("No score")


def test_reasons_come_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, "A-4,,24,yes,0.5,3.4,52")
    assert run("score", path, "-o", tmp_path / "scored.csv", "--lang", "ja") == 0
    assert scored(tmp_path / "scored.csv")[0]["reason"].startswith("スコアなし")
    assert "書き出しました" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("letter.docx", b"PK\x03\x04"),
        ("broken.xlsx", b"PK\x03\x04 and nothing"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence_and_status_2(
    tmp_path: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert run("score", tmp_path / name, "-o", tmp_path / "scored.csv") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(name)
    assert told.err.count("\n") == 1


def test_a_mistake_ends_without_a_traceback(tmp_path: Path) -> None:
    done = core("score", tmp_path / "nowhere.csv", "-o", tmp_path / "scored.csv")
    assert done.returncode == 2
    assert "nowhere.csv cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_read_leaves_the_scores_there_were(tmp_path: Path) -> None:
    kept = tmp_path / "scored.csv"
    kept.write_text("yesterday's", encoding="utf-8")
    (tmp_path / "empty.csv").touch()
    assert run("score", tmp_path / "empty.csv", "-o", kept) == 2
    assert kept.read_text(encoding="utf-8") == "yesterday's"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty.csv", "scored.csv"]


def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("score", table(tmp_path, MAN), "-o", tmp_path / "nowhere" / "scored.csv") == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_tampered_model_is_refused(
    tmp_path: Path, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in shipped.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.joblib").write_bytes(b"not the model")
    words = ("score", table(tmp_path, MAN), "-o", tmp_path / "scored.csv", "--model", tmp_path)
    assert run(*words) == 2
    assert "model.joblib is not the file that its card describes" in capsys.readouterr().err
    assert not (tmp_path / "scored.csv").exists()


def test_no_value_of_a_patient_is_printed_when_all_goes_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("score", table(tmp_path, MAN), "-o", tmp_path / "scored.csv")
    printed = capsys.readouterr()
    assert "A-1" not in printed.out + printed.err


@pytest.fixture(scope="module")
def adults(shared_data: Path) -> list[dict[str, str]]:
    """The first 1,000 real NHANES adults of 18 to 59 years with any of the routine markers."""
    path = shared_data / "nhanes4" / "nhanes4_bloods_subset.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        people = (p for p in csv.DictReader(file) if 18 <= float(p["age"] or 0) < 60)
        return [next(people) for _ in range(1000)]


def test_every_real_adult_gets_a_score_with_interval_or_a_reason(
    adults: list[dict[str, str]], tmp_path: Path
) -> None:
    sexes = {"1.0": "male", "2.0": "female"}
    rows = [
        f"{n},{sexes[p['gender']]},{p['age']},,{p['ttbl']},{p['uap']},{p['hdl']}".replace("NA", "")
        for n, p in enumerate(adults)
    ]
    run("score", table(tmp_path, *rows), "-o", tmp_path / "scored.csv")
    found = scored(tmp_path / "scored.csv")
    assert len(found) == 1000
    for row in found:
        ends = [row[key] for key in ("score_low", "score", "score_high")]
        assert bool(row["reason"]) == (ends == ["", "", ""])
        if not row["reason"]:
            low, middle, high = map(float, ends)
            assert 0 < low <= middle <= high
    assert sum(bool(row["score"]) for row in found) > 800
