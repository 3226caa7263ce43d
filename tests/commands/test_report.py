import argparse
import io
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.__main__ import main
from core.commands.report import file_name, report
from core.panel import Panel, Patient
from tests.builders import panel
from tests.commands.command_line import table
from tests.scoring.clinic.clinic_models import made_up_model

MAN = "A-1,male,24,yes,0.5,3.4,52"
NOBODY = "A-2,,31,yes,0.6,4.0,44"


@pytest.mark.parametrize(("language", "title"), [("en", "Withdrawal-risk score"), ("ja", "スコア")])
def test_each_panel_of_a_file_gets_a_pdf(
    tmp_path: Path, language: str, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = ["report", str(table(tmp_path, MAN, NOBODY)), "-o", str(out), "--lang", language]
    assert main(words) == 0
    assert [p.name for p in sorted(out.iterdir())] == ["0001-A-1.pdf", "0002-A-2.pdf"]
    text = "".join(page.extract_text() for page in PdfReader(out / "0001-A-1.pdf").pages)
    assert "A-1" in text
    assert title in text
    assert "out" in capsys.readouterr().out


def test_problems_of_the_file_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path, MAN, "A-3,male,24,yes,much,,")
    assert main(["report", str(path), "-o", str(tmp_path / "out")]) == 1
    assert "row 3" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["0001-A-1.pdf"]


def test_a_panel_that_cannot_be_printed_is_told_and_the_others_are_still_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, MAN.replace("A-1", "A-\N{GRINNING FACE}"), NOBODY)
    assert main(["report", str(path), "-o", str(tmp_path / "out")]) == 1
    assert "row 2" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["0002-A-2.pdf"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("A-014", "0007-A-014.pdf"),
        ("../../etc/passwd", "0007-.._.._etc_passwd.pdf"),
        ("a b/c\\d", "0007-a_b_c_d.pdf"),
        ("患者１", "0007-患者１.pdf"),
        ("x" * 300, f"0007-{'x' * 60}.pdf"),
    ],
)
def test_a_patient_id_makes_a_file_name_and_nothing_else(name: str, file: str) -> None:
    assert file_name(Panel(patient=Patient(id=name)), 7) == file


@pytest.mark.parametrize(
    ("words", "share"), [([], "2.02 %"), (["--setting", "general_15_39"], "2.05 %")]
)
def test_the_setting_follows_the_age_unless_it_is_given(
    tmp_path: Path, words: list[str], share: str
) -> None:
    path = table(tmp_path, MAN.replace(",24,", ",52,"))
    assert main(["report", str(path), "-o", str(tmp_path), *words]) == 0
    assert share in PdfReader(tmp_path / "0001-A-1.pdf").pages[0].extract_text()


@pytest.mark.parametrize(("setting", "share"), [(None, "10 %"), ("study_mix", "50 %")])
def test_what_the_models_clinic_stated_comes_before_the_age_but_not_before_the_setting(
    setting: str | None, share: str
) -> None:
    words = argparse.Namespace(setting=setting, lang="en")
    of = panel(ua=3.4, t_bil=0.5, hdl_c=45, arginine=80, ornithine=50)
    pdf = report(of, made_up_model(), words, datetime(2026, 11, 23))  # noqa: DTZ001 - printed so
    assert share in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_a_setting_that_is_not_known_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", "x.csv", "-o", str(tmp_path), "--setting", "mars"])
    assert ended.value.code == 2
    assert "study_mix" in capsys.readouterr().err
