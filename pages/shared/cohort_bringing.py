"""Reads what was brought in as a cohort, reads it again, renames it, shares it, removes it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

import streamlit as st

from core.cohort import Cohort
from core.errors import EngawaError
from core.readers.cohorts import CohortReading, read_cohort
from core.readers.cohorts.example import example_csv
from core.readers.corrections import Corrections
from core.text import Text
from pages.shared.cohort_held import CohortFile, OwnCohort
from pages.shared.cohort_looked import own_cohort
from pages.shared.drawing import words
from pages.shared.forgetting import drop_widgets, renew_uploads
from pages.shared.state import OF_COHORTS, cohort_key, session


def bring(file: CohortFile, own: OwnCohort | None = None) -> None:
    """Read a file and hold the cohort, in place of one read before, or why it cannot be read."""
    renew_uploads()
    held = session().cohorts
    try:
        with st.spinner(words()("cohort.bring.reading")):
            reading = read_cohort(
                file.content, file.name, file.corrections, sheet=file.sheet, groups=file.groups
            )
    except EngawaError as error:
        held.failure = error.problem
    else:
        held.take(OwnCohort(file, reading, named(reading, file, own)), own)
    st.rerun()


def correct(own: OwnCohort, said: Corrections) -> None:
    """Read the file of a cohort again as it was corrected."""
    bring(replace(own.file, corrections=said), own)


def bring_example(text: Text) -> None:
    """Read the cohort whose every value is made up."""
    bring(CohortFile(example_csv(text), text("cohort.example.file"), is_made_up=True))


def named(reading: CohortReading, file: CohortFile, own: OwnCohort | None) -> Cohort | None:
    """Return what was read, named after its file and not shared, or as the cohort before was."""
    if reading.cohort is None:
        return None
    if own and own.cohort:
        return replace(reading.cohort, name=own.cohort.name, is_shared=own.cohort.is_shared)
    return replace(reading.cohort, name=PurePath(file.name).stem)


def rename() -> None:
    """Give the cohort that is looked at the name that was typed; one of blanks is none."""
    name = str(st.session_state[cohort_key("name")]).strip()
    if name:
        change(lambda cohort: replace(cohort, name=name))


def share() -> None:
    """Mark the cohort that is looked at as shared with people outside, or as not."""
    is_shared = bool(st.session_state[cohort_key("shared")])
    change(lambda cohort: replace(cohort, is_shared=is_shared))


def change(changed: Callable[[Cohort], Cohort]) -> None:
    """Hold the cohort that is looked at, of the clinic and with something in it, changed."""
    own = own_cohort()
    if own and own.cohort:
        session().cohorts.change(own, changed(own.cohort))


def remove() -> None:
    """Forget the cohort that is looked at with its file; those that stay keep theirs."""
    own = own_cohort()
    if own:
        session().cohorts.remove(own)
        drop_widgets(OF_COHORTS)
        renew_uploads()
