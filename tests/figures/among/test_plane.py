import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import spearmanr

from core.cohort import Cohort
from core.figures.among import two_analytes_chart
from core.figures.among.contours import inside
from core.figures.among.groups import groups_of
from core.figures.among.pairs import (
    MOST_POINTS,
    POINTS_OF_MANY,
    Pairs,
    pairs_of,
    rho_interval,
)
from core.figures.among.plane import lines_around
from core.figures.among.scene import scene_of
from core.figures.chart import Chart
from core.figures.svg import svg_of
from core.figures.theme import DARK, LIGHT, Tokens
from core.markers import Sex
from core.panel import Panel, Value
from core.text import Text
from tests.builders import cohort, factor, panel
from tests.figures.among.people import EN, JA, asked, own, points_of, seconds, virtual
from tests.figures.traces import traces

BOTH = panel(ua=5.0, t_bil=0.6)


def chart(
    people: Cohort,
    patient: Panel | None = None,
    keys: tuple[str, str] = ("ua", "t_bil"),
    text: Text = EN,
    tokens: Tokens = LIGHT,
) -> Chart:
    return two_analytes_chart(
        text, people, keys, tokens, group="group", panel=patient, sex=Sex.MALE
    )


def pairs(people: Cohort, keys: tuple[str, str] = ("ua", "x")) -> Pairs:
    question = asked(people)
    first, second = (question.scale(people.analyte(key)) for key in keys)
    return pairs_of(question, groups_of(EN, question, first)[0], (first, second))


def around(people: Cohort, share: float) -> list[np.ndarray]:
    axes = [scene_of(EN, asked(people), key, is_log=None).axis for key in ("ua", "x")]
    return lines_around(pairs(people), (axes[0], axes[1]), share)


def test_only_people_with_both_are_drawn_and_counted() -> None:
    people = cohort({"ua": [1.0, math.nan, 3, 4], "x": [1.0, 2, math.inf, 4]}, group=["a"] * 4)
    assert pairs(people).values.tolist() == [[1, 1], [4, 4]]
    assert chart(people, keys=("ua", "x")).table.columns[1].cells == ("2",)


@pytest.mark.parametrize("people", [own(), own(61), virtual()])
def test_the_correlation_is_scipys(people: Cohort) -> None:
    keys = ("ua", "t_bil")
    some = people.values[people.factors["group"].codes == 0][:, :2]
    assert pairs(people, keys).rho == pytest.approx(spearmanr(some).statistic, abs=1e-12)


def test_the_interval_of_a_correlation_holds_it_as_often_as_it_says() -> None:
    random = np.random.default_rng(4)
    held = 0
    truth = 6 / math.pi * math.asin(0.5 / 2)
    for _ in range(400):
        x, y = random.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], 60).T
        low, high = rho_interval(float(spearmanr(x, y).statistic), 60)
        held += low <= truth <= high
    assert 0.92 <= held / 400 <= 0.98


def test_simulated_people_and_a_few_have_no_interval() -> None:
    assert pairs(virtual(), ("ua", "t_bil")).interval is None
    few = pairs(own(6))
    assert math.isnan(few.rho)
    assert few.interval is None
    assert rho_interval(1.0, 5) == (1.0, 1.0)


def test_of_a_shared_cohort_few_pairs_have_no_correlation() -> None:
    assert math.isnan(pairs(own(18, is_shared=True)).rho)
    assert not math.isnan(pairs(own(22, is_shared=True)).rho)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_groups_are_told_apart_by_sign_and_colour_in_the_legend(tokens: Tokens) -> None:
    named = [t for t in traces(chart(virtual(), BOTH, tokens=tokens).figure) if t.showlegend]
    assert [t.name for t in named] == ["virtual controls", "virtual cases", "this patient"]
    assert [t.marker.symbol for t in named] == ["circle", "triangle-up", "diamond"]
    assert [t.marker.color for t in named] == [tokens.controls, tokens.cases, tokens.ink]


def test_the_patient_is_one_diamond_where_two_lines_cross() -> None:
    drawn = chart(own(), BOTH)
    (point,) = points_of(drawn.figure, "diamond")
    assert point == pytest.approx((5.0, 0.6))
    lines = [t for t in traces(drawn.figure) if t.mode == "lines" and t.line.color == LIGHT.ink]
    assert [list(lines[0].x), list(lines[1].y)] == [[5.0, 5.0], pytest.approx([0.6, 0.6])]
    assert "The thin lines cross at this patient." in drawn.notes
    assert "Uric acid (urate) 5.0 mg/dL and Total bilirubin 0.6 mg/dL" in drawn.words


def test_of_a_limit_the_thick_line_goes_to_where_the_value_may_be() -> None:
    drawn = chart(own(), panel(ua=5.0, t_bil=Value.below(0.4)))
    ((x, y),) = points_of(drawn.figure, "diamond-open")
    thick = next(t for t in traces(drawn.figure) if t.mode == "lines" and t.line.width == 3)
    assert list(thick.x) == [x, x]
    assert thick.y[0] == y
    assert thick.y[1] < y
    assert any("thick line" in note for note in drawn.notes)


