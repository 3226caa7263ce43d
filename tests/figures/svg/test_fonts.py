import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from core.figures.svg.fonts import FILES, ascent, descent, face
from core.figures.theme import GROUPS


@pytest.mark.parametrize(("name", "is_bold"), [("Regular", False), ("Bold", True)])
def test_every_letter_is_as_wide_as_fonttools_says(name: str, is_bold: bool) -> None:
    font = TTFont(FILES / f"NotoSansJP-{name}.ttf")
    glyphs, widths, em = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
    assert glyphs is not None
    expected = {code: widths[glyph][0] / em for code, glyph in glyphs.items()}
    assert face(is_bold=is_bold).widths == pytest.approx(expected)


@pytest.mark.parametrize("size", [12, 14, 17, 20])
def test_a_line_reaches_as_far_as_the_font_says(size: int) -> None:
    font = TTFont(FILES / "NotoSansJP-Regular.ttf")
    above, below = (getattr(font["hhea"], name) * size / 1000 for name in ("ascent", "descent"))
    assert ascent(size) == pytest.approx(above, abs=0.51)
    assert descent(size) == pytest.approx(-below, abs=0.51)


def test_letters_that_the_font_lacks_are_named_once_and_have_a_width() -> None:
    assert face().lacks("a😀b😀ب") == "😀ب"
    assert face().width("😀") == 1.0
    assert face().width("ب") == 0.6
    assert face().width("abc") == pytest.approx(sum(face().letter(x) for x in "abc"))


def test_the_font_that_ships_has_every_sign_of_a_group() -> None:
    assert face().lacks("".join(sign for _, _, sign, *_ in GROUPS)) == ""
