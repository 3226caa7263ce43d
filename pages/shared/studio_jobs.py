"""The long work of this server: how far it is, how to end it, and what came of it.

Whoever opens the page sees what goes on, whoever started it: models are everybody's on a server.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from core.errors import ModelError
from core.figures.markdown import plain
from core.figures.studio_words import left_words, step_words
from core.jobs import Job, State
from core.text import Text
from pages.shared import resources
from pages.shared.drawing import calm, draw_problem, draw_sentence, words
from pages.shared.models_result import draw_result
from pages.shared.models_using import draw_way_to_evaluate
from pages.shared.state import session
from pages.shared.studio_past import draw_past

SECONDS_BETWEEN_LOOKS = 1.5
MOST_PAST = 6


def draw_jobs(text: Text, found: Callable[[Text, Job], None]) -> None:
    """Draw the work that goes on, what came of the one that is looked at, and earlier work.

    `found` draws, or opens, the model that came of it.
    """
    every = resources.jobs().every()
    going = [job.id for job in every if not job.state.is_over]
    if going:
        st.fragment(draw_going, run_every=SECONDS_BETWEEN_LOOKS)(tuple(going))
    over = [job for job in every if job.state.is_over]
    looked = next((job for job in over if job.id == session().studio.job), None)
    if looked:
        draw_over(text, looked, found)
    others = [job for job in over if job is not looked][:MOST_PAST]
    if others:
        draw_past(text, others)


def draw_going(ids: tuple[str, ...]) -> None:
    """Draw how far some work is, again and again; when some of it ends, draw the whole page."""
    with calm():
        text = words()
        for job_id in ids:
            job = resources.jobs().get(job_id)
            if job is None or job.state.is_over:
                session().studio.job = job_id
                st.rerun()
            draw_progress(text, job)


def draw_progress(text: Text, job: Job) -> None:
    """Draw how far one job is, its step and the time left, and the button that ends it."""
    with st.container(border=True):
        st.markdown(f"**{plain(text(f'studio.task.{job.task}', name=job.name))}**")
        st.progress(job.share, plain(how_far(text, job)))
        if st.button(
            text("studio.job.cancel"), icon=":material/stop:", key=f"studio-cancel-{job.id}"
        ):
            resources.jobs().cancel(job.id)
            session().studio.job = job.id
            st.rerun()


def how_far(text: Text, job: Job) -> str:
    """Say at which step a job is and how long it still takes, or that it waits for another."""
    if job.state is State.WAITING:
        return text("studio.job.waits")
    left = left_words(text, job.left(datetime.now(UTC)))
    return text("studio.job.step", step=step_words(text, job.step), left=left)


def draw_over(text: Text, job: Job, found: Callable[[Text, Job], None]) -> None:
    """Draw what came of a job: a model, why there is none, or that it was cancelled."""
    if job.state is State.DONE:
        found(text, job)
        return
    if job.problem:
        draw_problem(job.problem)
    if job.state is State.CANCELLED:
        draw_sentence(text("studio.job.cancelled", name=job.name))
    draw_close(text)


def draw_found(text: Text, job: Job) -> None:
    """Draw the model that a job made or tried; it may have been taken away since."""
    try:
        entry = resources.registry().entry(job.name, job.version)
    except ModelError as error:
        draw_problem(error.problem)
        draw_close(text)
    else:
        draw_result(text, entry)
        with st.container(horizontal=True):
            draw_way_to_evaluate(text, entry)
            draw_close(text)
        st.divider()


def open_found(_: Text, job: Job) -> None:
    """Open the model that a job made or tried, where models are opened."""
    held = session().studio
    held.model, held.job = (job.name, job.version), ""


def draw_close(text: Text) -> None:
    """Draw the button that puts the job that is looked at away."""
    st.button(text("studio.job.close"), icon=":material/close:", on_click=close, key="studio-close")


def close() -> None:
    """Look at no job any more."""
    session().studio.job = ""