@pytest.mark.parametrize("patient", [None, panel(), panel(ua=5.0)])
def test_a_patient_without_both_is_no_diamond_and_it_is_said(patient: Panel | None) -> None:
    drawn = chart(own(), patient)
    assert not points_of(drawn.figure, "diamond")
    assert "this patient among" not in drawn.title
    assert "not measured" in drawn.words or "no patient" in drawn.words


def test_each_axis_is_in_its_own_unit_and_on_its_own_scale() -> None:
    layout = chart(virtual(), BOTH).figure.layout
    assert (layout.xaxis.type, layout.yaxis.type) == ("linear", "log")
    assert layout.yaxis.title.text == "Total bilirubin, mg/dL"


def test_of_many_people_a_sample_is_drawn_with_lines_around_the_rest() -> None:
    drawn = chart(own(2 * MOST_POINTS + 20), keys=("ua", "x"))
    points = [t for t in traces(drawn.figure) if t.mode == "markers"]
    assert [len(t.x) for t in points] == [POINTS_OF_MANY] * 2
    lines = [t for t in traces(drawn.figure) if t.mode == "lines"]
    assert [t.line.dash for t in lines] == ["solid", "solid", "dash", "dash"]
    assert any("goes around the densest half" in note for note in drawn.notes)
    few = chart(own(60), keys=("ua", "x"))
    assert not [t for t in traces(few.figure) if t.mode == "lines"]
    assert not any("densest" in note for note in few.notes)


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_line_goes_around_its_share_of_the_people(share: float) -> None:
    people = own(8_000)
    (line,) = around(people, share)
    drawn = pairs(people).values
    assert inside(drawn, line).mean() == pytest.approx(share, abs=0.03)


def test_of_a_shared_cohort_there_are_lines_and_nobody_is_a_point() -> None:
    drawn = chart(own(400, is_shared=True), keys=("ua", "x"))
    assert not [t for t in traces(drawn.figure) if t.mode == "markers"]
    named = [t.name for t in traces(drawn.figure) if t.showlegend]
    assert named == ["a", "b"]


def test_of_a_shared_cohort_no_line_goes_around_a_few_nor_leaves_a_few_out() -> None:
    clusters = np.concatenate([np.linspace(4, 6, 96), [8.6, 8.7]])
    random = np.random.default_rng(2)
    people = cohort(
        {"ua": clusters.tolist(), "x": (clusters + random.normal(0, 0.3, 98)).tolist()},
        group=["a"] * 98,
    )
    assert len(around(people, 0.995)) > 1
    shared = replace(people, is_shared=True)
    assert around(shared, 0.995) == []
    for share in (0.5, 0.9):
        for line in around(shared, share):
            assert inside(pairs(shared).values, line).sum() >= 5


def test_censored_people_are_open_marks_and_left_out_of_the_lines() -> None:
    drawn = chart(own())
    hollow = points_of(drawn.figure, "circle-open") + points_of(drawn.figure, "triangle-up-open")
    assert len(hollow) == int((own().limits != 0).any(axis=1).sum())  # type: ignore[union-attr]
    assert any(note.startswith("Open marks") for note in drawn.notes)


def test_of_a_shared_cohort_a_few_of_the_other_sex_cannot_be_worked_out() -> None:
    people = own(43, is_shared=True, groups=("a",))
    few = factor("sex", ["male"] * 40 + ["female"] * 3)
    drawn = chart(replace(people, factors={**people.factors, "sex": few}), keys=("ua", "x"))
    assert drawn.table.columns[1].cells == ("withheld",)
    assert drawn.table.columns[2].cells == ("–",)
    assert "Rank correlation" not in drawn.words


def test_the_table_has_medians_and_the_correlation_with_its_interval() -> None:
    table = chart(own()).table
    assert [c.title for c in table.columns][3:5] == [
        "Median of Total bilirubin, mg/dL",
        "Rank correlation (Spearman)",
    ]
    assert all(" to " in str(cell) for cell in table.columns[-1].cells)
    assert "–" not in table.columns[2].cells


@pytest.mark.parametrize("size", [0, 1, 2, 5])
@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize("text", [EN, JA], ids=["en", "ja"])
def test_poor_cohorts_are_drawn_as_what_they_are(size: int, is_shared: bool, text: Text) -> None:
    people = replace(own(), is_shared=is_shared).of_people(np.arange(size))
    drawn = chart(people, BOTH, text=text)
    assert svg_of(drawn.figure)
    assert drawn.words


def test_analytes_that_do_not_vary_have_no_lines() -> None:
    people = own(1_000)
    people.values[:, 2] = 1.0
    drawn = chart(people, keys=("ua", "x"))
    assert svg_of(drawn.figure)
    assert not any("densest" in note for note in drawn.notes)


def test_a_hundred_thousand_people_take_well_under_half_a_second() -> None:
    people = own(100_000)
    assert seconds(lambda: chart(people, BOTH)) < 0.4
    assert sum(len(t.x) for t in traces(chart(people, BOTH).figure)) < 5_000
