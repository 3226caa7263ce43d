import math

import numpy as np
import pytest
from scipy.stats import chi2

from core.cohort import Cohort, Factor, Origin
from core.cohort.overall.components import Components, principal_components
from core.cohort.overall.plane import MOST_POINTS
from core.figures.chart import Chart
from core.figures.overall.components import HALF, components_chart
from core.figures.overall.components_patient import PatientPlace
from core.figures.theme import DARK, LIGHT, MOST_GROUPS, Tokens
from core.markers import CATALOGUE
from core.text import Text
from tests.builders import factor
from tests.figures.groups.cohorts import EN, KEYS, TEXTS, check, people, points_of
from tests.figures.traces import traces


def components(them: Cohort) -> Components:
    return principal_components(them, KEYS, them.factors["group"])


def chart(
    them: Cohort, patient: PatientPlace | None = None, text: Text = EN, tokens: Tokens = LIGHT
) -> Chart:
    return components_chart(text, components(them), them.factors["group"], tokens, patient)


def placed(*scores: float) -> PatientPlace:
    return PatientPlace(np.array([*scores, 0.0, 0.0, 0.0]))


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ja"])
@pytest.mark.parametrize("sizes", [(30, 20), (MOST_POINTS, 10), (9,)])
@pytest.mark.parametrize("is_shared", [False, True])
def test_every_chart_has_what_belongs_to_it(
    text: Text, sizes: tuple[int, ...], is_shared: bool
) -> None:
    check(chart(people(*sizes, is_shared=is_shared), placed(1.0, -1.0), text))


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_groups_are_told_apart_by_symbol_line_and_colour(tokens: Tokens) -> None:
    drawn = traces(chart(people(30, 20, 10), tokens=tokens).figure)
    points = [trace for trace in drawn if trace.mode == "markers"]
    lines = [trace for trace in drawn if trace.mode == "lines"]
    assert [p.marker.symbol for p in points] == [g.symbol for g in tokens.groups[:3]]
    assert [p.marker.color for p in points] == [g.colour for g in tokens.groups[:3]]
    assert [line.line.dash for line in lines] == [g.dash for g in tokens.groups[:3]]
    assert [len(p.x) for p in points] == [30, 20, 10]


def test_axes_say_how_much_of_the_variance_they_hold_and_have_ends() -> None:
    found = components(people(30, 20))
    layout = chart(people(30, 20)).figure.layout
    share = f"{100 * found.shares[0]:.2g}"
    assert layout.xaxis.title.text == f"Component 1 ({share} % of the variance)"
    low, high = layout.xaxis.range
    assert low < found.scores[:, 0].min() < found.scores[:, 0].max() < high
    assert len(layout.yaxis.tickvals) == len(layout.yaxis.ticktext) > 2


def test_half_of_a_normal_group_lies_in_its_ellipse() -> None:
    assert chi2.cdf(HALF**2, 2) == pytest.approx(0.5)
    them = people(400, 400)
    found = components(them)
    (ellipse, _) = [t for t in traces(chart(them).figure) if t.mode == "lines"]
    scores = found.scores[:400, :2]
    centred = scores - scores.mean(axis=0)
    inverse = np.linalg.inv(np.cov(scores.T))
    lengths = np.einsum("ij,jk,ik->i", centred, inverse, centred)
    outline = np.column_stack([ellipse.x, ellipse.y]) - scores.mean(axis=0)
    reach = np.einsum("ij,jk,ik->i", outline, inverse, outline)
    np.testing.assert_allclose(reach, HALF**2)
    assert (lengths < HALF**2).mean() == pytest.approx(0.5, abs=0.06)


def test_the_patient_is_one_solid_diamond_in_ink_at_their_scores() -> None:
    found = chart(people(30, 20), placed(1.5, -0.5))
    patient = traces(found.figure)[-1]
    assert (patient.x[0], patient.y[0]) == (1.5, -0.5)
    assert (patient.marker.symbol, patient.marker.color) == ("diamond", LIGHT.ink)
    assert patient.name == "this patient"
    assert "This patient lies at 1.5 and -0.50." in found.words
    assert found.table.columns[0].cells[-1] == "◆ this patient"


