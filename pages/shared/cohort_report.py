"""The report on a cohort as a PDF, made when the button is pressed."""

from datetime import datetime
from functools import partial

import streamlit as st

from core.cohort import Cohort, Comparison
from core.cohort.groups.comparison import compare
from core.errors import Problem, Severity
from core.figures.cohort_words import is_simulated
from core.report.characters import check_cohort_shown
from core.report.cohort_contents import cohort_contents
from core.report.cohort_report import render_cohort_report
from core.text import Text
from pages.shared.cohort_looked import Looked, own_cohort
from pages.shared.drawing import calm, draw_note, draw_sentence, words
from pages.shared.quietly import quietly
from pages.shared.state import cohort_key, session

MADE_UP = Problem("cohort.example.made_up", severity=Severity.NOTE)


@st.fragment
def draw_report(looked: Looked) -> None:
    """Draw what the report holds and the button that makes it, or why there is none."""
    with calm():
        text, design, own = words(), looked.design, own_cohort()
        if design is None:
            draw_sentence(text("cohort.settings.no_groups"))
            return
        if is_simulated(looked.cohort):
            draw_sentence(text("comparison.simulated"))
            return
        check_cohort_shown(looked.cohort, design)
        found = session().cohorts.results.of(compare, looked.cohort, design)
        problems = own.reading.problems if own else ()
        if own and own.file.is_made_up:
            problems = (*problems, MADE_UP)
        draw_sentence(text("cohort.report.what"))
        draw_note(text("cohort.report.settings"))
        st.download_button(
            text("cohort.report.button"),
            data=partial(quietly, report, text, looked.cohort, found, problems),
            file_name=text("cohort.report.file"),
            mime="application/pdf",
            on_click="ignore",
            type="primary",
            icon=":material/picture_as_pdf:",
            key=cohort_key("report"),
        )


def report(text: Text, cohort: Cohort, found: Comparison, problems: tuple[Problem, ...]) -> bytes:
    """Return the report as of now."""
    contents = cohort_contents(text, cohort, found, problems)
    printed = datetime.now().astimezone()
    return render_cohort_report(contents, language=text.language, printed=printed)
