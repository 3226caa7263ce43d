"""Which people of a cohort a chart shows: groups, one sex or both, and whether the patient fits."""

from dataclasses import dataclass
from typing import TypedDict

import streamlit as st

from core.cohort import Cohort
from core.cohort.cohort import SEX
from core.figures.cohort_words import EVERYBODY, with_everybody
from core.markers import Sex
from core.panel import Panel
from core.text import Text
from pages.shared.cohort_looked import Looked
from pages.shared.state import cohort_key

BOTH = "both"
FIELD_WIDTH = 200


class People(TypedDict):
    """Who is drawn, as the charts of one and two analytes take it."""

    group: str
    levels: tuple[str, ...]
    panel: Panel | None
    sex: Sex | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cohort with the people of it that a chart shows."""

    cohort: Cohort
    people: People


def choose_people(text: Text, looked: Looked, name: str) -> Drawn:
    """Draw the choice between one sex and both, where the groups are not the sexes."""
    design = looked.design
    cohort = looked.cohort if design else with_everybody(text, looked.cohort)
    group, levels = (design.group, design.levels) if design else (EVERYBODY, ())
    has_choice = cohort.sex is not None and group != SEX
    sex = choose_sex(text, looked.sex, name) if has_choice else looked.sex
    # The patient has no place among people of the other sex.
    panel = looked.panel if sex in (None, looked.sex) else None
    return Drawn(cohort, People(group=group, levels=levels, panel=panel, sex=sex))


def choose_sex(text: Text, first: Sex | None, name: str) -> Sex | None:
    """Draw the choice between one sex and both, and return the one."""
    sexes = [BOTH, *Sex]
    chosen = st.selectbox(
        text("cohort.people.label"),
        sexes,
        sexes.index(first or BOTH),
        format_func=lambda sex: text(f"cohort.people.{sex}"),
        key=cohort_key(f"sex-{name}-{first}"),
        width=FIELD_WIDTH,
    )
    return None if chosen == BOTH else Sex(chosen)
