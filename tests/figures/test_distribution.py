import math
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from core.cohort.distributions import Distribution
from core.figures.comparison import Comparison
from core.figures.distribution import MOST_REACH, distribution_chart, reach_of
from core.figures.flags import Strip
from core.figures.marker_axis import marker_axis
from core.figures.theme import DARK, LIGHT, Tokens
from core.markers import CATALOGUE, Sex
from core.text import Language, text_in
from tests.figures.traces import notes, traces

RANDOM = np.random.default_rng(3)
PEOPLE = Distribution(RANDOM.normal(0, 1, 300), RANDOM.normal(-1, 1, 300))
AXES = {key: marker_axis(CATALOGUE[key], CATALOGUE[key].reference(Sex.MALE)) for key in CATALOGUE}
KEYS = ("ua", "t_bil", "ac_c16")


def chart(key: str, patient: Strip | None, tokens: Tokens = LIGHT) -> go.Figure:
    compared = Comparison(AXES[key], PEOPLE, patient)
    return distribution_chart(text_in(Language.EN), compared, tokens)


def patient_of(figure: go.Figure) -> list[Any]:
    return [trace for trace in traces(figure) if trace.name == "this patient"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_groups_are_told_apart_by_sign_line_and_colour(key: str, tokens: Tokens) -> None:
    figure = chart(key, None, tokens)
    points = [trace for trace in traces(figure) if trace.mode == "markers"]
    lines = [trace for trace in traces(figure) if trace.mode == "lines"]
    assert {trace.marker.symbol for trace in points} == {"circle", "triangle-up"}
    assert {trace.line.dash for trace in lines} == {"solid", "dash"}
    assert {trace.marker.color for trace in points} == {tokens.controls, tokens.cases}
    assert [trace.name for trace in lines] == ["● virtual controls", "▲ virtual cases"]


@pytest.mark.parametrize("key", KEYS)
def test_an_exact_value_is_a_solid_diamond_at_its_place_in_the_unit(key: str) -> None:
    (patient,) = patient_of(chart(key, Strip(-1.0, -1.0)))
    assert set(patient.x) == {AXES[key].at(-1.0)}
    assert patient.marker.symbol == "diamond"


@pytest.mark.parametrize(
    ("place", "known", "arrow"),
    [
        (Strip(-math.inf, -1.0), -1.0, "◀"),
        (Strip(-3.0, -1.0), -1.0, "◀"),
        (Strip(1, math.inf), 1, "▶"),
    ],
)
def test_a_limit_is_an_open_diamond_with_an_arrow(place: Strip, known: float, arrow: str) -> None:
    figure = chart("t_bil", place)
    (patient,) = patient_of(figure)
    assert patient.x[0] == pytest.approx(AXES["t_bil"].at(known))
    assert patient.marker.symbol == "diamond-open"
    assert arrow in notes(figure)


def test_nobody_is_drawn_where_nobody_can_be_placed() -> None:
    assert not patient_of(chart("ac_c16", None))


@pytest.mark.parametrize("key", KEYS)
def test_the_reference_interval_is_the_band(key: str) -> None:
    (band,) = chart(key, None).layout.shapes
    interval = CATALOGUE[key].reference(Sex.MALE)
    if interval is not None:
        assert (band.x0, band.x1) == pytest.approx((interval.low, interval.high))
    else:
        assert (band.x0, band.x1) == pytest.approx((-1.96, 1.96), abs=0.001)


def test_the_axis_reaches_to_the_patient_within_reason() -> None:
    assert reach_of(None) == reach_of(Strip(0, 0)) == reach_of(Strip(-math.inf, 1)) == 4.5
    assert reach_of(Strip(5.0, 5.0)) == 5.5
    assert reach_of(Strip(40.0, 40.0)) == MOST_REACH


def test_a_value_off_the_chart_is_drawn_at_its_end() -> None:
    (patient,) = patient_of(chart("ua", Strip(40.0, 40.0)))
    assert patient.x[0] == AXES["ua"].at(MOST_REACH)
