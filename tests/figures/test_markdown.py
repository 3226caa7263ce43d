import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.figures.markdown import plain

TAGS = re.compile(r"<[^>]+>")
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
RENDER = MarkdownIt("gfm-like", {"linkify": False})


@given(LINE)
def test_a_text_reads_after_markdown_as_it_was(text: str) -> None:
    assert html.unescape(RENDER.renderInline(plain(text))) == text


@given(LINE)
def test_no_text_becomes_markup(text: str) -> None:
    assert not TAGS.search(RENDER.render(plain(text)).removeprefix("<p>").removesuffix("</p>\n"))


@pytest.mark.parametrize(
    "text",
    [
        "![x](https://example.org/x.png)",
        "<img src=x>",
        ":red[high]",
        "$x$",
        "# head",
        "- item",
        "a | b",
        "https://example.org",
    ],
)
def test_the_marks_that_streamlit_adds_are_escaped_too(text: str) -> None:
    assert not re.search(r"(?<!\\)[\[\]<>$:#|!-]", plain(text))


def test_lines_are_joined_so_that_a_list_or_a_heading_cannot_begin() -> None:
    assert plain("a\n\r\n# b") == r"a \# b"
