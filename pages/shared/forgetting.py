"""How a patient is forgotten: what the session holds of them, and what Streamlit keeps of it."""

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shared.state import SESSION, Session, session


def forget() -> None:
    """Remove all there is of the patient: readings, files, pasted texts and widgets' values."""
    held = session()
    renew_uploads()
    for key in [key for key in st.session_state if str(key).startswith("patient-")]:
        del st.session_state[key]
    st.session_state[SESSION] = Session(
        language=held.language, layouts=held.layouts, generation=held.generation
    )


def renew_uploads() -> None:
    """Give every patient widget a new key, and drop the files that this session has uploaded.

    Streamlit keeps a file in memory until the session ends, even when its widget is gone.
    """
    session().generation += 1
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_session_files(context.session_id)
