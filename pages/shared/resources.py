"""What every visitor shares: the model and the simulated cohorts. The only cached things.

Nothing of a patient may be cached here: what stands here is the same for everybody. What the
server keeps stands in the folder that ENGAWA_VAR names, and else in `var` beside the program.
"""

import os
from contextlib import suppress
from pathlib import Path

import streamlit as st

from core.cohort import Cohort
from core.errors import ModelError
from core.evidence.survey_people import survey_cohort
from core.evidence.virtual_cohort import virtual_cohort
from core.scoring.artefact import latest, load_model
from core.scoring.card import FILE_NAME, Card
from core.scoring.model import Model

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models" / "withdrawal-risk"
LAYOUTS = Path(os.environ.get("ENGAWA_VAR") or ROOT / "var") / "layouts"
VIRTUAL_PEOPLE = 8_000
VIRTUAL_SEED = 20220401
SURVEY_PEOPLE_PER_CELL = 800
SURVEY_SEED = 20180401


@st.cache_resource(show_spinner=False)
def model() -> Model:
    """Return the newest model of the repository, checked. Raises ModelError."""
    return load_model(latest(MODELS))


def card_file(card: Card) -> Path:
    """Return where the card of a model of the repository is kept; its folder is its version."""
    return MODELS.joinpath(card.version, FILE_NAME)


@st.cache_resource(show_spinner=False)
def cohort() -> Cohort:
    """Return the virtual people to compare a patient with."""
    return virtual_cohort(VIRTUAL_PEOPLE, VIRTUAL_SEED)


@st.cache_resource(show_spinner=False)
def survey() -> Cohort:
    """Return simulated adults of a survey, by sex and age band."""
    return survey_cohort(SURVEY_PEOPLE_PER_CELL, SURVEY_SEED)


def get_ready() -> None:
    """Read all before anybody asks; of a model that cannot be read, a page will tell."""
    with suppress(ModelError):
        model()
    cohort()
    survey()
