"""A small run: everything is measured and every file is read whole, not how fast anything is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.cohort import FIRST, FURTHER, against_scipy, design_of, made_up, real, the_cohort
from benchmarks.made_up_cohort import in_full, three_figures, write_cohort
from core.cohort import Cohort

each_form = pytest.mark.parametrize("form", [three_figures, in_full])


def small(folder: Path, form: Callable[[float], str]) -> Path:
    return write_cohort(folder / "cohort.csv", 400, 8, form)


@each_form
def test_the_made_up_file_is_read_without_a_question(
    tmp_path: Path, form: Callable[[float], str]
) -> None:
    cohort = the_cohort(small(tmp_path, form))
    assert cohort.values.shape == (400, 8)
    assert 0.002 < np.isnan(cohort.values).mean() < 0.03
    assert cohort.factors["group"].sizes() == (200, 200)
    assert cohort.factors["sex"].sizes() == (200, 200)
    assert cohort.ages is not None


@each_form
def test_every_chart_is_measured_against_its_aim(
    tmp_path: Path, form: Callable[[float], str]
) -> None:
    figures = {figure.name: figure for figure in made_up(small(tmp_path, form))}
    assert figures["file to first chart"].limit == FIRST
    assert {"PCA", "loadings", "heat map", "correlations", "PERMANOVA"} <= figures.keys()
    assert {f.limit for f in figures.values() if f.unit == "s"} == {None, FIRST, FURTHER}
    assert all(figure.value > 0 for figure in figures.values())


@pytest.fixture
def cohort(tmp_path: Path) -> Cohort:
    return the_cohort(small(tmp_path, three_figures))


def test_the_loops_over_scipy_do_the_tests_that_were_chosen(cohort: Cohort) -> None:
    figures = list(against_scipy("all", cohort, design_of(cohort, "group"), 1.0))
    assert [figure.unit for figure in figures] == ["s", "s", "times", "s", "times"]


def test_loops_that_do_other_tests_are_not_compared_with(cohort: Cohort) -> None:
    """A linear model is none of the two tests of the loop."""
    adjusted = replace(design_of(cohort, "group"), covariates=("age",))
    with pytest.raises(RuntimeError, match="adjusted"):
        list(against_scipy("adjusted", cohort, adjusted, 1.0))


def test_a_folder_without_the_study_is_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(real(tmp_path / "MTBLS90.xlsx")) == []
    assert "MTBLS90.xlsx" in capsys.readouterr().out
