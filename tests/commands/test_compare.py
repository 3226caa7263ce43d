import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from core.commands.compare import names
from tests.commands.command_line import core

GENERATOR = np.random.default_rng(12)
ZINC = np.round(GENERATOR.normal(80, 9, 40), 1)
URATE = np.round(GENERATOR.normal(5, 1, 40) + np.repeat([0.0, 1.5], 20), 2)


def table(folder: Path, *, groups: str = "control case", constant: bool = False) -> Path:
    """Forty people in two groups, with two analytes or a third that is constant."""
    path = folder / "people.csv"
    kinds = groups.split()
    rows = ["id,diagnosis group,sex,age,UA (mg/dL),zinc" + (",lead" if constant else "")]
    for number in range(40):
        group, sex = kinds[number * len(kinds) // 40], ("male", "female")[number % 2]
        cells = [f"P{number}", group, sex, 20 + number % 30, URATE[number], ZINC[number]]
        rows.append(",".join(map(str, [*cells, *([3] if constant else [])])))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def results(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {(row["marker"], row["stratum"]): row for row in csv.DictReader(file)}


def compared(folder: Path, *words: str, **made: object) -> dict[tuple[str, str], dict[str, str]]:
    """Run the command on a made-up table and return what it wrote."""
    path = table(folder, **made)  # type: ignore[arg-type]
    output = folder / "table.csv"
    run = core("compare", path, "--group", "diagnosis group", "-o", output, *words)
    assert run.returncode == 0, run.stderr
    return results(output)


def test_the_table_holds_what_scipy_finds(tmp_path: Path) -> None:
    found = compared(tmp_path, "--choice", "means")
    judged = stats.ttest_ind(ZINC[20:], ZINC[:20], equal_var=False)
    row = found["zinc", ""]
    assert row["method"] == "welch"
    assert float(row["statistic"]) == pytest.approx(judged.statistic, rel=1e-10)
    assert float(row["p"]) == pytest.approx(judged.pvalue, rel=1e-10)
    q = stats.false_discovery_control([float(r["p"]) for r in found.values()])
    assert [float(r["q"]) for r in found.values()] == pytest.approx(q.tolist())
    assert (row["n:control"], row["n:case"]) == ("20", "20")


def test_the_reference_group_stands_first_unless_another_is_asked_for(tmp_path: Path) -> None:
    usual = compared(tmp_path, groups="case control")["zinc", ""]
    turned = compared(tmp_path, "--levels", "case,control", groups="case control")["zinc", ""]
    assert list(usual)[4] == "n:control"
    assert list(turned)[4] == "n:case"
    assert float(usual["effect"]) == pytest.approx(-float(turned["effect"]))


def test_strata_covariates_and_analytes_are_taken_by_the_names_of_the_file(tmp_path: Path) -> None:
    found = compared(tmp_path, "--strata", "sex", "--covariates", "age", "--analytes", "UA (mg/dL)")
    assert set(found) == {("ua", "male"), ("ua", "female")}
    assert {row["method"] for row in found.values()} <= {"linear_model", "rank_linear_model"}


def test_of_a_shared_cohort_small_groups_are_withheld(tmp_path: Path) -> None:
    path, output = table(tmp_path), tmp_path / "table.csv"
    few = [r for i, r in enumerate(path.read_text("utf-8").splitlines()) if i <= 24]
    path.write_text("\n".join(few) + "\n", encoding="utf-8")
    run = core("compare", path, "--group", "diagnosis group", "--shared", "-o", output)
    assert run.returncode == 1
    assert "case (<5)" in run.stdout
    row = results(output)["zinc", ""]
    assert (row["n:case"], row["p"]) == ("<5", "")


def test_one_line_says_what_was_compared_and_problems_go_to_standard_error(tmp_path: Path) -> None:
    path, output = table(tmp_path, constant=True), tmp_path / "table.csv"
    run = core("compare", path, "--group", "diagnosis group", "-o", output)
    assert run.stdout.count("\n") == 1
    assert run.stdout.startswith("Compared control (20), case (20) in ")
    assert "2 p values in one family" in run.stdout
    told = run.stderr + output.read_text("utf-8-sig")
    assert "lead" in told


def test_japanese_is_spoken_where_it_is_asked_for(tmp_path: Path) -> None:
    path, output = table(tmp_path), tmp_path / "table.csv"
    run = core("compare", path, "--group", "diagnosis group", "--lang", "ja", "-o", output)
    assert run.stdout.startswith("control（20）、case（20）を2項目で比較しました")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--group", "ward"], 'no column "ward"'),
        (["--group", "diagnosis group", "--levels", "case"], "two groups or more"),
        (["--group", "diagnosis group", "--covariates", "bmi"], '"bmi"'),
        (["--group", "diagnosis group", "--analytes", "zn"], 'no analyte "zn"'),
    ],
)
def test_what_cannot_be_compared_is_one_sentence_and_leaves_what_was_there(
    words: list[str], sentence: str, tmp_path: Path
) -> None:
    output = tmp_path / "table.csv"
    output.write_text("before", encoding="utf-8")
    run = core("compare", table(tmp_path), *words, "-o", output)
    assert run.returncode == 2
    assert sentence in run.stderr
    assert output.read_text("utf-8") == "before"


def test_a_group_column_with_forty_levels_asks_for_a_choice(tmp_path: Path) -> None:
    path = table(tmp_path, groups=" ".join(f"L{i:02}" for i in range(40)))
    run = core("compare", path, "--group", "diagnosis group", "-o", tmp_path / "t.csv")
    assert run.returncode == 2


def test_a_reason_that_holds_of_many_analytes_is_one_line(tmp_path: Path) -> None:
    path, output = tmp_path / "people.csv", tmp_path / "table.csv"
    rows = ["id,group," + ",".join(f"flat{i}" for i in range(8)) + ",zinc"]
    rows += [f"P{i},{'ab'[i % 2]}," + "3," * 8 + f"{ZINC[i]}" for i in range(40)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    run = core("compare", path, "--group", "group", "-o", output)
    assert run.returncode == 1
    (said,) = (line for line in run.stderr.splitlines() if "All values are the same" in line)
    assert said.startswith("8 results (flat0, flat1, flat2, flat3, flat4, …): ")


def test_groups_that_coincide_with_the_strata_are_one_sentence(tmp_path: Path) -> None:
    path, output = table(tmp_path), tmp_path / "table.csv"
    rows = path.read_text("utf-8").splitlines()
    same = [rows[0], *(r.replace("female", "male") for r in rows[1:21]),
            *(r.replace(",male", ",female") for r in rows[21:])]  # fmt: skip
    path.write_text("\n".join(same) + "\n", encoding="utf-8")
    words = ("compare", path, "--group", "diagnosis group", "-o", output)
    run = core(*words, "--strata", "sex")
    assert run.returncode == 2
    assert 'In no level of "sex"' in run.stderr
    assert not output.exists()
    alone = core(*words)
    assert "The groups differ in sex (share of men, control: 100 %, case: 0 %)" in alone.stderr


def test_names_are_set_apart_by_commas_and_may_hold_one_in_quotes() -> None:
    assert names('age, "Ca, total",sex') == ("age", "Ca, total", "sex")
    assert names("") == ()
