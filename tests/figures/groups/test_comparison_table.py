"""The table on the screen and the file for a program; the methods in sentences."""

import csv
import io
import math
from dataclasses import replace

import pytest

from core.cohort import Comparison
from core.cohort.groups.comparison import compare
from core.figures.groups.comparison_table import (
    comparison_csv,
    comparison_records,
    comparison_table,
)
from core.figures.groups.methods import methods_sentences
from core.markers import Scale
from core.text import Language, Text, text_in
from tests.figures.groups.comparisons import designs, found

EN, JA = text_in(Language.EN), text_in(Language.JA)
KINDS = list(designs())
texts = pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
kinds = pytest.mark.parametrize("kind", KINDS)


def rows(text: Text | None, comparison: Comparison) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(comparison_csv(text, comparison))))


@texts
@kinds
def test_the_table_has_a_row_for_every_result(kind: str, text: Text) -> None:
    comparison = found(kind)
    table = comparison_table(text, comparison)
    assert {len(column.cells) for column in table.columns} == {len(comparison.results)}
    assert len({column.title for column in table.columns}) == len(table.columns)
    for number, result in enumerate(comparison.results):
        row = [column.cells[number] for column in table.columns]
        if result.reason is not None:
            assert text.problem(result.reason) in row


def test_an_analyte_compared_on_its_logarithm_is_described_by_its_median() -> None:
    held, design = designs()["means"]
    skewed = replace(held.analytes[5], scale=Scale.LOG)
    held = replace(held, analytes=(*held.analytes[:5], skewed))
    comparison = compare(held, replace(design, analytes=("a0", "a5")))
    columns = {column.title: column.cells for column in comparison_table(EN, comparison).columns}
    assert "±" in str(columns["control"][0])
    assert "±" not in str(columns["control"][1])
    assert columns["Test"][1] == "Welch's t test, on the logarithm"
    assert EN("comparison.rule.log") in methods_sentences(EN, comparison, is_shared=False)


@texts
@kinds
def test_the_methods_tell_every_test_and_measure_that_was_used(kind: str, text: Text) -> None:
    comparison = found(kind)
    said = methods_sentences(text, comparison, is_shared=kind == "shared")
    assert len(set(said)) == len(said)
    for result in comparison.results:
        if result.effect:
            assert text(f"comparison.measure.{result.effect.measure}") in said
    assert any("Benjamini" in sentence and str(comparison.family) in sentence for sentence in said)
    assert ("5" in said[-1]) or kind != "shared"


@kinds
def test_the_file_holds_every_number_with_all_its_figures(kind: str) -> None:
    comparison = found(kind)
    for row, result in zip(rows(EN, comparison), comparison.results, strict=True):
        assert row["marker"] == result.analyte.key
        assert row["stratum"] == result.stratum
        assert row["method"] == (result.method or "")
        numbers = {"p": result.p, "q": result.q, "statistic": result.statistic}
        if result.effect:
            numbers |= {"effect": result.effect.value, "effect_low": result.effect.low}
        if result.roc:
            numbers |= {"auc": result.roc.area, "auc_high": result.roc.high}
        for name, number in numbers.items():
            assert row[name] == ("" if math.isnan(number) else repr(number))
        for level, group in zip(comparison.design.levels, result.groups, strict=True):
            assert row[f"n:{level}"] == ("<5" if group.size is None else str(group.size))


def test_without_a_language_reasons_are_keys_and_names_are_the_files_own() -> None:
    comparison = found("two")
    bad = next(row for row in rows(None, comparison) if row["reason"])
    assert (bad["name"], bad["reason"]) == ("a4", "comparison.reason.constant")
    told = {row["reason"] for row in rows(JA, comparison)}
    assert JA("comparison.reason.constant") in told


def test_a_cell_that_a_spreadsheet_would_run_stays_text() -> None:
    held, design = designs()["two"]
    first = replace(held.analytes[0], title="=1+1", key="=1+1")
    held = replace(held, analytes=(first, *held.analytes[1:]))
    comparison = compare(held, replace(design, analytes=("=1+1",)))
    assert rows(EN, comparison)[0]["marker"] == "'=1+1"


@kinds
def test_all_records_have_the_same_keys(kind: str) -> None:
    records = comparison_records(EN, found(kind))
    assert len({tuple(record) for record in records}) == 1


def test_small_counts_of_a_shared_cohort_are_told_as_fewer_than_five() -> None:
    held, design = designs()["shared"]
    few = replace(held.factors["group"], codes=held.factors["group"].codes.copy())
    few.codes[6:] = 0
    small = replace(held, factors={**held.factors, "group": few})
    comparison = compare(small, replace(design, strata=""))
    row = rows(EN, comparison)[0]
    assert (row["n:case"], row["p"], row["mean:control"]) == ("<5", "", "")
    cells = comparison_table(EN, comparison).columns
    assert any("<5" in cell for column in cells for cell in column.cells if isinstance(cell, str))
