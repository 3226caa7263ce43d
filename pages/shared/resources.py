"""What every visitor shares: the models, the jobs and the simulated cohorts. All that is cached.

Nothing of a patient may be cached here: what stands here is the same for everybody. What the
server keeps stands in the folder that ENGAWA_VAR names, and else in `var` beside the program; the
models that a clinic trained in the one that ENGAWA_MODELS names, and else in `models`.
"""

import os
from contextlib import suppress
from pathlib import Path

import streamlit as st

from core.cohort import Cohort
from core.errors import ModelError
from core.evidence.survey_people import survey_cohort
from core.evidence.virtual_cohort import virtual_cohort
from core.jobs import Jobs
from core.registry import RESERVED, AnyCard, AnyModel, Registry, digest, load_any
from core.scoring.card import FILE_NAME
from core.scoring.clinic.loading import load_outcome_model
from core.scoring.clinic.outcome_model import OutcomeModel

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "models" / RESERVED
MODELS = Path(os.environ.get("ENGAWA_MODELS") or ROOT / "models")
VAR = Path(os.environ.get("ENGAWA_VAR") or ROOT / "var")
LAYOUTS = VAR / "layouts"
VIRTUAL_PEOPLE = 8_000
VIRTUAL_SEED = 20220401
SURVEY_PEOPLE_PER_CELL = 800
SURVEY_SEED = 20180401
# The active one, and those that sessions still score by while it changes.
MOST_LOADED = 3


def registry() -> Registry:
    """Return the models of this server, and which of them is active."""
    return Registry(MODELS, VAR / "registry.json", SHIPPED)


def jobs() -> Jobs:
    """Return the long work of this server."""
    return Jobs(VAR / "jobs", MODELS)


def model() -> AnyModel:
    """Return the active model, checked; another one from the run on after it was chosen.

    Raises ModelError where it cannot be loaded: no other scores in its place.
    """
    folder = registry().active()
    return loaded(folder, digest(folder))


@st.cache_resource(show_spinner=False, max_entries=MOST_LOADED)
def loaded(folder: Path, card_sha256: str) -> AnyModel:
    """Load a version once, as its card stands, which names the hash of all else."""
    del card_sha256
    return load_any(folder)


def outcome_model(folder: Path) -> OutcomeModel:
    """Return a version that tells a number or a group, checked. Raises ModelError."""
    return loaded_outcome(folder, digest(folder))


@st.cache_resource(show_spinner=False, max_entries=MOST_LOADED)
def loaded_outcome(folder: Path, card_sha256: str) -> OutcomeModel:
    """Load such a version once, as its card stands."""
    del card_sha256
    return load_outcome_model(folder)


def card_file(card: AnyCard) -> Path:
    """Return where the card of a model is kept."""
    return registry().folder(card.name, card.version).joinpath(FILE_NAME)


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
