import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.score_strip import MOST_REACH, VISIBLE, reach, score_strip, strip_words
from core.figures.theme import DARK, LIGHT, Tokens
from core.scoring.background import Background
from core.scoring.score import Estimate, Repeatability, RiskScore
from core.text import Language, text_in
from tests.figures.results import AGAIN, CLINIC, ESTIMATE, scored
from tests.figures.traces import notes, traces

GRID = np.linspace(-8, 12, 161)
BEHIND = Background(
    tuple(GRID),
    tuple(np.exp(-0.5 * (GRID + 2) ** 2)),
    tuple(np.exp(-0.5 * ((GRID - 2) / 2) ** 2) / 2),
    0.9,
)
estimates = st.tuples(st.floats(-12, 12), st.floats(0, 5), st.floats(0, 5), st.floats(-12, 12)).map(
    lambda t: Estimate(t[0], t[0] - t[1], t[0] + t[2], t[3])
)


def drawn(
    language: Language = Language.EN, result: RiskScore | None = None, tokens: Tokens = LIGHT
) -> go.Figure:
    return score_strip(text_in(language), result or scored(), BEHIND, tokens)


def named(figure: go.Figure, sign: str) -> go.Scatter:
    found: go.Scatter = next(t for t in traces(figure) if str(t.name).startswith(sign))
    return found


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("language", Language)
def test_the_patient_is_a_diamond_at_the_score_and_a_bar_over_its_interval(
    language: Language, tokens: Tokens
) -> None:
    *_, bar, diamond = traces(drawn(language, tokens=tokens))
    assert tuple(bar.x) == (ESTIMATE.low, ESTIMATE.high)
    assert tuple(diamond.x) == (ESTIMATE.log_ratio,)
    assert diamond.marker.symbol == "diamond"
    assert diamond.marker.color == tokens.ink


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_sceptical_reading_is_a_smaller_hollow_diamond_in_a_row_of_its_own(
    tokens: Tokens,
) -> None:
    figure = drawn(tokens=tokens)
    patient, sceptical = named(figure, "◆"), named(figure, "◇")
    assert tuple(sceptical.x) == (ESTIMATE.sceptical,)
    assert sceptical.marker.color == tokens.ground
    assert sceptical.marker.size < patient.marker.size
    assert sceptical.y[0] < patient.y[0]


def test_the_second_draw_is_a_thin_bracket_and_not_the_bar() -> None:
    figure = drawn()
    bracket = named(figure, "↔")
    assert tuple(bracket.x) == (AGAIN.low, AGAIN.high)
    assert bracket.line.width < traces(figure)[-2].line.width


@pytest.mark.parametrize("language", Language)
def test_where_no_second_draw_can_be_followed_nothing_is_drawn_or_said_of_one(
    language: Language,
) -> None:
    unknown = scored(again=Repeatability(1.0, 1.0, (), ("ac_c16",)))
    assert not [trace for trace in traces(drawn(result=unknown)) if str(trace.name).startswith("↔")]
    assert "↔" not in strip_words(text_in(language), unknown)
    assert "↔" in strip_words(text_in(language), scored())


def test_both_hills_share_one_scale() -> None:
    figure = drawn()
    lines, hills = traces(figure)[0:4:2], traces(figure)[1:4:2]
    heights = [max(hill.y) - line.y[0] for line, hill in zip(lines, hills, strict=True)]
    expected = max(BEHIND.cases) / max(BEHIND.controls)
    assert heights[1] / heights[0] == pytest.approx(expected)


def test_every_row_is_named_and_signed_and_the_groups_are_called_virtual() -> None:
    assert set(notes(drawn())) == {
        "● virtual<br>controls",
        "▲ virtual<br>cases",
        "◆ this patient",
        "◇ sceptical",
        "↔ drawn again",
        "◀ like virtual controls",
        "like virtual cases ▶",
    }


def test_a_clinics_own_groups_are_not_called_virtual() -> None:
    assert not any("virtual" in note for note in notes(drawn(result=scored(model=CLINIC))))


@pytest.mark.parametrize("language", Language)
def test_the_words_of_the_ticks_are_short_enough_for_a_narrow_screen(language: Language) -> None:
    far = scored(Estimate(0.0, -7.0, 7.0, 0.0))
    for result in (scored(), far):
        words = [word for word in drawn(language, result).layout.xaxis.ticktext if word]
        assert len(words) <= 5
        assert all(len(word) <= 7 for word in words)


def test_the_outermost_ticks_have_words_that_say_their_side() -> None:
    ticks = list(drawn().layout.xaxis.ticktext)
    assert ticks[0].startswith("1/")
    assert ticks[-1].endswith("×")
    assert "even" in ticks


def test_the_axis_ends_where_nothing_of_a_hill_is_seen() -> None:
    low, high = reach(scored(), BEHIND)
    for end in (low, high):
        heights = [np.interp(end, GRID, hill) for hill in (BEHIND.controls, BEHIND.cases)]
        assert max(heights) <= VISIBLE * max(BEHIND.controls)


@given(estimates)
def test_the_axis_always_holds_even_and_every_mark(estimate: Estimate) -> None:
    low, high = reach(scored(estimate), BEHIND)
    assert low < min(0, estimate.low, estimate.sceptical, AGAIN.low)
    assert high > max(0, estimate.high, estimate.sceptical, AGAIN.high)
    assert low > min(-MOST_REACH, estimate.low, estimate.sceptical) - 2
