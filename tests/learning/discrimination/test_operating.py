from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cards import Aim
from core.learning.discrimination.operating import threshold_for
from core.learning.people import Floats
from tests.learning.discrimination.quick import PLAN

scores = st.lists(st.integers(-20, 20), min_size=3, max_size=25)
wishes = st.sampled_from([0.0, 0.3, 0.5, 0.8, 0.9, 1.0])


def rates(threshold: float, cases: Floats, controls: Floats) -> tuple[float, float]:
    return float(np.mean(cases >= threshold)), float(np.mean(controls < threshold))


def every_pair_of_rates(cases: Floats, controls: Floats) -> list[tuple[float, float]]:
    cuts = [*np.unique(np.r_[cases, controls]), np.inf]
    return [rates(cut, cases, controls) for cut in cuts]


def chosen(aim: Aim, wanted: float, cases: Floats, controls: Floats) -> tuple[float, float]:
    outcome = np.r_[np.ones(len(cases)), np.zeros(len(controls))]
    plan = replace(PLAN, aim=aim, wanted=wanted)
    return rates(threshold_for(np.r_[cases, controls], outcome, plan), cases, controls)


@settings(max_examples=50)
@given(scores, scores, wishes)
def test_a_wanted_sensitivity_is_reached_at_the_highest_specificity(
    cases: list[int], controls: list[int], wanted: float
) -> None:
    of_cases, of_controls = np.array(cases, float), np.array(controls, float)
    sensitivity, specificity = chosen(Aim.SENSITIVITY, wanted, of_cases, of_controls)
    assert sensitivity >= wanted - 1e-9
    possible = [b for a, b in every_pair_of_rates(of_cases, of_controls) if a >= wanted]
    assert specificity == pytest.approx(max(possible))


@settings(max_examples=50)
@given(scores, scores, wishes)
def test_a_wanted_specificity_is_reached_at_the_highest_sensitivity(
    cases: list[int], controls: list[int], wanted: float
) -> None:
    of_cases, of_controls = np.array(cases, float), np.array(controls, float)
    sensitivity, specificity = chosen(Aim.SPECIFICITY, wanted, of_cases, of_controls)
    assert specificity >= wanted - 1e-9
    possible = [a for a, b in every_pair_of_rates(of_cases, of_controls) if b >= wanted]
    assert sensitivity == pytest.approx(max(possible))


@settings(max_examples=50)
@given(scores, scores)
def test_balanced_rates_are_as_near_to_each_other_as_they_get(
    cases: list[int], controls: list[int]
) -> None:
    of_cases, of_controls = np.array(cases, float), np.array(controls, float)
    sensitivity, specificity = chosen(Aim.BALANCED, 0.9, of_cases, of_controls)
    nearest = min(abs(a - b) for a, b in every_pair_of_rates(of_cases, of_controls))
    assert abs(sensitivity - specificity) == pytest.approx(nearest)


def test_neighbours_one_bit_apart_are_still_told_apart() -> None:
    low = 0.1
    high = np.nextafter(low, 1)
    assert chosen(Aim.BALANCED, 0.9, np.array([high]), np.array([low])) == (1.0, 1.0)
