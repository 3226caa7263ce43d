"""What every visitor shares: the model and the virtual cohort, read once. The only cached things.

Nothing of a patient may be cached here: what stands here is the same for everybody. What the
server keeps stands in the folder that ENGAWA_VAR names, and else in `var` beside the program.
"""

import os
from contextlib import suppress
from pathlib import Path

import streamlit as st

from core.cohort import Cohort
from core.errors import ModelError
from core.evidence.virtual_cohort import virtual_cohort
from core.scoring.artefact import latest, load_model
from core.scoring.card import FILE_NAME, Card
from core.scoring.model import Model

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models" / "withdrawal-risk"
LAYOUTS = Path(os.environ.get("ENGAWA_VAR") or ROOT / "var") / "layouts"
VIRTUAL_PEOPLE = 8_000
VIRTUAL_SEED = 20220401


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


def get_ready() -> None:
    """Read both before anybody asks; of a model that cannot be read, a page will tell."""
    with suppress(ModelError):
        model()
    cohort()
