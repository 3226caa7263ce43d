"""The clinician's pre-test probability, and what the score makes of it."""

from collections.abc import Mapping

import streamlit as st

from core.evidence.base_rates import AS_IN_CLINIC, shares
from core.figures import words as phrases
from core.figures.markdown import plain
from core.figures.sceptical import sceptical_meaning, sceptical_sentence
from core.scoring.score import RiskScore
from core.text import Text
from pages.shared.drawing import draw_note
from pages.shared.setting import OWN_SETTING
from pages.shared.state import patient_key, session

LEAST, MOST, STEP = 0.0001, 0.9999, 0.0001


def draw_pre_test(text: Text, scored: RiskScore) -> None:
    """Draw the choice of a pre-test probability beside the post-test one."""
    is_virtual = scored.model.is_virtual
    before, after, sceptical = st.columns([3, 4, 3], border=True)
    with before:
        st.subheader(text("risk.pre_test"), anchor=False)
        draw_choice(text, scored.model.prevalence)
    with after:
        result = scored.estimate.post_test(session().pre_test)
        st.subheader(text("risk.post_test"), anchor=False)
        st.markdown(f"**{plain(phrases.post_test(text, result))}**")
        st.markdown(plain(phrases.frequency(text, result, is_virtual=is_virtual)))
        draw_note(text("risk.post_test_key"))
    with sceptical:
        st.subheader(text("risk.sceptical"), anchor=False)
        said = sceptical_sentence(text, scored, session().pre_test)
        st.markdown(f"**{plain(said)}**")
        draw_note(sceptical_meaning(text, scored))


def draw_choice(text: Text, prevalence: float | None) -> None:
    """Draw the settings that have a figure, and a slider with a box for one's own."""
    offered = shares(prevalence)
    settings, key = [*offered, OWN_SETTING], setting_key(prevalence)
    st.selectbox(
        text("risk.setting"),
        settings,
        index=settings.index(session().setting),
        format_func=lambda setting: setting_name(text, setting, offered),
        key=key,
        on_change=take_setting,
        args=(key, prevalence),
        label_visibility="collapsed",
    )
    if session().setting != OWN_SETTING:
        return
    for draw, name in ((st.slider, "slider"), (st.number_input, "box")):
        draw(
            text(f"risk.own_{name}"),
            min_value=LEAST,
            max_value=MOST,
            value=session().pre_test,
            step=STEP,
            format={"slider": "percent", "box": "%.4f"}[name],
            key=patient_key(name),
            on_change=take_own,
            args=(name,),
        )


def setting_key(prevalence: float | None) -> str:
    """Return the key of the choice: a list that begins with the clinic's share is another one."""
    return patient_key("setting" if prevalence is None else "setting-clinic")


def setting_name(text: Text, key: str, offered: Mapping[str, float]) -> str:
    """Name a setting with its figure, or say that the number is one's own."""
    if key == OWN_SETTING:
        return text("risk.own")
    setting = text("risk.as_in_clinic" if key == AS_IN_CLINIC else f"base_rate.{key}")
    return text(
        "risk.setting_with_share", setting=setting, share=phrases.percent(text, offered[key])
    )


def take_setting(key: str, prevalence: float | None) -> None:
    """Use the figure of the setting that was chosen; one's own begins at the last one."""
    session().choose_setting(st.session_state[key], prevalence)


def take_own(name: str) -> None:
    """Use one's own number, from the slider or from the box, and show it in the other."""
    session().pre_test = st.session_state[patient_key(name)]
    for other in ("slider", "box"):
        st.session_state[patient_key(other)] = session().pre_test