def test_a_patient_far_out_stands_at_the_edge_and_it_is_said() -> None:
    found = chart(people(30, 20), placed(90.0, 0.0))
    patient, ends = traces(found.figure)[-1], found.figure.layout.xaxis.range
    assert 0.9 * ends[1] < patient.x[0] < ends[1] < 20
    assert any("further out" in note for note in found.notes)


def test_a_patient_without_every_value_is_not_drawn_and_what_is_missing_is_said() -> None:
    them = people(30, 20)
    found = chart(them, PatientPlace(None, (them.analytes[2],)))
    assert [t.name for t in traces(found.figure) if t.mode == "markers"] == ["g0", "g1"]
    name = CATALOGUE["hdl_c"].name("en")
    assert any(note.endswith(f"missing here: {name}.") for note in found.notes)


def test_many_people_are_cells_and_no_points() -> None:
    found = chart(people(MOST_POINTS, MOST_POINTS))
    assert traces(found.figure)[0].type == "heatmap"
    assert points_of(found) == 2
    assert any(note.startswith("The more a cell stands out") for note in found.notes)


@pytest.mark.parametrize("sizes", [(40, 30), (40, 4)])
def test_of_a_shared_cohort_nobody_is_drawn_and_no_small_group(sizes: tuple[int, int]) -> None:
    found = chart(people(*sizes, is_shared=True))
    told = sum(size > 4 for size in sizes)
    assert points_of(found) == told
    assert found.table.columns[1].cells[:2] == (
        "about 40",
        "about 30" if sizes[1] == 30 else "fewer than 5",
    )
    assert any("This cohort is shared" in note for note in found.notes)


@pytest.mark.parametrize(
    ("shift", "said"), [(0.0, "the groups overlap"), (0.9, "in part"), (5.0, "lie apart")]
)
def test_the_title_says_whether_groups_overlap(shift: float, said: str) -> None:
    assert chart(people(60, 60, shift=shift)).title.endswith(said)


def test_without_groups_the_title_says_how_much_is_seen() -> None:
    them = people(40)
    found = components_chart(EN, principal_components(them, KEYS), None, LIGHT)
    assert found.title.endswith("of the variance on the first two")
    assert not any(trace.showlegend for trace in traces(found.figure))


@pytest.mark.parametrize("origin", [Origin.VIRTUAL, Origin.SURVEY])
def test_simulated_people_are_called_so_in_the_title(origin: Origin) -> None:
    assert "simulated" in chart(people(30, 20, origin=origin)).title


def test_more_groups_than_can_be_told_apart_are_drawn_as_one_and_it_is_said() -> None:
    found = chart(people(*[6] * (MOST_GROUPS + 1)))
    assert len([t for t in traces(found.figure) if t.mode == "markers"]) == 1
    assert any("not told apart" in note for note in found.notes)


def test_people_can_be_told_apart_by_another_factor_than_the_one_they_were_chosen_by() -> None:
    them = people(30, 20)
    sexes = factor("sex", ["female", "male"] * 25)
    found = components_chart(EN, components(them), sexes, LIGHT)
    assert [t.name for t in traces(found.figure) if t.mode == "markers"] == ["female", "male"]


def test_a_group_nobody_is_in_is_not_drawn() -> None:
    them = people(30, 20)
    group = them.factors["group"]
    empty = Factor("other", ("none", "all"), np.ones(50, dtype=np.int32))
    found = components_chart(EN, principal_components(them, KEYS, group), empty, LIGHT)
    assert [t.name for t in traces(found.figure) if t.mode == "markers"] == ["all"]


def test_the_table_holds_mean_and_spread_of_each_group() -> None:
    found, scores = chart(people(30, 20)), components(people(30, 20)).scores
    rows = list(zip(*(column.cells for column in found.table.columns), strict=True))
    assert rows[0][:2] == ("● g0", "30")
    assert float(str(rows[0][2])) == pytest.approx(scores[:30, 0].mean(), abs=0.006)
    assert float(str(rows[2][3])) == pytest.approx(scores[:, 0].std(ddof=1), abs=0.006)
    assert not math.isnan(float(str(rows[1][5])))
