"""What this server did before: each piece of work with how it ended, and the way to its result."""

import streamlit as st

from core.figures.studio_words import moment
from core.jobs import Job
from core.text import Text
from pages.shared import resources
from pages.shared.drawing import draw_note
from pages.shared.state import session


def draw_past(text: Text, jobs: list[Job]) -> None:
    """Draw what was done before, with the way to what came of it."""
    with st.expander(text("studio.job.past", count=len(jobs)), icon=":material/history:"):
        for job in jobs:
            with st.container(horizontal=True, vertical_alignment="center"):
                draw_note(
                    text(
                        f"studio.job.was.{job.state}",
                        task=text(f"studio.task.{job.task}", name=job.name),
                        version=job.version,
                        moment=moment(text, job.updated),
                    )
                )
                st.button(
                    text("studio.job.look"),
                    type="tertiary",
                    on_click=look,
                    args=(job.id,),
                    key=f"studio-look-{job.id}",
                )
                st.button(
                    text("studio.job.forget"),
                    type="tertiary",
                    on_click=resources.jobs().forget,
                    args=(job.id,),
                    key=f"studio-forget-{job.id}",
                )


def look(job_id: str) -> None:
    """Look at what came of a job."""
    session().studio.job = job_id
