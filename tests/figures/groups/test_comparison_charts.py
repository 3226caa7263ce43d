"""Volcano, forest and ROC: what is drawn, said and tabled of every kind of comparison."""

import math
import re
from collections.abc import Callable

import numpy as np
import pytest

from core.cohort import Comparison, Measure
from core.errors import CohortError
from core.figures.chart import Chart
from core.figures.groups.common_effect import common_scale
from core.figures.groups.comparison_words import is_different
from core.figures.groups.forest import forest_chart
from core.figures.groups.roc_chart import MOST_CORNERS, roc_chart
from core.figures.groups.volcano import threshold, volcano_chart
from core.figures.svg import svg_of
from core.figures.theme import DARK, LIGHT
from core.text import Language, Text, text_in
from tests.cohort.made_up import design_of, grouped
from tests.figures.groups.comparisons import cohort, designs, found
from tests.figures.traces import notes, traces

EN, JA = text_in(Language.EN), text_in(Language.JA)
KINDS = list(designs())
CHARTS: dict[str, Callable[[Text, Comparison], Chart]] = {
    "volcano": lambda text, comparison: volcano_chart(text, comparison, LIGHT),
    "forest": lambda text, comparison: forest_chart(text, comparison, DARK),
}
PROMISE = re.compile("accura|diagnos|predict|診断|精度|予測")


@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chart", CHARTS)
def test_every_kind_of_comparison_is_drawn_and_said(chart: str, kind: str, text: Text) -> None:
    drawn = CHARTS[chart](text, found(kind))
    assert drawn.title
    assert drawn.words
    assert not PROMISE.search(" ".join([drawn.title, drawn.words, *drawn.notes]))
    assert svg_of(drawn.figure, title=drawn.title, description=drawn.words).startswith("<svg")
    for axis in (drawn.figure.layout.xaxis, drawn.figure.layout.yaxis):
        assert len(axis.range) == 2
        assert len(axis.tickvals) == len(axis.ticktext)


@pytest.mark.parametrize("kind", KINDS)
def test_the_volcano_draws_each_p_value_once_with_the_table_behind_it(kind: str) -> None:
    comparison = found(kind)
    chart = volcano_chart(EN, comparison, LIGHT)
    heights = sorted(y for trace in traces(chart.figure) for y in trace.y)
    p = [r.p for r in comparison.results if r.method and common_scale(comparison).effect(r)]
    assert heights == pytest.approx(sorted(-math.log10(x) for x in p))
    assert len(chart.table.columns[0].cells) == comparison.family


@pytest.mark.parametrize("kind", KINDS)
def test_the_line_of_the_volcano_parts_what_has_a_small_q(kind: str) -> None:
    comparison = found(kind)
    limit = threshold(comparison)
    for result in comparison.results:
        if result.method and not kind.startswith("shared"):
            assert is_different(result) == (result.p <= limit and result.q < 0.05)
            assert not (is_different(result) and result.p > limit)


def test_the_volcano_says_how_many_differ_and_which_most() -> None:
    chart = volcano_chart(EN, found("two"), LIGHT)
    assert chart.title == "2 of 5 analytes differ between control and case at q < 0.05"
    assert "Smallest p: Alpha" in chart.words
    assert "higher in case" in chart.words
    assert "Not drawn, because not compared: 1." in chart.notes
    by_sex = volcano_chart(EN, found("strata"), LIGHT)
    assert re.search(r"\(male \d, female \d\)", by_sex.title)


def test_groups_and_strata_are_told_by_shape_as_well_as_colour() -> None:
    two = {t.name: t.marker.symbol for t in traces(volcano_chart(EN, found("two"), LIGHT).figure)}
    assert len(set(two.values())) == len(two) == 3
    strata = traces(volcano_chart(EN, found("strata"), LIGHT).figure)
    of_men = {t.marker.symbol.removesuffix("-open") for t in strata if "(male)" in t.name}
    of_women = {t.marker.symbol.removesuffix("-open") for t in strata if "(female)" in t.name}
    assert len(of_men) == len(of_women) == 1
    assert of_men != of_women


def test_what_a_file_calls_an_analyte_is_never_markup() -> None:
    comparison = found("two")
    for chart in (volcano_chart(EN, comparison, LIGHT), forest_chart(EN, comparison, LIGHT)):
        drawn = notes(chart.figure)
        drawn += list(chart.figure.layout.yaxis.ticktext)
        assert any("&lt;b&gt;bold" in words for words in drawn)
        assert not any("<b>" in words for words in drawn)


