import pytest

from core.report.typesetting import typeset, unshown


@pytest.mark.parametrize(
    ("diagnostic", "named"),
    [
        ('the text `"😀"` could not be displayed with font `"Noto Sans JP"`', "😀 U+1F600"),
        (r'the text `"\u{1}"` could not be displayed', "U+0001"),
        (r'the text contains the disallowed codepoint `"\u{feff}"`', "U+FEFF"),
        ('the text `"ب"` could\nthe text `"ا"` could\nthe text `"ب"` could', "ب U+0628, ا U+0627"),
        ("unknown variable: x", ""),
    ],
)
def test_characters_are_named_from_what_typst_says(diagnostic: str, named: str) -> None:
    assert unshown(diagnostic) == named


def test_a_broken_content_is_our_mistake_and_quotes_nothing() -> None:
    with pytest.raises(RuntimeError, match="template") as caught:
        typeset({"patient": "secret"})
    assert "secret" not in str(caught.value)


def test_what_is_not_a_number_never_reaches_the_page() -> None:
    with pytest.raises(ValueError, match="JSON"):
        typeset({"at": float("nan")})
