import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.contributions import contributions_chart, reach
from core.figures.theme import LIGHT
from core.scoring.score import Contribution
from core.text import Language, text_in
from tests.builders import panel
from tests.figures.traces import notes, traces

PANEL = panel(ua=3.4, t_bil=0.9)
PUSHES = (Contribution("ua", 0.8, -2.2, -2.2), Contribution("t_bil", -0.5, 0.4, 0.4))


@pytest.mark.parametrize("language", Language)
def test_each_bar_has_its_marker_value_and_factor(language: Language) -> None:
    text = text_in(language)
    figure = contributions_chart(text, PANEL, PUSHES, LIGHT)
    assert tuple(traces(figure)[0].x) == (0.8, -0.5)
    assert tuple(traces(figure)[0].text) == ("×2.2", "×0.61")
    labels = notes(figure)
    assert "3.4 mg/dL" in labels[0]
    assert len(labels) == len(PUSHES)


def test_up_is_the_colour_of_the_cases_and_down_that_of_the_controls() -> None:
    figure = contributions_chart(text_in(Language.EN), PANEL, PUSHES, LIGHT)
    assert list(traces(figure)[0].marker.color) == [LIGHT.cases, LIGHT.controls]


def test_the_first_contribution_stands_at_the_top() -> None:
    figure = contributions_chart(text_in(Language.EN), PANEL, PUSHES, LIGHT)
    first, second = traces(figure)[0].y
    bottom, top = figure.layout.yaxis.range
    assert first < second
    assert top < bottom


def test_a_marker_without_a_value_is_named_alone() -> None:
    figure = contributions_chart(
        text_in(Language.EN), panel(), (Contribution("ua", 0.1, 0.0, 0.0),), LIGHT
    )
    assert notes(figure)[0] == "Uric acid (urate)"


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=10))
def test_the_axis_holds_zero_and_each_bar_with_room_for_its_label(sizes: list[float]) -> None:
    low, high = reach(sizes)
    assert low <= min(0, *sizes)
    assert high > max(0, *sizes)
    assert all(low < size for size in sizes if size < 0)
