"""The clinician's pre-test probability, and what the score makes of it."""

import streamlit as st

from core.evidence.base_rates import BASE_RATES
from core.figures import words as phrases
from core.figures.markdown import plain
from core.figures.sceptical import sceptical_meaning, sceptical_sentence
from core.scoring.score import RiskScore
from core.text import Text
from pages.shared.drawing import draw_note
from pages.shared.state import OWN_SETTING, patient_key, session

LEAST, MOST, STEP = 0.0001, 0.9999, 0.0001


def draw_pre_test(text: Text, scored: RiskScore) -> None:
    """Draw the choice of a pre-test probability beside the post-test one."""
    estimate, is_virtual = scored.estimate, scored.model.is_virtual
    before, after, sceptical = st.columns([3, 4, 3], border=True)
    with before:
        st.subheader(text("risk.pre_test"), anchor=False)
        draw_choice(text)
    with after:
        result = estimate.post_test(session().pre_test)
        st.subheader(text("risk.post_test"), anchor=False)
        st.markdown(f"**{plain(phrases.post_test(text, result))}**")
        st.markdown(plain(phrases.frequency(text, result, is_virtual=is_virtual)))
        draw_note(text("risk.post_test_key"))
    with sceptical:
        st.subheader(text("risk.sceptical"), anchor=False)
        said = sceptical_sentence(text, estimate, session().pre_test, is_virtual=is_virtual)
        st.markdown(f"**{plain(said)}**")
        draw_note(sceptical_meaning(text, estimate))


def draw_choice(text: Text) -> None:
    """Draw the settings with a published figure, and a slider with a box for one's own."""
    settings = [*BASE_RATES, OWN_SETTING]
    st.selectbox(
        text("risk.setting"),
        settings,
        index=settings.index(session().setting),
        format_func=lambda key: setting_name(text, key),
        key=patient_key("setting"),
        on_change=take_setting,
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


def setting_name(text: Text, key: str) -> str:
    """Name a setting with its figure, or say that the number is one's own."""
    if key == OWN_SETTING:
        return text("risk.own")
    share = phrases.percent(text, BASE_RATES[key].probability)
    return text("risk.setting_with_share", setting=text(f"base_rate.{key}"), share=share)


def take_setting() -> None:
    """Use the figure of the setting that was chosen; one's own begins at the last one."""
    session().setting = st.session_state[patient_key("setting")]
    if session().setting in BASE_RATES:
        session().pre_test = BASE_RATES[session().setting].probability


def take_own(name: str) -> None:
    """Use one's own number, from the slider or from the box, and show it in the other."""
    session().pre_test = st.session_state[patient_key(name)]
    for other in ("slider", "box"):
        st.session_state[patient_key(other)] = session().pre_test
