"""Charts of a clinic's model: each is drawn, said and tabled, of full and of degenerate cards."""

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from core.cards import ClinicCard, Kind, Measured, Permutation
from core.figures.chart import Chart
from core.figures.studio.calibration import calibration_chart
from core.figures.studio.candidates import candidates_chart
from core.figures.studio.decision import decision_chart, share_of_cases, useful
from core.figures.studio.drift import drift_chart
from core.figures.studio.fit import MOST_POINTS, fit_chart
from core.figures.studio.group_numbers import group_numbers_chart
from core.figures.studio.learning import learning_chart, still_rises
from core.figures.studio.markers import stability_chart, vip_chart
from core.figures.studio.models import models_chart
from core.figures.studio.permutation import permutation_chart
from core.figures.studio.profile import profile_chart
from core.figures.studio.roc import MOST_CORNERS, roc_chart
from core.figures.studio.views import external_views, view_name, views
from core.figures.svg import svg_of
from core.figures.theme import DARK, LIGHT, Tokens
from core.text import Language, Text, text_in
from tests.figures.studio.records import (
    around,
    benefits,
    card,
    degenerate,
    discrimination,
    external,
    severity,
    strata,
)
from tests.figures.traces import traces

EN, JA = text_in(Language.EN), text_in(Language.JA)
Draw = Callable[[Text, Tokens], Chart]
PROMISE = re.compile("accura|diagnos|predict|診断|精度|予測")
LOOKS = [pytest.param(EN, LIGHT, id="en-light"), pytest.param(JA, DARK, id="ja-dark")]
FULL = {str(kind): card(kind) for kind in Kind}
CARDS = {**FULL, **degenerate()}


def every_view(held: ClinicCard) -> dict[str, Draw]:
    found = dict(views(held))
    for one in held.external:
        found |= {f"external-{name}": draw for name, draw in external_views(held, one).items()}
    return found


def is_whole(chart: Chart) -> bool:
    """Check what every chart must have; the SVG is read back by a parser that knows no mercy."""
    said = [chart.title, chart.words, *chart.notes]
    assert all(said)
    assert not any("{" in sentence or PROMISE.search(sentence) for sentence in said)
    drawn = svg_of(chart.figure, width=560, title=chart.title, description=chart.words)
    assert ET.fromstring(drawn).tag.endswith("svg")  # noqa: S314 - we wrote it
    assert len({len(column.cells) for column in chart.table.columns}) == 1
    for name in ("xaxis", "yaxis"):
        axis = chart.figure.layout[name]
        assert len(axis.range) == 2
        assert len(axis.tickvals) == len(axis.ticktext)
    return True


@pytest.mark.parametrize(("text", "tokens"), LOOKS)
@pytest.mark.parametrize("name", FULL)
def test_every_chart_of_a_full_card_is_drawn_and_said(
    name: str, text: Text, tokens: Tokens
) -> None:
    for view, draw in every_view(FULL[name]).items():
        assert is_whole(draw(text, tokens))
        assert view_name(text, view.removeprefix("external-"))


@pytest.mark.parametrize("name", sorted(CARDS.keys() - FULL.keys()))
def test_every_chart_of_a_card_at_the_edge_is_drawn_and_said(name: str) -> None:
    for draw in every_view(CARDS[name]).values():
        assert is_whole(draw(JA, DARK))


def test_the_views_follow_what_the_card_holds() -> None:
    assert list(views(card())) == [
        "roc", "calibration", "decision", "stability", "candidates", "learning", "permutation",
    ]  # fmt: skip
    assert list(views(card(Kind.SEVERITY))) == [
        "fit", "vip", "candidates", "learning", "permutation",
    ]  # fmt: skip
    assert list(views(card(Kind.STRATA))) == ["group_numbers", "profile"]
    assert not views(CARDS["bare"])
    assert not views(CARDS["nothing"])


@pytest.mark.parametrize(("text", "tokens"), LOOKS)
def test_an_empty_record_is_drawn_with_a_sentence_and_not_refused(
    text: Text, tokens: Tokens
) -> None:
    bare, nothing = CARDS["bare"], CARDS["nothing"]
    found = bare.discrimination
    assert found is not None
    charts = [
        roc_chart(text, found, tokens),
        calibration_chart(text, found, tokens),
        decision_chart(text, found, tokens),
        learning_chart(text, (), "auc", tokens),
        permutation_chart(text, found.permutation, found.auc, "auc", tokens),
        candidates_chart(text, found, tokens),
        stability_chart(text, bare, tokens),
        vip_chart(text, nothing, tokens),
        fit_chart(text, nothing, tokens),
        profile_chart(text, nothing, tokens),
        group_numbers_chart(text, replace(strata(), numbers=()), tokens),
        drift_chart(text, nothing, replace(external(), drift=()), tokens),
        models_chart(text, (), tokens),
    ]
    assert all(map(is_whole, charts))


