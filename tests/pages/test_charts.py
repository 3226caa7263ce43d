import logging

import plotly.graph_objects as go
import pytest

from core.figures.chart import Chart
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from pages.shared.charts import PICTURES, png, svg
from pages.shared.quietly import quietly
from tests.pages.cohorts import TWENTY, brought, csv_of, rows_of
from tests.pages.opening import page, words

VALUE = 3.4567


def chart(tokens: Tokens) -> Chart:
    """A chart of one point."""
    figure = quiet(go.Figure(), tokens, height=200)
    figure.add_scatter(x=[1.0], y=[2.0], mode="markers", marker={"size": 8, "color": tokens.ink})
    figure.update_xaxes(range=[0, 2], tickvals=[0, 1, 2])
    figure.update_yaxes(range=[0, 4], tickvals=[0, 2, 4])
    return Chart("title", "words", figure, Table("title", (Column("a", ("1",)),)))


def test_a_picture_is_drawn_on_white_whatever_the_page_looks_like() -> None:
    drawn = svg(chart)
    assert drawn.startswith(b"<svg")
    assert drawn.endswith(b"</svg>")
    assert b"#FFFFFF" in drawn


def test_a_picture_to_be_put_into_a_text_is_a_png() -> None:
    assert png(chart).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", PICTURES)
def test_what_goes_wrong_while_a_picture_is_made_names_no_value(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Tokens) -> Chart:
        raise ValueError(f"uric acid {VALUE}")

    with (
        caplog.at_level(logging.DEBUG),
        pytest.raises(RuntimeError, match=r"^ValueError$") as caught,
    ):
        quietly(PICTURES[kind][0], broken)
    assert caught.value.__cause__ is None
    assert str(VALUE) not in caplog.text
    assert "test_charts.py" in caplog.text


def test_the_words_that_stand_for_a_chart_say_what_is_seen() -> None:
    app = brought(TWENTY)
    said = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert len(said) == 2
    assert all("clinic" in one for one in said)


def test_a_character_that_the_font_lacks_is_named_in_place_of_the_pictures() -> None:
    app = brought(csv_of([row.replace("case", "case 😀") for row in rows_of(20)]))
    assert not app.exception
    assert "U+1F600" in words(app)
    assert not [button for button in app.get("download_button") if "png" in str(button.key)]


def test_below_a_chart_its_notes_are_one_paragraph() -> None:
    said = words(page("cohort"))
    assert "Curve: how the values spread. Box:" in said
