import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from core.__main__ import main
from core.cards import Aim, ClinicCard, Kind, Plan, read_clinic_card
from core.commands import train_clinic
from core.commands.learning import INTERRUPTED, Bar, watched
from core.learning.runs import Made
from core.readers.cohorts import read_cohort
from core.scoring.clinic.loading import load_clinic_model
from core.text import Language, text_in
from tests.commands.people import people_file
from tests.scoring.clinic.clinic_models import made_up_card, made_up_trained

EN, JA = text_in(Language.EN), text_in(Language.JA)


def training(folder: Path, *more: str, name: str = "tiny", path: Path | None = None) -> list[str]:
    """The words that train a model on made-up people."""
    people = path or people_file(folder)
    return ["train", "--cohort", str(people), "-o", str(folder / "models" / name), *more]


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    train_clinic.add_clinic(parser)
    parser.add_argument("-o", "--output", type=Path)
    return parser.parse_args(words[1:])


def plan(folder: Path, *more: str) -> Plan:
    """The plan that some words ask for."""
    words = parsed(training(folder, *more))
    reading = read_cohort(words.cohort.read_bytes(), words.cohort.name)
    assert reading.cohort is not None
    return train_clinic.plan_of(words, reading, reading.cohort)


@pytest.fixture
def shortest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        train_clinic, "QUICK", {"repeats": 1, "permutations": 4, "members": 4, "folds": 3}
    )


@pytest.mark.usefixtures("shortest")
def test_a_model_is_trained_told_of_and_written_as_a_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = training(tmp_path, "--group", "diagnosis", "--catalogue-only", "--quick")
    assert main(words) == 0
    printed = capsys.readouterr()
    folder = tmp_path / "models" / "tiny" / "1.0.0"
    model = load_clinic_model(folder)
    assert model.card.plan.levels == ("control", "case")
    assert [feature.marker for feature in model.card.features] == ["ua", "hdl_c"]
    assert model.card.cohort == "people"
    assert "95 %" in printed.out.splitlines()[0]
    assert printed.out.splitlines()[-1] == f"Wrote tiny 1.0.0 into {folder}."
    assert "The smaller group has 24 people" in printed.err
    assert "99%" in printed.err
    left = {path.name for path in (tmp_path / "models").iterdir()}
    assert left == {"tiny", ".lock"}


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ("--group diagnosis", (Kind.DISCRIMINATION, "diagnosis", ("control", "case"))),
        ("--group diagnosis --levels case,control",
         (Kind.DISCRIMINATION, "diagnosis", ("case", "control"))),
        ("--target HQ-25", (Kind.SEVERITY, "", ())),
        ("--target HQ-25 --group diagnosis --levels case", (Kind.SEVERITY, "diagnosis", ("case",))),
        ("--strata", (Kind.STRATA, "", ())),
        ("--strata --group diagnosis", (Kind.STRATA, "diagnosis", ("case",))),
    ],
)  # fmt: skip
def test_the_words_make_the_plan(
    tmp_path: Path, more: str, asked: tuple[Kind, str, tuple[str, ...]]
) -> None:
    found = plan(tmp_path, *more.split())
    assert (found.kind, found.group, found.levels) == asked
    assert set(found.analytes) >= {"ua", "hdl_c", "zinc"}


def test_names_are_those_of_the_file_or_of_engawa(tmp_path: Path) -> None:
    words = "--group diagnosis --covariates age,sex --prevalence 0.1 --aim sensitivity --wanted 0.8"
    found = plan(tmp_path, *words.split(), "--analytes", "UA (mg/dL),hdl_c,zinc")
    assert found.analytes == ("ua", "hdl_c", "zinc")
    assert found.covariates == ("age", "sex")
    assert (found.prevalence, found.aim, found.wanted) == (0.1, Aim.SENSITIVITY, 0.8)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ((), "--group COLUMN"),
        (("--strata", "--levels", "case"), "--group COLUMN"),
        (("--group", "ward"), "ward: the cohort has no column"),
        (("--group", "sex"), "sex holds male, female. Say which"),
        (("--group", "diagnosis", "--levels", "control"), "a model tells two groups apart"),
        (("--group", "diagnosis", "--levels", "control,cases"), "cases: no such group"),
        (("--group", "diagnosis", "--analytes", "zn"), "zn: the cohort holds no such analyte"),
        (("--group", "diagnosis", "--covariates", "bmi"), "bmi: the cohort has no such column"),
        (("--target", "diagnosis"), "its entries are words"),
    ],
)
def test_what_cannot_be_trained_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], sentence: str
) -> None:
    assert main(training(tmp_path, *more)) == 2
    assert sentence in capsys.readouterr().err.splitlines()[-1]
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize(("name", "told"), [("withdrawal-risk", "ships with"), ("My model", "My")])
def test_a_name_that_cannot_be_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, told: str
) -> None:
    words = training(tmp_path, "--group", "x", name=name, path=tmp_path / "nowhere.csv")
    assert main(words) == 2
    assert told in capsys.readouterr().err


def test_too_few_people_are_refused_in_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = people_file(tmp_path, people=12)
    assert main(training(tmp_path, "--group", "diagnosis", "--lang", "ja", path=few)) == 2
    assert "12" in capsys.readouterr().err
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("share", ["0", "1", "10", "-0.1", "some", "nan"])
def test_a_share_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], share: str
) -> None:
    with pytest.raises(SystemExit):
        main(training(tmp_path, "--group", "diagnosis", "--prevalence", share))
    assert "--prevalence" in capsys.readouterr().err


def test_ctrl_c_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> ClinicCard:
        raise KeyboardInterrupt

    monkeypatch.setattr("core.learning.clinic_writer.write_clinic_card", interrupted)
    monkeypatch.setattr("core.jobs.work.run", made)
    assert main(training(tmp_path, "--group", "diagnosis")) == INTERRUPTED
    assert capsys.readouterr().err.endswith("Interrupted. Nothing was written.\n")
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".lock"]


def made(*_: object) -> Made:
    """A model that was not trained."""
    return Made(card=made_up_card(name="tiny", version=""), trained=made_up_trained())


def test_the_bar_shows_each_step_and_writes_over_what_was_longer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    moments = iter(range(100))
    bar = Bar(EN, clock=lambda: next(moments) / 10)
    for share, step in ((0.0, "evaluating"), (0.1, "evaluating"), (0.5, "reading"), (1, "reading")):
        bar(share, step)
    bar.end()
    lines = capsys.readouterr().err.split("\r")[1:]
    assert [line[23:27].strip() for line in lines] == ["0%", "50%", "100%"]
    assert EN("step.evaluating") in lines[0]
    assert len(lines[1]) == len(lines[0])
    assert lines[-1].endswith("\n")


def test_what_is_not_interrupted_keeps_its_status() -> None:
    work: Callable[[Bar], int] = lambda _: 1  # noqa: E731 - one word
    assert watched(JA, work) == 1


def test_the_card_tells_the_same_as_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("core.jobs.work.run", made)
    words = training(tmp_path, "--group", "diagnosis", "--lang", "ja")
    assert [main(words) for _ in range(2)] == [0, 0]
    card = read_clinic_card(tmp_path / "models" / "tiny" / "1.1.0")
    assert (card.version, card.is_made_up) == ("1.1.0", True)
    assert "1.1.0" in capsys.readouterr().out.splitlines()[-1]