def test_the_roc_curve_names_area_and_threshold_with_their_intervals() -> None:
    chart = roc_chart(EN, discrimination(), LIGHT)
    assert chart.title.startswith("AUC 0.71 (95 % 0.58 to 0.82) in 39 cases and 44 controls")
    assert "sensitivity is 0.72 (95 % 0.56 to 0.84)" in chart.words
    assert "lies above chance" in chart.words
    curve, mark = (trace for trace in traces(chart.figure) if trace.name)
    assert "0.71 [0.58 to 0.82]" in curve.name
    assert (mark.x[0], mark.y[0]) == pytest.approx((0.34, 0.72))
    assert mark.x[0] + mark.error_x.array[0] == pytest.approx(1 - 0.51)
    assert mark.x[0] - mark.error_x.arrayminus[0] == pytest.approx(1 - 0.78)


def test_the_roc_curve_has_no_more_corners_than_are_seen() -> None:
    found = CARDS["perfect"].discrimination
    assert found is not None
    chart = roc_chart(EN, found, LIGHT)
    curve = next(trace for trace in traces(chart.figure) if trace.name)
    assert len(curve.x) == MOST_CORNERS
    assert (curve.x[0], curve.x[-1]) == (0, 1)


@pytest.mark.parametrize(
    ("auc", "said"),
    [
        (Measured(0.53, 0.41, 0.64), "chance is not excluded"),
        (Measured(0.38, 0.28, 0.48), "worse than chance"),
    ],
)
def test_the_roc_curve_says_where_its_interval_reaches_chance(auc: Measured, said: str) -> None:
    assert said in roc_chart(EN, replace(discrimination(), auc=auc), LIGHT).words


@pytest.mark.parametrize(
    ("slope", "said"),
    [
        (Measured(0.6, 0.3, 0.9), "too extreme"),
        (Measured(1.0, 0.6, 1.4), "not shown to be too extreme"),
        (Measured(1.8, 1.2, 2.4), "too cautious"),
    ],
)
def test_calibration_says_what_the_slope_shows(slope: Measured, said: str) -> None:
    chart = calibration_chart(EN, replace(discrimination(), slope=slope), LIGHT)
    assert said in chart.title
    assert "Intercept in the large 0.05 (95 % −0.40 to 0.50)" in chart.words
    points = next(trace for trace in traces(chart.figure) if trace.mode == "lines+markers")
    assert list(points.y) == [point.observed.value for point in discrimination().calibration]
    assert len(chart.table.columns[0].cells) == len(points.y)


def test_the_decision_curve_says_where_the_model_is_of_use() -> None:
    points = benefits(0.3)
    spans = useful(points)
    for point in points:
        is_inside = any(low <= point.threshold <= high for low, high in spans)
        assert is_inside == (point.model > max(point.everybody, 0))
    assert share_of_cases(points[0]) == pytest.approx(0.3)
    useless = tuple(replace(point, model=point.everybody - 0.01) for point in points)
    chart = decision_chart(EN, replace(discrimination(), benefits=useless), LIGHT)
    assert "At no threshold" in chart.title
    good = decision_chart(EN, replace(discrimination(), benefits=points), LIGHT)
    assert "share of cases of 30 %" in " ".join(good.notes)
    assert len({trace.line.dash for trace in traces(good.figure)}) == 3


def test_of_several_stretches_the_decision_curve_names_the_longest_in_its_title() -> None:
    points = benefits(0.3)
    parted = tuple(
        replace(point, model=max(point.everybody, 0.0) + (0.01 if n == 1 or n > 2 else 0.0))
        for n, point in enumerate(points)
    )
    chart = decision_chart(EN, replace(discrimination(), benefits=parted), LIGHT)
    lone, first, last = (f"{100 * points[n].threshold:.0f} %" for n in (1, 3, -1))
    assert chart.title.endswith(f"at thresholds of {first} to {last} and at some others")
    assert f"{lone}, {first} to {last}" in chart.words


def test_the_learning_curve_says_whether_it_still_rises() -> None:
    points = discrimination().learning
    level = (*points[:-1], replace(points[-1], auc=points[-2].auc))
    risen = (*points[:-1], replace(points[-1], auc=around(0.8, 0.1)))
    assert not still_rises(level)
    assert still_rises(risen)
    assert "no longer rises" in learning_chart(EN, level, "auc", LIGHT).title
    chart = learning_chart(EN, risen, "auc", LIGHT)
    assert "still rises" in chart.title
    assert "0.80 (95 % 0.70 to 0.90) with 66" in chart.words


def test_shuffled_labels_are_all_counted_and_the_real_figure_marked() -> None:
    found = discrimination()
    chart = permutation_chart(EN, found.permutation, found.auc, "auc", LIGHT)
    bars = next(trace for trace in traces(chart.figure) if trace.type == "bar")
    assert sum(bars.y) == 200
    mark = traces(chart.figure)[-1]
    assert mark.x[0] == found.auc.value
    assert mark.marker.symbol == "circle"
    assert "is rare" in chart.title
    assert "0.0050" in chart.title
    common = permutation_chart(EN, Permutation(0.31, (0.5, 0.7, 0.8)), found.auc, "auc", LIGHT)
    assert "is not rare" in common.title


