import csv
import json
from pathlib import Path

import pytest

from core.__main__ import main
from core.readers import read_panels
from tests.commands.command_line import core, table
from tests.exports.round_trips import kept

MAN = "A-1,male,24,yes,<0.5,3.4,52"
WOMAN = "A-2,female,31,yes,0.6,297.4 umol/L,"
ENDINGS = {"wide": "csv", "long": "csv", "fhir": "json"}


@pytest.mark.parametrize("form", ENDINGS)
def test_what_is_converted_is_read_as_the_same_panels(tmp_path: Path, form: str) -> None:
    path, out = table(tmp_path, MAN, WOMAN), tmp_path / f"out.{ENDINGS[form]}"
    done = core("convert", path, "--to", form, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Wrote 2 panels into {out.name}.\n"
    expected = kept(read_panels(path.read_bytes(), path.name).panels)
    assert kept(read_panels(out.read_bytes(), out.name).panels) == expected


def test_a_refused_cell_is_told_once_and_the_rest_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = table(tmp_path, MAN, "A-3,male,24,yes,much,3.4,52"), tmp_path / "out.csv"
    assert main(["convert", str(path), "--to", "wide", "-o", str(out)]) == 1
    assert capsys.readouterr().err.count("much") == 1
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [(r["id"], r["T-Bil (mg/dL)"]) for r in rows] == [("A-1", "<0.5"), ("A-3", "")]


def test_a_note_alone_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = table(tmp_path, MAN, "A-3,male,24,yes,,,"), tmp_path / "out.json"
    assert main(["convert", str(path), "--to", "fhir", "-o", str(out)]) == 0
    assert "row 3" in capsys.readouterr().err
    assert json.loads(out.read_text(encoding="utf-8"))["type"] == "collection"


@pytest.mark.parametrize("form", ENDINGS)
def test_a_file_that_cannot_be_read_leaves_what_was_there(tmp_path: Path, form: str) -> None:
    kept_file = tmp_path / "out"
    kept_file.write_text("yesterday's", encoding="utf-8")
    (tmp_path / "empty.csv").touch()
    words = ["convert", str(tmp_path / "empty.csv"), "--to", form, "-o", str(kept_file)]
    assert main(words) == 2
    assert kept_file.read_text(encoding="utf-8") == "yesterday's"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty.csv", "out"]


def test_a_file_may_be_converted_onto_itself(tmp_path: Path) -> None:
    path = table(tmp_path, MAN, WOMAN)
    expected = kept(read_panels(path.read_bytes(), path.name).panels)
    assert main(["convert", str(path), "--to", "wide", "-o", str(path)]) == 0
    assert kept(read_panels(path.read_bytes(), path.name).panels) == expected


def test_an_unknown_form_is_a_mistake_of_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["convert", str(table(tmp_path, MAN)), "--to", "pdf", "-o", str(tmp_path / "out")])
    assert ended.value.code == 2
