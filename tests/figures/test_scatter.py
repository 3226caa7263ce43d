import numpy as np
import pytest

from core.figures.comparison import TwoMarkers
from core.figures.flags import Strip
from core.figures.marker_axis import marker_axis
from core.figures.scatter import POINTS_SHOWN, scatter_chart, scatter_note
from core.figures.theme import LIGHT
from core.markers import CATALOGUE, Sex
from core.text import Language, text_in
from tests.figures.traces import traces

EN = text_in(Language.EN)
AXES = tuple(marker_axis(CATALOGUE[k], CATALOGUE[k].reference(Sex.MALE)) for k in ("ua", "t_bil"))
RANDOM = np.random.default_rng(5)
HERE = Strip(-1.0, -1.0)


def two(*patient: Strip | None) -> TwoMarkers:
    groups = (RANDOM.normal(size=(400, 2)), RANDOM.normal(size=(50, 2)))
    return TwoMarkers((AXES[0], AXES[1]), *groups, (patient[0], patient[1]))


def test_the_patient_is_one_diamond_where_two_lines_cross() -> None:
    figure = scatter_chart(EN, two(HERE, HERE), LIGHT)
    patient = traces(figure)[-1]
    expected = (AXES[0].at(-1.0), AXES[1].at(-1.0))
    assert (patient.x[0], patient.y[0]) == pytest.approx(expected)
    assert len(figure.layout.shapes) == 2
    assert "cross" in scatter_note(EN, two(HERE, HERE))


@pytest.mark.parametrize("other", [None, Strip(-2.0, -1.0), Strip(1.0, float("inf"))])
def test_a_patient_without_two_exact_values_is_not_drawn_and_it_is_said(
    other: Strip | None,
) -> None:
    figure = scatter_chart(EN, two(HERE, other), LIGHT)
    assert [trace.name for trace in traces(figure)] == ["● virtual controls", "▲ virtual cases"]
    assert "not on the chart" in scatter_note(EN, two(HERE, other))


def test_groups_are_told_apart_by_sign_and_colour_and_not_all_are_drawn() -> None:
    controls, cases = traces(scatter_chart(EN, two(None, None), LIGHT))
    assert (controls.marker.symbol, cases.marker.symbol) == ("circle", "triangle-up")
    assert (controls.marker.color, cases.marker.color) == (LIGHT.controls, LIGHT.cases)
    assert (len(controls.x), len(cases.x)) == (POINTS_SHOWN, 50)


def test_each_axis_is_in_its_own_unit() -> None:
    layout = scatter_chart(EN, two(None, None), LIGHT).layout
    assert layout.xaxis.type == "linear"
    assert layout.yaxis.type == "log"
    assert layout.yaxis.title.text == "Total bilirubin, mg/dL"
