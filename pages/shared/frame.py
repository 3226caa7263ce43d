"""The frame around every page: the list of pages, the language, and forgetting the patient.

To add a page: write `pages/NAME.py` with `render()` and the guard at its end, add an Entry in
`app.py`, and its title and help to `core/text/*/app.toml` under `page.NAME`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from pages.shared.drawing import calm, words
from pages.shared.foot import draw_foot
from pages.shared.head import LANGUAGE, draw_head, read_language
from pages.shared.state import session

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its name, which is its address and the key of its texts, and what draws it."""

    name: str
    render: Callable[[], None]
    icon: str


def draw(entries: Sequence[Entry]) -> None:
    """Draw the page that the address names, in its frame; the first entry is the home page."""
    read_language()
    text = words()
    # Before st.navigation: the browser would fetch a page's own icon for its tab from elsewhere.
    st.set_page_config(page_title=text("app.title"), page_icon="static/engawa.svg", layout="wide")
    pages = {
        entry.name: st.Page(
            entry.render,
            title=text(f"app.page.{entry.name}.title"),
            help=text(f"app.page.{entry.name}.help"),
            icon=entry.icon,
            url_path=entry.name,
            default=entry is entries[0],
        )
        for entry in entries
    }
    st.session_state[PAGES] = pages
    # Reached on every run: until then, Streamlit would serve the files of this folder alone.
    page = st.navigation(list(pages.values()), position="top")
    st.logo("static/engawa.svg", size="medium")
    draw_head()
    with calm():
        page.run()
    draw_foot()


def go_to(name: str) -> None:
    """Leave this page for another."""
    pages: Mapping[str, StreamlitPage] = st.session_state[PAGES]
    st.switch_page(pages[name], query_params={LANGUAGE: session().language.value})
