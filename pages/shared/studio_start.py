"""What stands in the way of a model, how long it will take, and the button that starts it."""

import streamlit as st

from core.cards import Plan
from core.cohort import Cohort
from core.errors import ModelError, Problem, Severity
from core.figures.problems import problem_sentences
from core.figures.studio_words import plan_line, time_words
from core.jobs import Request
from core.learning.expectation import expected_seconds
from core.learning.labelled import labelled_people
from core.learning.readiness import hindrances, is_possible
from core.registry import check_name, next_version
from core.text import Text
from pages.shared import resources
from pages.shared.cohort_held import CohortFile
from pages.shared.drawing import draw_caution, draw_note, draw_problem, draw_sentence
from pages.shared.state import session


def draw_start(text: Text, file: CohortFile, cohort: Cohort, plan: Plan) -> None:
    """Draw what is known before the start, and the button, which what is impossible disables."""
    problems = (*hindrances(cohort, plan), *about_name(plan))
    for problem in problems:
        if problem.severity is Severity.REFUSED:
            draw_problem(problem)
    notes = [problem for problem in problems if problem.severity is Severity.NOTE]
    if notes:
        draw_caution(problem_sentences(text, notes))
    can_start = is_possible(problems)
    if can_start:
        used = labelled_people(cohort, plan).size
        draw_sentence(plan_line(text, cohort, plan, used))
        version = next_version(resources.registry().models.joinpath(plan.name))
        expected = time_words(text, expected_seconds(cohort, plan))
        draw_sentence(text("studio.expect", name=plan.name, version=version, time=expected))
    draw_note(text("studio.keeps"))
    if st.button(
        text("studio.start"),
        type="primary",
        icon=":material/play_arrow:",
        disabled=not can_start,
        key="studio-start",
    ):
        session().studio.job = resources.jobs().start(requested(file, plan, cohort.name))
        st.rerun()
    draw_where_it_goes_on(text)


def draw_where_it_goes_on(text: Text) -> None:
    """Draw, while work goes on, where it is seen: the button that began it lies far below."""
    if not all(job.state.is_over for job in resources.jobs().every()):
        draw_note(text("studio.job.above"))


def about_name(plan: Plan) -> tuple[Problem, ...]:
    """Return why a model cannot have its name; a name stands for one kind of model only."""
    try:
        check_name(plan.name)
    except ModelError as error:
        return (error.problem,)
    same = (entry for entry in resources.registry().entries() if entry.name == plan.name)
    if any(entry.kind not in (None, plan.kind) for entry in same):
        return (Problem("studio.hindrance.other_kind", {"name": plan.name}),)
    return ()


def requested(file: CohortFile, plan: Plan, name: str = "") -> Request:
    """Return what a job needs: the plan, and the file as it was brought in and corrected."""
    return Request(
        plan=plan,
        file=file.content,
        file_name=file.name,
        cohort=name,
        sheet=file.sheet,
        corrections=file.corrections,
        groups=file.groups,
        is_made_up=file.is_made_up,
    )
