"""How a patient or the clinic's cohorts are forgotten, in the session and by Streamlit itself."""

from dataclasses import fields

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shared.cohort_held import Cohorts
from pages.shared.state import OF_COHORTS, OF_PATIENT, Session, session


def forget() -> None:
    """Remove all there is of the patient: readings, files, pasted texts and widgets' values.

    The clinic's cohorts stay; nothing of a patient is ever held with them.
    """
    held = session()
    renew_uploads()
    drop_downloads()
    drop_widgets(OF_PATIENT)
    kept = Session(
        language=held.language,
        layouts=held.layouts,
        generation=held.generation,
        cohorts=held.cohorts,
        studio=held.studio,
    )
    # In place: a session that another takes the place of is kept by Streamlit until the next run.
    for one in fields(Session):
        setattr(held, one.name, getattr(kept, one.name))


def forget_cohorts() -> None:
    """Remove all there is of the clinic's cohorts: files, values, designs, results and widgets.

    What a file leaves open is asked for in the boxes of a patient's file.
    """
    renew_uploads()
    drop_downloads()
    drop_widgets(OF_COHORTS)
    drop_widgets(OF_PATIENT)
    session().cohorts = Cohorts()
    session().studio.plans.clear()


def drop_widgets(prefix: str) -> None:
    """Drop all there is of widgets whose keys begin so: values, options and callbacks.

    Streamlit keeps the last two until the session ends, even when a widget is gone.
    """
    for key in [key for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]
    if context := get_script_run_ctx():
        # There is no public way; that nothing stays is tested.
        known = context.session_state._state._new_widget_state.widget_metadata  # noqa: SLF001
        for widget in [widget for widget in known if f"-{prefix}" in widget]:
            del known[widget]


def renew_uploads() -> None:
    """Give every widget of a patient or cohort a new key, and drop the files of this session.

    Streamlit keeps a file in memory until the session ends, even when its widget is gone.
    """
    session().generation += 1
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def drop_downloads() -> None:
    """Let go of the files that were made for downloads, which Streamlit keeps for a run or two.

    It marks a file that nobody asks for at the end of a run, and drops one that was marked before.
    """
    if runtime.exists():
        runtime.get_instance().media_file_mgr.remove_orphaned_files()
