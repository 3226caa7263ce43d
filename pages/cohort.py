"""The patient among others: one marker, or two, beside virtual (simulated) cases and controls."""

import streamlit as st

from core.figures import words as phrases
from core.figures.cohort_tables import distribution_table, scatter_table
from core.figures.comparison import comparison, markers_to_compare, standing, two_markers
from core.figures.distribution import distribution_chart
from core.figures.marker_table import others_table
from core.figures.scatter import scatter_chart, scatter_note
from core.markers import Sex
from core.panel import Panel
from core.text import Text
from pages.shared import resources
from pages.shared.choice import choose
from pages.shared.drawing import (
    calm,
    colours,
    draw_figure,
    draw_note,
    draw_sentence,
    draw_table,
    words,
)
from pages.shared.nothing import with_panel


@with_panel
def render(text: Text, panel: Panel) -> None:
    """Draw the panel that was confirmed among the people of its sex."""
    st.title(text("cohort.title"), anchor=False)
    draw_sentence(text("cohort.what"))
    sex = panel.patient.sex
    scored = resources.model().card.features[sex] if sex else ()
    if sex is None:
        st.info(text("cohort.sex_unknown"), icon=":material/info:")
    else:
        keys = markers_to_compare(panel, sex, scored)
        draw_one(panel, sex, keys)
        draw_two(panel, sex, keys)
    draw_others(panel, scored)


@st.fragment
def draw_one(panel: Panel, sex: Sex, keys: tuple[str, ...]) -> None:
    """Draw one marker of the model in both groups, and in numbers below."""
    with calm():
        text = words()
        st.header(text("cohort.one"), anchor=False)
        compared = comparison(resources.cohort(), panel, sex, choose("one", keys))
        said = standing(text, compared)
        marker = compared.axis.title(text)
        title = text("cohort.chart_one", marker=marker, sex=phrases.sex(text, sex))
        draw_sentence(said)
        st.subheader(title, anchor=False)
        draw_figure(distribution_chart(text, compared, colours()), f"{title}. {said}", "one")
        draw_table(distribution_table(text, compared), file_key="one")


@st.fragment
def draw_two(panel: Panel, sex: Sex, keys: tuple[str, ...]) -> None:
    """Draw two markers of the model at once, and in numbers below."""
    with calm():
        text = words()
        st.header(text("cohort.two"), anchor=False)
        left, right = st.columns(2)
        with left:
            across = choose("across", keys)
        with right:
            up = choose("up", tuple(key for key in keys if key != across))
        two = two_markers(resources.cohort(), panel, sex, (across, up))
        x, y = (axis.title(text) for axis in two.axes)
        title = text("cohort.chart_two", x=x, y=y)
        st.subheader(title, anchor=False)
        draw_figure(scatter_chart(text, two, colours()), title, "two")
        draw_note(scatter_note(text, two))
        draw_table(scatter_table(text, two), file_key="two")


def draw_others(panel: Panel, scored: tuple[str, ...]) -> None:
    """Draw what the model does not use against its reference interval only."""
    text = words()
    table = others_table(text, panel, scored, colours())
    if table:
        st.header(text("cohort.others"), anchor=False)
        draw_sentence(text("cohort.others_why"))
        draw_table(table)
        draw_note(text("figure.strip.key"))


if __name__ == "__main__":
    st.switch_page("app.py")
