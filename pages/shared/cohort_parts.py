"""The choice between views or parts of one, of which only the chosen one is computed."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.drawing import segment, words


def choose_part(name: str, parts: Sequence[str], *, is_labelled: bool = False) -> str:
    """Draw the choice of a part and return it. Its key is of no cohort: it holds a name of ours."""
    text, key, first = words(), f"cohort-{name}", parts[0]
    last = st.session_state.get(key, first)
    labels = {p: segment(text(f"cohort.{name}.{p}"), is_chosen=p == last) for p in parts}
    chosen: str = st.segmented_control(
        text(f"cohort.parts.{name}"),
        parts,
        default=first,
        required=True,
        format_func=labels.__getitem__,
        key=key,
        label_visibility="visible" if is_labelled else "collapsed",
    )
    return chosen
