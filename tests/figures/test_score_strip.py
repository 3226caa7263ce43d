import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.score_strip import MOST_REACH, reach, score_strip
from core.figures.theme import DARK, LIGHT, Tokens
from core.scoring.background import Background
from core.scoring.score import Estimate
from core.text import Language, text_in
from tests.figures.traces import notes, traces

GRID = np.linspace(-8, 12, 161)
BEHIND = Background(
    tuple(GRID),
    tuple(np.exp(-0.5 * (GRID + 2) ** 2)),
    tuple(np.exp(-0.5 * ((GRID - 2) / 2) ** 2) / 2),
    0.9,
)
ESTIMATE = Estimate(math.log(3.1), math.log(0.9), math.log(9.8))
estimates = st.tuples(st.floats(-12, 12), st.floats(0, 5), st.floats(0, 5)).map(
    lambda t: Estimate(t[0], t[0] - t[1], t[0] + t[2])
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("language", Language)
def test_the_patient_is_a_diamond_at_the_score_and_a_bar_over_its_interval(
    language: Language, tokens: Tokens
) -> None:
    figure = score_strip(text_in(language), ESTIMATE, BEHIND, tokens, is_virtual=True)
    *_, bar, diamond = traces(figure)
    assert tuple(bar.x) == (ESTIMATE.low, ESTIMATE.high)
    assert tuple(diamond.x) == (ESTIMATE.log_ratio,)
    assert diamond.marker.symbol == "diamond"
    assert diamond.marker.color == tokens.ink


def test_both_hills_share_one_scale() -> None:
    figure = score_strip(text_in(Language.EN), ESTIMATE, BEHIND, LIGHT, is_virtual=True)
    lines, hills = traces(figure)[0:4:2], traces(figure)[1:4:2]
    heights = [max(hill.y) - line.y[0] for line, hill in zip(lines, hills, strict=True)]
    expected = max(BEHIND.cases) / max(BEHIND.controls)
    assert heights[1] / heights[0] == pytest.approx(expected)


def test_the_groups_are_named_and_signed_and_called_virtual() -> None:
    figure = score_strip(text_in(Language.EN), ESTIMATE, BEHIND, LIGHT, is_virtual=True)
    said = notes(figure)
    assert said == ["● virtual controls", "▲ virtual cases", "◆ this patient"]


def test_a_clinics_own_groups_are_not_called_virtual() -> None:
    figure = score_strip(text_in(Language.EN), ESTIMATE, BEHIND, LIGHT, is_virtual=False)
    assert not any("virtual" in note for note in notes(figure))


def test_the_axis_is_marked_in_words() -> None:
    figure = score_strip(text_in(Language.EN), ESTIMATE, BEHIND, LIGHT, is_virtual=True)
    words = figure.layout.xaxis.ticktext
    assert "even" in words
    assert "10×<br>like virtual cases" in words


@given(estimates)
def test_the_axis_always_holds_even_and_the_whole_bar(estimate: Estimate) -> None:
    low, high = reach(estimate, BEHIND)
    assert low < min(0, estimate.low)
    assert high > max(0, estimate.high)
    assert low > min(-MOST_REACH, estimate.low) - 2
