"""Reads what was brought in, and reads it again with what was corrected or typed beside it."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from core.errors import EngawaError, Problem
from core.readers.corrections import NONE, Corrections
from core.readers.layouts import keep, kept, lasting
from core.readers.original import Original, recognised
from pages.shared import resources
from pages.shared.forgetting import renew_uploads
from pages.shared.state import session


def take(original: Original, said: Corrections = NONE) -> None:
    """Read a file or a text as its layout was corrected before, and hold both."""
    renew_uploads()
    held = session()
    try:
        held.take_original(original, recognised(original, known, said))
    except EngawaError as error:
        held.fail(error.problem, original, said)
    st.rerun()


def known(layout: str) -> Corrections | Problem:
    """Return what was corrected of a layout, in this session or on this server."""
    return session().layouts.get(layout) or kept(resources.LAYOUTS, layout)


def correct(original: Original, corrections: Corrections) -> None:
    """Read again with corrections and keep them; what cannot be read with them stays as it was."""
    held = session()
    if held.reading is None:
        take(original, corrections)
    renew_uploads()
    try:
        reading = original.read(corrections)
    except EngawaError as error:
        held.failure = error.problem
    else:
        held.correct(reading, corrections)
        remember(corrections)
    st.rerun()


def remember(corrections: Corrections) -> None:
    """Keep what was corrected of the present layout; say where the server cannot."""
    held = session()
    if held.reading is None or held.reading.understanding is None:
        return
    corrections = lasting(corrections, held.reading.understanding.shape)
    held.layouts[held.layout] = corrections
    problem = keep(resources.LAYOUTS, held.layout, corrections)
    if problem:
        held.reading = replace(held.reading, problems=(problem, *held.reading.problems))


def undo(original: Original) -> None:
    """Read again with nothing corrected but the encoding, and keep nothing of the layout."""
    correct(original, Corrections(encoding=session().corrections.encoding))


def state(original: Original, typed: Mapping[str, str]) -> None:
    """Read again with what was typed beside it."""
    take(replace(original, typed=typed), session().corrections)
