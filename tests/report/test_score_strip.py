import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report.score_strip import MOST_DECADES, MOST_POINTS, Axis, strip_content
from core.scoring.background import Background
from core.scoring.score import Estimate, Repeatability, RiskScore
from core.text import Language, text_in
from tests.report.samples import BACKGROUND, ROUTINE_SCORE

TEXT = text_in(Language.EN)
ratios = st.floats(-40, 40)


def scored(middle: float, half: float = 1.0, sceptical: float = 0.0) -> RiskScore:
    return replace(
        ROUTINE_SCORE,
        estimate=Estimate(middle, middle - half, middle + half, sceptical),
        repeatability=Repeatability(middle - half, middle + half, ("ua",), ()),
    )


def drawn(result: RiskScore, background: Background | None = BACKGROUND) -> dict[str, Any]:
    return strip_content(TEXT, result, background)


@given(ratios, ratios)
def test_even_is_the_middle_and_a_higher_score_never_lies_further_left(
    one: float, other: float
) -> None:
    axis = Axis.around(scored(0.0), BACKGROUND)
    assert axis.position(0) == 0.5
    low, high = sorted((one, other))
    assert axis.position(low) <= axis.position(high)


@given(ratios, st.floats(0, 5))
def test_an_interval_is_inside_the_axis_or_marked_as_running_off_it(
    middle: float, half: float
) -> None:
    strip = drawn(scored(middle, half))
    reach = MOST_DECADES * math.log(10)
    for shown in (strip["patient"], strip["again"]):
        assert shown["off_left"] == (middle - half < -reach)
        assert shown["off_right"] == (middle + half > reach)
        assert 0 <= shown["low"] <= shown["high"] <= 1
    assert strip["patient"]["low"] <= strip["patient"]["at"] <= strip["patient"]["high"]


@given(ratios)
def test_the_sceptical_reading_is_on_the_axis_or_marked_as_off_it(sceptical: float) -> None:
    shown = drawn(scored(0.0, sceptical=sceptical))["sceptical"]
    assert 0 <= shown["at"] <= 1
    assert shown["is_off"] == (abs(sceptical) > MOST_DECADES * math.log(10))
    assert shown["is_off"] == (shown["off_left"] or shown["off_right"])


def test_where_no_marker_can_be_followed_there_is_no_bracket() -> None:
    unknown = replace(scored(1.0), repeatability=Repeatability(1.0, 1.0, (), ("ac_c16",)))
    assert drawn(unknown)["again"] is None


@given(ratios)
def test_ticks_stand_in_pairs_around_even_and_within_the_axis(middle: float) -> None:
    positions = [tick["at"] for tick in drawn(scored(middle))["ticks"]]
    assert positions == sorted(positions)
    assert len(positions) >= 3
    assert all(0.05 < at < 0.95 for at in positions)
    assert [a + b for a, b in zip(positions, reversed(positions), strict=True)] == pytest.approx(
        [1.0] * len(positions)
    )


def test_ticks_and_sides_are_labelled_in_words() -> None:
    strip = drawn(scored(0.0))
    assert [tick["label"] for tick in strip["ticks"]] == ["1/10", "1/3", "even", "3×", "10×"]
    assert strip["sides"] == ["◀ like virtual controls", "like virtual cases ▶"]


def test_both_groups_are_drawn_on_one_height_scale() -> None:
    half_as_high = replace(BACKGROUND, cases=tuple(y / 2 for y in BACKGROUND.cases))
    controls, cases = drawn(scored(0.0), half_as_high)["groups"]
    tallest = {group["kind"]: max(y for _, y in group["curve"]) for group in (controls, cases)}
    assert tallest["controls"] == pytest.approx(1.0, abs=0.01)
    assert tallest["cases"] == pytest.approx(0.5, abs=0.01)
    assert len(controls["curve"]) <= MOST_POINTS


def test_without_a_background_there_are_no_groups() -> None:
    assert drawn(scored(0.0), None)["groups"] == []
