"""Groups compared, analyte by analyte: a chart, every result to sort, and the file of them."""

from collections.abc import Callable, Mapping

import streamlit as st

from core.cohort import Comparison, Design
from core.cohort.groups.comparison import compare
from core.figures.chart import Chart
from core.figures.cohort_words import is_simulated
from core.figures.comparison_numbers import by_p
from core.figures.groups.forest import forest_chart
from core.figures.groups.volcano import volcano_chart
from core.figures.theme import Tokens
from core.text import Text
from pages.shared.charts import draw_chart
from pages.shared.cohort_looked import Looked
from pages.shared.cohort_parts import choose_part
from pages.shared.cohort_results_table import draw_results
from pages.shared.cohort_roc import draw_roc
from pages.shared.drawing import calm, draw_problems, draw_sentence, words
from pages.shared.state import session


@st.fragment
def draw_groups(looked: Looked) -> None:
    """Draw the comparison; of simulated people, why there is none."""
    with calm():
        text, design = words(), looked.design
        if design is None:
            draw_sentence(text("cohort.settings.no_groups"))
        elif is_simulated(looked.cohort):
            draw_sentence(text("comparison.simulated"))
        else:
            draw_comparison(text, looked, design)


def draw_comparison(text: Text, looked: Looked, design: Design) -> None:
    """Draw one chart of the comparison, and every result below it."""
    found = session().cohorts.results.of(compare, looked.cohort, design)
    draw_problems(found.problems)
    part = choose_part("groups", tuple(PARTS))
    with calm():
        PARTS[part](text, looked, found)
    draw_results(text, looked.cohort, found)


def draw_volcano(text: Text, _: Looked, found: Comparison) -> None:
    """Draw how large and how sure each difference is."""

    def make(tokens: Tokens) -> Chart:
        return volcano_chart(text, found, tokens)

    draw_chart(make, "volcano")


def draw_forest(text: Text, _: Looked, found: Comparison) -> None:
    """Draw each difference with its interval."""

    def make(tokens: Tokens) -> Chart:
        return forest_chart(text, found, tokens)

    draw_chart(make, "forest")


def draw_curves(text: Text, looked: Looked, found: Comparison) -> None:
    """Draw how well analytes part the groups, those first that differ most surely."""
    draw_roc(text, looked, found.design, by_p(found))


PARTS: Mapping[str, Callable[[Text, Looked, Comparison], None]] = {
    "volcano": draw_volcano,
    "forest": draw_forest,
    "roc": draw_curves,
}