def test_means_and_ranks_stand_on_one_scale() -> None:
    comparison = found("two")
    assert {r.effect.measure for r in comparison.results if r.effect} == {
        Measure.HEDGES_G,
        Measure.CLIFFS_DELTA,
    }
    scale = common_scale(comparison)
    assert (scale.key, scale.is_mixed) == (Measure.CLIFFS_DELTA, True)
    for result in comparison.results:
        if result.roc:
            effect = scale.effect(result)
            assert effect is not None
            assert effect.value == pytest.approx(2 * result.roc.area - 1)
    assert any(
        "Cliff's delta is drawn for all" in n for n in forest_chart(EN, comparison, LIGHT).notes
    )
    assert not common_scale(found("means")).is_mixed


def test_the_forest_is_sorted_by_p_and_names_both_sides() -> None:
    comparison = found("means")
    chart = forest_chart(EN, comparison, LIGHT, most=3)
    by_p = sorted((r for r in comparison.results if r.method), key=lambda r: r.p)[:3]
    assert [t.partition(" ")[0] for t in chart.figure.layout.yaxis.ticktext] == [
        r.analyte.title.partition(" ")[0] for r in by_p
    ]
    title = chart.figure.layout.xaxis.title.text
    assert title == "← higher in control · Hedges' g · higher in case →"
    assert "Shown are the 3 of 5" in chart.notes[0]
    for trace in traces(chart.figure):
        for row, x, up, down in zip(
            trace.y, trace.x, trace.error_x.array, trace.error_x.arrayminus, strict=True
        ):
            effect = by_p[int(row)].effect
            assert effect is not None
            assert (x, x + up, x - down) == pytest.approx((effect.value, effect.high, effect.low))
    low, high = chart.figure.layout.xaxis.range
    assert all(r.effect and low < r.effect.low and r.effect.high < high for r in by_p)


@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
@pytest.mark.parametrize("kind", ["two", "strata", "adjusted", "shared"])
def test_the_curves_are_drawn_with_area_and_interval(kind: str, text: Text) -> None:
    held, design = designs()[kind]
    chart = roc_chart(text, held, design, ("a0", "a1", "a5"), LIGHT)
    named = [trace.name for trace in traces(chart.figure) if trace.name]
    assert len(named) == (6 if design.strata else 3)
    assert all(re.search(r"\d\.\d\d", name) for name in named)
    assert len({trace.line.dash for trace in traces(chart.figure) if trace.name}) == len(named)
    assert len(chart.table.columns[-1].cells) == len(named)
    assert not PROMISE.search(" ".join([chart.title, chart.words, *chart.notes]))
    assert svg_of(chart.figure).startswith("<svg")


def test_more_than_six_curves_are_not_drawn_but_tabled() -> None:
    held, design = designs()["strata"]
    chart = roc_chart(EN, held, design, tuple(f"a{i}" for i in range(6)), LIGHT)
    assert sum(bool(trace.name) for trace in traces(chart.figure)) == 6
    assert any(note.startswith("Shown are the first 6") for note in chart.notes)
    assert len(chart.table.columns[0].cells) == 12


def test_curves_of_three_groups_are_refused_with_a_sentence() -> None:
    held, design = designs()["three"]
    with pytest.raises(CohortError) as caught:
        roc_chart(EN, held, design, ("a0",), LIGHT)
    assert "two groups" in EN.problem(caught.value.problem)


def test_a_curve_that_cannot_be_made_is_named_and_the_others_drawn() -> None:
    values = np.random.default_rng(1).normal(size=(40, 2))
    values[:, 1] = np.nan
    held = grouped(values, [0, 1] * 20)
    chart = roc_chart(EN, held, design_of(held), ("a0", "a1"), LIGHT)
    assert any(note.startswith("Not drawn: a1.") for note in chart.notes)
    alone = roc_chart(EN, held, design_of(held), ("a1",), LIGHT)
    assert alone.title == alone.words
    assert not any(trace.name for trace in traces(alone.figure))


def test_the_curve_of_very_many_people_has_no_more_corners_than_are_seen() -> None:
    values = np.random.default_rng(1).normal(size=(5000, 1))
    held = grouped(values, [0, 1] * 2500)
    chart = roc_chart(EN, held, design_of(held), ("a0",), LIGHT)
    (curve,) = (trace for trace in traces(chart.figure) if trace.name)
    assert len(curve.x) == MOST_CORNERS
    assert (curve.x[0], curve.x[-1]) == (0, 1)


def test_curves_after_covariates_say_that_they_are_not_adjusted() -> None:
    held, design = designs()["adjusted"]
    assert EN("group_chart.not_adjusted") in roc_chart(EN, held, design, ("a0",), LIGHT).notes
    assert (
        EN("group_chart.not_adjusted")
        not in roc_chart(EN, cohort(), designs()["two"][1], ("a0",), LIGHT).notes
    )
