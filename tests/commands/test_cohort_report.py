import random
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.__main__ import main
from core.text import Language, text_in
from tests.report.pdfs import broken_rules, pages_of, squeezed


def cohort(folder: Path, *, name: str = "Analyte A") -> Path:
    """Write a cohort of two groups that differ in the first of three analytes."""
    chance = random.Random(5)  # noqa: S311 - made-up values
    rows = [f"id,group,sex,age,{name},Analyte B,Analyte C"]
    for number in range(48):
        group, sex = ("case", "control")[number % 2], ("male", "female")[number // 2 % 2]
        values = (chance.gauss(5 + 2 * (number % 2), 1), chance.gauss(5, 1), chance.gauss(5, 1))
        rows.append(
            f"P{number},{group},{sex},{20 + number}," + ",".join(f"{v:.3f}" for v in values)
        )
    path = folder / "clinic.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("language", Language)
def test_a_cohort_gets_its_report(
    tmp_path: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "report.pdf"
    words = ["cohort-report", str(cohort(tmp_path)), "--group", "group", "-o", str(output)]
    assert main([*words, "--levels", "control,case", "--lang", language]) == 0
    pages = "".join(pages_of(output.read_bytes()))
    text = text_in(language)
    assert squeezed(text("cohort_report.title")) in pages
    assert "AnalyteA" in pages
    assert broken_rules(output.read_bytes()) == []
    assert "report.pdf" in capsys.readouterr().out


def test_what_compare_takes_the_report_takes_too(tmp_path: Path) -> None:
    output = tmp_path / "report.pdf"
    words = ["cohort-report", str(cohort(tmp_path)), "--group", "group", "-o", str(output)]
    words += ["--strata", "sex", "--covariates", "age", "--choice", "ranks", "--shared"]
    assert main([*words, "--analytes", "Analyte A,Analyte B"]) == 0
    pages = "".join(page.extract_text() for page in PdfReader(output).pages)
    assert "Analyte A" in pages
    assert "Analyte C" not in pages
    assert "female" in pages


def test_a_group_column_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "report.pdf"
    words = ["cohort-report", str(cohort(tmp_path)), "--group", "clinic", "-o", str(output)]
    assert main(words) == 2
    assert '"clinic"' in capsys.readouterr().err
    assert not output.exists()


def test_a_name_that_cannot_be_printed_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = cohort(tmp_path, name="Analyte 😀")
    words = ["cohort-report", str(path), "--group", "group", "-o", str(tmp_path / "report.pdf")]
    assert main(words) == 2
    assert "U+1F600" in capsys.readouterr().err
