"""What one visitor's session holds.

Streamlit deletes a widget's value when its page is left; what must live on stands in one Session.
Every widget that may hold something of a patient takes its key from `patient_key`, one that may
hold something of a cohort from `cohort_key`, so that a new key after `forget` or `forget_cohorts`
(see `forgetting.py`) leaves nothing behind.
"""

from dataclasses import dataclass, field

import streamlit as st

from core.errors import Problem
from core.panel import Panel
from core.readers.corrections import NONE, Corrections
from core.readers.original import Original, Recognised
from core.readers.reading import Reading
from core.text import Language
from pages.shared.cohort_held import Cohorts
from pages.shared.setting import Setting
from pages.shared.studio_held import Studio

SESSION = "session"
OF_PATIENT, OF_COHORTS = "patient-", "cohort-"


@dataclass(slots=True)
class Session(Setting):
    """One visitor: the language, what was read, which panel is meant and what was decided on it.

    `original` is what can be read again, with other `corrections`, of which `is_remembered` says
    that they were made before; `layouts` are corrections by the signature of their layout, which
    hold nothing of a patient and outlive one. `generation` counts how often uploads were dropped.
    `cohorts` and `studio` hold nothing of the patient.
    """

    language: Language = Language.EN
    reading: Reading | None = None
    failure: Problem | None = None
    original: Original | None = None
    layout: str = ""
    corrections: Corrections = NONE
    is_remembered: bool = False
    layouts: dict[str, Corrections] = field(default_factory=dict)
    chosen: int = 0
    confirmed: bool = False
    generation: int = field(default=0)
    cohorts: Cohorts = field(default_factory=Cohorts)
    studio: Studio = field(default_factory=Studio)

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
        self._drop()
        self.reading, self.confirmed = reading, confirmed
        self.follow_age(self.age)

    def take_original(self, original: Original, read: Recognised) -> None:
        """Hold a file or a text with what was read of it, in place of what was there."""
        self.take(read.reading)
        self.original, self.layout, self.corrections = original, read.layout, read.corrections
        self.is_remembered = read.is_remembered

    def correct(self, reading: Reading, corrections: Corrections) -> None:
        """Hold what was read anew of the same original; it has to be checked anew."""
        self.reading, self.corrections, self.is_remembered = reading, corrections, False
        self.failure = None
        self.choose(self.chosen if self.chosen < len(reading.panels) else 0)

    def fail(
        self, problem: Problem, original: Original | None = None, said: Corrections = NONE
    ) -> None:
        """Hold why nothing could be read, and what can be once more is said than was said."""
        self._drop()
        self.failure, self.original, self.corrections = problem, original, said

    def choose(self, number: int) -> None:
        """Mean another panel of the same file; it has to be checked anew."""
        self.chosen, self.confirmed = number, False
        self.follow_age(self.age)

    @property
    def age(self) -> float | None:
        """Return the age of the patient [y], as far as it is known."""
        return self.panel.patient.age if self.panel else None

    def _drop(self) -> None:
        self.reading = self.failure = self.original = None
        self.layout, self.corrections, self.is_remembered = "", NONE, False
        self.chosen, self.confirmed = 0, False


def session() -> Session:
    """Return the session of this visitor."""
    if SESSION not in st.session_state:
        st.session_state[SESSION] = Session()
    held: Session = st.session_state[SESSION]
    return held


def patient_key(name: str) -> str:
    """Return the key of a widget that may hold something of the present patient."""
    return f"{OF_PATIENT}{name}-{session().generation}"


def cohort_key(name: str) -> str:
    """Return the key of a widget that may hold something of the cohort that is looked at."""
    held = session()
    return f"{OF_COHORTS}{name}-{held.cohorts.chosen}-{held.generation}"
