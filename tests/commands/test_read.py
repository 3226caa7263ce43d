import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.__main__ import main
from core.readers.corrections import Corrections, Meaning, key_of
from core.text import Language, text_in
from tests.commands.command_line import ROOT, core, table

MAN = "A-1,male,24,yes,<0.5,3.4,52"
WOMAN = "A-2,female,31,yes,0.6,297.4 umol/L,44"


def records(*words: str | Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    main(["read", "--json", *map(str, words)])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file_that_is_all_read_is_summed_up(tmp_path: Path) -> None:
    done = core("read", table(tmp_path, MAN, WOMAN))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Panels: 2; patients: 2." in done.stdout
    assert "T-Bil (Total bilirubin): values 2, of these below or above a limit 1" in done.stdout
    assert "unit as read mg/dL, umol/L, used mg/dL" in done.stdout
    assert "Not used" not in done.stdout


def test_the_summary_shows_no_value_and_no_id(tmp_path: Path) -> None:
    done = core("read", table(tmp_path, MAN, WOMAN))
    assert not {"A-1", "3.4", "297.4"} & set(done.stdout.replace(",", " ").split())


def test_what_was_refused_is_told_in_sentences_with_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(table(tmp_path, MAN, "A-3,male,24,yes,much,3.4,"))]) == 1
    told = capsys.readouterr().out
    assert "Not used:\n- panels.csv, row 3, column" in told
    assert '"much" is not a number' in told


def test_the_summary_speaks_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(table(tmp_path, MAN)), "--lang", "ja"]) == 0
    assert "検体数：1、患者数：1。" in capsys.readouterr().out


def test_each_measurement_is_a_line_of_json_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bilirubin, ua, *_ = records(table(tmp_path, MAN), capsys=capsys)
    assert (bilirubin["panel"], bilirubin["marker"]) == ("A-1", "t_bil")
    assert bilirubin["read"] == {"text": "<0.5", "unit": "mg/dL"}
    assert bilirubin["used"] == {"value": None, "low": 0, "high": 0.5, "unit": "mg/dL"}
    place = {"file": "panels.csv", "row": 2, "column": "UA (mg/dL)", "path": None}
    assert ua["place"] == place


def test_a_converted_value_stands_beside_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ua = records(table(tmp_path, WOMAN), capsys=capsys)[1]
    assert ua["read"]["unit"] == "umol/L"
    assert (ua["used"]["value"], ua["used"]["unit"]) == (5, "mg/dL")


def test_problems_follow_the_measurements_as_lines_of_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, MAN, "A-3,male,24,yes,much,3.4,52")
    *read, last = records(path, "--lang", "ja", capsys=capsys)
    assert len(read) == 5
    assert (last["problem"], last["severity"]) == ("reader.cell.not_a_number", "refused")
    assert last["sentence"] == text_in(Language.JA)("reader.cell.not_a_number", text="much")
    assert last["place"]["row"] == 3


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_refused_cell_gives_status_1_in_both_forms(tmp_path: Path, form: list[str]) -> None:
    path = table(tmp_path, "A-3,male,24,yes,much,3.4,52")
    assert main(["read", str(path), *form]) == 1


def test_a_file_that_cannot_be_read_is_a_record_too_with_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.csv").touch()
    assert main(["read", "--json", str(tmp_path / "empty.csv")]) == 2
    told = capsys.readouterr()
    assert json.loads(told.out)["problem"] == "reader.file.empty"
    assert told.err.startswith("empty.csv")


def test_a_typed_id_must_agree_with_the_one_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(table(tmp_path, MAN))
    assert main(["read", path, "--id", "A-1"]) == 0
    assert main(["read", path, "--id", "B-1"]) == 2
    assert main(["read", path, "--id", "=1+1"]) == 2
    assert "Nothing is used" in capsys.readouterr().err


def test_corrections_are_applied_and_a_wrong_file_of_them_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, said, noise = table(tmp_path, MAN), tmp_path / "said.json", tmp_path / "noise.json"
    said.write_text(Corrections().with_meaning(key_of("UA (mg/dL)"), Meaning()).to_json())
    noise.write_bytes(b"\xff\xfe\x00")
    found = {r.get("marker") for r in records(path, "--corrections", said, capsys=capsys)}
    assert {"t_bil", "hdl_c"} <= found
    assert "ua" not in found
    assert main(["read", str(path), "--corrections", str(noise)]) == 2
    assert "corrections" in capsys.readouterr().err


def test_whoever_has_seen_enough_lines_may_leave(tmp_path: Path) -> None:
    path = table(tmp_path, *(f"A-{n},male,24,yes,0.5,3.4,52" for n in range(2000)))
    words = [sys.executable, "-m", "core", "read", "--json", str(path)]
    with subprocess.Popen(  # noqa: S603 - our own code
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 1