def test_markers_are_told_by_shape_and_word_in_which_direction_they_differ() -> None:
    chart = stability_chart(EN, card(), LIGHT)
    looks = {trace.name: trace.marker.symbol for trace in traces(chart.figure)}
    assert looks == {
        "higher in cases": "triangle-up",
        "lower in cases": "circle",
        "folds disagree on the direction": "square-open",
    }
    assert "Uric acid (urate) (higher in cases; 0.075 [0.055 to 0.095])" in chart.words
    names = chart.figure.layout.yaxis.ticktext
    assert "Lyso &lt;b&gt;PC&lt;/b&gt; 18:2" in names
    assert max(map(len, names)) <= 40


def test_of_very_many_markers_the_largest_are_drawn_and_all_tabled() -> None:
    chart = stability_chart(EN, CARDS["large"], LIGHT)
    assert sum(len(trace.x) for trace in traces(chart.figure)) == 10
    assert len(chart.table.columns[0].cells) == 2008
    assert any("10 largest of 2,008" in note for note in chart.notes)


def test_the_kept_model_stands_first_and_its_parts_are_filled() -> None:
    chart = candidates_chart(EN, discrimination(), LIGHT)
    kept, part, aside = traces(chart.figure)
    assert list(kept.y) == [0]
    assert (part.marker.symbol, aside.marker.symbol) == ("square", "square-open")
    assert len(part.x) == 3
    assert "3 of 4 candidates" in chart.title
    one = CARDS["one candidate"].discrimination
    assert one is not None
    assert "by itself" in candidates_chart(EN, one, LIGHT).title


def test_models_stand_on_one_scale_with_tests_on_new_people_beside() -> None:
    cards = [card(), card(Kind.SEVERITY), CARDS["large"], card(Kind.STRATA)]
    chart = models_chart(EN, cards, LIGHT)
    assert is_whole(chart)
    own, other = traces(chart.figure)
    assert (len(own.x), len(other.x)) == (2, 2)
    assert "0.712 (95 % 0.709 to 0.716)" in chart.title
    assert any(note.endswith("another kind: 2.") for note in chart.notes)
    graded = models_chart(JA, [card(Kind.SEVERITY)], DARK)
    assert is_whole(graded)
    assert "Q²" in graded.title


def test_of_very_many_people_no_more_are_drawn_than_are_seen() -> None:
    chart = fit_chart(EN, CARDS["no severity"], LIGHT)
    people = next(trace for trace in traces(chart.figure) if trace.mode == "markers")
    assert len(people.x) == MOST_POINTS
    assert any("600 of 5,000 people" in note for note in chart.notes)
    full = fit_chart(EN, card(Kind.SEVERITY), LIGHT)
    assert "HQ-25 total [points]: observed" in full.figure.layout.yaxis.title.text
    assert "typical error (RMSE) 11.6 (95 % 10.0 to 13.4) points" in full.words
    assert full.figure.layout.xaxis.range == full.figure.layout.yaxis.range


def test_vip_stands_beside_the_usual_line() -> None:
    chart = vip_chart(EN, card(Kind.SEVERITY), LIGHT)
    (line,) = chart.figure.layout.shapes
    assert line.x0 == line.x1 == 1
    assert "3 of the 8" in chart.title
    assert len(chart.table.columns) == 3
    assert severity().vips[0].key == "ua"
    assert chart.table.columns[0].cells[0] == "Uric acid (urate)"


def test_one_line_through_three_panels_stands_at_the_chosen_number() -> None:
    chart = group_numbers_chart(EN, strata(), LIGHT)
    (line,) = chart.figure.layout.shapes
    assert line.x0 == line.x1 == 3
    assert {trace.yaxis for trace in traces(chart.figure)} == {"y", "y2", "y3"}
    assert "stability is 0.83 (95 % 0.73 to 0.93)" in chart.words
    lone = CARDS["one group"].strata
    assert lone is not None
    assert "could not be told apart" in group_numbers_chart(EN, lone, LIGHT).title


def test_a_profile_has_medians_with_units_in_its_table() -> None:
    chart = profile_chart(EN, card(Kind.STRATA), LIGHT)
    names, unit, first, *_ = chart.table.columns
    assert (names.cells[0], unit.cells[0]) == ("Uric acid (urate)", "mg/dL")
    assert first.cells[0] == "6.10 [5.10 to 7.35]; 1.1 SD"
    assert first.title == "group 1 (n = 27)"
    many = profile_chart(EN, CARDS["many groups"], LIGHT)
    assert any("first 6 of 8 groups" in note for note in many.notes)
    assert len(many.table.columns) == 10


def test_a_marker_whose_shift_is_not_known_is_tabled_and_not_drawn() -> None:
    chart = drift_chart(EN, card(), external(), LIGHT)
    assert sum(len(trace.x) for trace in traces(chart.figure)) == 7
    assert "1 of 7 markers" in chart.title
    assert chart.table.columns[1].cells[-1] == "–"
    assert any(note.endswith("their shift: 1.") for note in chart.notes)
