import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.svg.colours import colour
from core.figures.svg.words import Font, Run, parsed, words

INK = colour("#1F2A37")
FONT = Font(12, INK)


def letters(text: str) -> list[str]:
    return ["".join(run.letters for run in line) for line in parsed(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one<br>two<br/>three\nfour", ["one", "two", "three", "four"]),
        ("a <b>bold</b> <i>and</i> <em>so</em>", ["a bold and so"]),
        ("a &lt; b &amp; c &micro;g", ["a < b & c µg"]),
        ("<0.1 and >5", ["<0.1 and >5"]),
        ("x <u>y</u>", ["x <u>y</u>"]),
        ("</b>end<b>", ["end"]),
        ("10⁹/L, m⁻², CO₂", ["109/L, m−2, CO2"]),
    ],
)
def test_tags_that_are_known_are_read_and_others_are_text(text: str, lines: list[str]) -> None:
    assert letters(text) == lines


def test_looks_are_held_from_tag_to_tag() -> None:
    (line,) = parsed("a<b>b<i>c</i></b>d<sup>e</sup><span style='color: #010203'>f</span>")
    assert line == (
        Run("a"),
        Run("b", is_bold=True),
        Run("c", is_bold=True, is_italic=True),
        Run("d"),
        Run("e", shift="sup"),
        Run("f", colour=colour("#010203")),
    )


def test_raised_and_lowered_digits_are_set_so() -> None:
    assert parsed("R² 10⁻⁹x₁") == (
        (Run("R² 10"), Run("−9", shift="sup"), Run("x"), Run("1", shift="sub")),
    )


def test_a_style_that_is_more_than_a_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="span"):
        parsed('<span style="font-size: 20px">a</span>')


@given(st.lists(st.text("abcあ ", min_size=1), min_size=1, max_size=4))
def test_words_are_as_wide_as_their_longest_line_and_as_high_as_all(lines: list[str]) -> None:
    made = words("<br>".join(lines), FONT)
    assert made.width == max(words(line, FONT).width for line in lines)
    assert made.height == pytest.approx(words("a", FONT).height + (len(lines) - 1) * 1.3 * 12)


def test_bold_is_wider_and_raised_is_smaller() -> None:
    plain = words("marker", FONT).width
    assert words("<b>marker</b>", FONT).width > plain
    assert words("<sup>marker</sup>", FONT).width == pytest.approx(0.7 * plain)


def test_after_a_raised_run_the_line_goes_on_where_it_was() -> None:
    drawn = words("a<sup>b</sup>c", FONT).drawn((0, 0))
    assert 'dy="-5.04"' in drawn
    assert 'dy="5.04">c' in drawn
