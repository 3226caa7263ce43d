"""A model tried on people of another cohort, and recalibrated to them as a new version."""

from dataclasses import replace

import streamlit as st

from core.cards import ClinicCard, Plan
from core.cohort import Cohort
from core.errors import CohortError, Problem
from core.figures.studio_words import tried_line
from core.jobs import Task
from core.learning.external.people import people_for
from core.learning.proposal import proposed_plan
from core.registry import Entry
from core.text import Text
from pages.shared import resources
from pages.shared.cohort_held import CohortFile
from pages.shared.drawing import draw_note, draw_problem, draw_sentence
from pages.shared.state import session
from pages.shared.studio_groups import choose_people
from pages.shared.studio_people import choose_own_people
from pages.shared.studio_start import draw_where_it_goes_on, requested


def draw_evaluating(text: Text, entry: Entry, card: ClinicCard) -> None:
    """Draw the choice of a cohort and of its groups, and the ways to begin."""
    draw_sentence(text("models.evaluate.what"))
    own = choose_own_people(text)
    if own is None or own.cohort is None:
        return
    proposed = proposed_plan(own.cohort, card.kind, own.reading.suggested_group)
    if not proposed.group:
        draw_sentence(text("models.evaluate.no_groups"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        plan = choose_people(text, own.cohort, proposed)
    asked = replace(card.plan, group=plan.group, levels=plan.levels)
    if requested(own.file, asked).data_sha256 == card.data_sha256:
        draw_problem(Problem("models.evaluate.same_people"))
    elif is_possible_for(card, own.cohort, asked):
        draw_sentence(tried_line(text, own.cohort, asked))
        draw_note(text("models.evaluate.keeps"))
        draw_ways(text, entry, own.file, asked)
        draw_where_it_goes_on(text)


def is_possible_for(card: ClinicCard, cohort: Cohort, asked: Plan) -> bool:
    """Say whether a cohort holds what a model reads; draw why not."""
    try:
        people_for(card, cohort, asked.group, asked.levels)
    except CohortError as error:
        draw_problem(error.problem)
        return False
    return True


def draw_ways(text: Text, entry: Entry, file: CohortFile, asked: Plan) -> None:
    """Draw the buttons that evaluate and recalibrate, each as a job."""
    with st.container(horizontal=True):
        for task in (Task.EVALUATE, Task.RECALIBRATE):
            if st.button(
                text(f"models.evaluate.{task}"),
                type="primary" if task is Task.EVALUATE else "secondary",
                help=text(f"models.evaluate.{task}_help"),
                key=f"model-{task}",
            ):
                request = replace(
                    requested(file, asked), task=task, model=(entry.name, entry.version)
                )
                session().studio.job = resources.jobs().start(request)
                st.rerun()
