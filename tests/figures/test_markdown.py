import html
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.figures.markdown import plain, plain_label

TAGS = re.compile(r"<[^>]+>")
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
RENDER = MarkdownIt("gfm-like", {"linkify": False})


@given(LINE)
def test_a_text_reads_after_markdown_as_it_was(text: str) -> None:
    assert html.unescape(RENDER.renderInline(plain(text))) == text
    assert html.unescape(RENDER.renderInline(plain_label(text))) == text


@pytest.mark.parametrize("escaped", [plain, plain_label])
@given(LINE)
def test_no_text_becomes_markup(escaped: Callable[[str], str], text: str) -> None:
    assert not TAGS.search(RENDER.render(escaped(text)).removeprefix("<p>").removesuffix("</p>\n"))


@pytest.mark.parametrize("name", ["Bilirubin (mg/dL)", "Patienten-Nr", "尿酸(mg/dL)"])
def test_the_usual_names_of_columns_are_labels_as_they_stand(name: str) -> None:
    assert plain_label(name) == name


@pytest.mark.parametrize(
    "name", ["- a", "![x](y)", "a:red[b]", "www.a.org", "https://a.org", "1. a"]
)
def test_a_label_that_could_mean_more_is_escaped(name: str) -> None:
    assert "\\" in plain_label(name)


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
