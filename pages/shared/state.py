"""What one visitor's session holds, and how it is forgotten.

Streamlit deletes a widget's value when its page is left; what must live on stands in one Session.
Every widget that may hold something of a patient takes its key from `patient_key`, so that a new
key after `forget` leaves nothing behind.
"""

from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.errors import Problem
from core.evidence.base_rates import AGE_BANDS, BASE_RATES, DEFAULT_SETTING, setting_for
from core.panel import Panel
from core.readers.reading import Reading
from core.text import Language

SESSION = "session"
OWN_SETTING = "own"


@dataclass(slots=True)
class Session:
    """One visitor: the language, what was read, which panel is meant and what was decided on it.

    `pre_test` is a probability; `generation` counts how often a patient was forgotten.
    """

    language: Language = Language.EN
    reading: Reading | None = None
    failure: Problem | None = None
    chosen: int = 0
    confirmed: bool = False
    setting: str = DEFAULT_SETTING
    pre_test: float = BASE_RATES[DEFAULT_SETTING].probability
    generation: int = field(default=0)

    @property
    def panel(self) -> Panel | None:
        """Return the panel that is meant, confirmed or not."""
        if self.reading is None or not self.reading.panels:
            return None
        return self.reading.panels[self.chosen]

    @property
    def confirmed_panel(self) -> Panel | None:
        """Return the panel once somebody has checked it."""
        return self.panel if self.confirmed else None

    def take(self, reading: Reading, *, confirmed: bool = False) -> None:
        """Hold what was read in place of what was there."""
        self.reading, self.failure = reading, None
        self.chosen, self.confirmed = 0, confirmed
        self.follow_age()

    def fail(self, problem: Problem) -> None:
        """Hold why nothing could be read in place of what was there."""
        self.reading, self.failure = None, problem
        self.chosen, self.confirmed = 0, False

    def choose(self, number: int) -> None:
        """Mean another panel of the same file; it has to be checked anew."""
        self.chosen, self.confirmed = number, False
        self.follow_age()

    def follow_age(self) -> None:
        """Take the share published for the panel's age, unless another kind was chosen."""
        if self.panel is not None and self.setting in AGE_BANDS:
            self.setting = setting_for(self.panel.patient.age)
            self.pre_test = BASE_RATES[self.setting].probability


def session() -> Session:
    """Return the session of this visitor."""
    if SESSION not in st.session_state:
        st.session_state[SESSION] = Session()
    held: Session = st.session_state[SESSION]
    return held


def patient_key(name: str) -> str:
    """Return the key of a widget that may hold something of the present patient."""
    return f"patient-{name}-{session().generation}"


def forget() -> None:
    """Remove all there is of the patient: readings, widgets' values and uploaded files."""
    held = session()
    renew_uploads()
    for key in [key for key in st.session_state if str(key).startswith("patient-")]:
        del st.session_state[key]
    st.session_state[SESSION] = Session(language=held.language, generation=held.generation)


def renew_uploads() -> None:
    """Give every patient widget a new key, and drop the files that this session has uploaded.

    Streamlit keeps a file in memory until the session ends, even when its widget is gone.
    """
    session().generation += 1
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_session_files(context.session_id)
