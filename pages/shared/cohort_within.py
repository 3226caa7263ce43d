"""Which people and analytes of a cohort are looked at all at once."""

from dataclasses import dataclass

import streamlit as st

from core.cohort import Cohort, Design, Factor
from core.cohort.cohort import SEX
from core.cohort.groups.proposal import only_of_sex
from core.figures.cohort_words import level_names
from core.figures.overall.components_patient import placeable_keys
from core.markers import Sex
from core.panel import Panel
from core.text import Text
from pages.shared.cohort_held import VIRTUAL
from pages.shared.cohort_looked import Looked
from pages.shared.cohort_people import FIELD_WIDTH, choose_sex
from pages.shared.state import cohort_key, session

EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Within:
    """A cohort, or those of one sex, in some analytes; the panel of a patient who fits in."""

    cohort: Cohort
    keys: tuple[str, ...]
    design: Design | None
    panel: Panel | None
    sex: Sex | None

    @property
    def factor(self) -> Factor | None:
        """Return the factor that tells groups apart, if one was chosen."""
        return self.cohort.factors[self.design.group] if self.design else None

    @property
    def selected(self) -> tuple[Cohort, tuple[str, ...], Factor | None, tuple[str, ...]]:
        """Return what a computation takes: cohort, analytes, factor and levels."""
        levels = self.design.levels if self.design else ()
        return self.cohort, self.keys, self.factor, levels


def choose_within(text: Text, looked: Looked, *, is_patient_drawn: bool) -> Within:
    """Draw the choice of people and of analytes, and return both.

    It begins with the patient's sex where the patient is drawn, or where analytes are of one sex.
    """
    cohort, design = looked.cohort, looked.design
    sex = looked.sex if is_patient_drawn or looked.key == VIRTUAL else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if cohort.sex and not (design and design.group == SEX):
            sex = choose_sex(text, sex, "all")
            cohort = session().cohorts.results.of(only_of_sex, cohort, sex) if sex else cohort
        fits = is_patient_drawn and sex in (None, looked.sex)
        panel = looked.panel if fits else None
        keys = choose_keys(text, cohort, looked.analytes, panel)
    return Within(cohort, keys, design, panel, looked.sex)


def choose_level(text: Text, within: Within) -> str:
    """Draw the choice between everybody and one group, and return its level; empty for all."""
    factor, design = within.factor, within.design
    if factor is None or design is None:
        return ""
    names = level_names(text, within.cohort, design.group, design.levels)
    chosen: str = st.selectbox(
        text("cohort.all.level"),
        (EVERYBODY, *design.levels),
        format_func={EVERYBODY: text("cohort.everybody"), **names}.__getitem__,
        key=cohort_key(f"level-{design.group}"),
        width=FIELD_WIDTH,
    )
    return chosen


def choose_keys(
    text: Text, cohort: Cohort, keys: tuple[str, ...], panel: Panel | None
) -> tuple[str, ...]:
    """Draw whether only those are looked at that the patient has, which it takes to be drawn."""
    if panel is None:
        return keys
    placeable = set(placeable_keys(cohort, panel))
    own = tuple(key for key in keys if key in placeable)
    if own == keys or not own[1:]:
        return keys
    is_own = st.toggle(
        text("cohort.all.own"),
        value=True,
        help=text("cohort.all.own_help"),
        key=cohort_key("own"),
    )
    return own if is_own else keys
