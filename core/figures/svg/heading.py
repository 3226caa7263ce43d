"""Draws the title of a whole figure."""

from core.figures.svg.frame import Frame
from core.figures.svg.given import Given
from core.figures.svg.labels import CAPITAL, MIDDLE
from core.figures.svg.words import Font, font_of, words

SIZE = 1.4
ACROSS = {"left": "start", "center": "middle", "right": "end"}
DOWN = {"bottom": 0.0, "middle": MIDDLE, "top": CAPITAL}
AUTO = "auto"


def heading(layout: Given, frame: Frame, font: Font) -> str:
    """Write the title of a figure, or nothing where it has none."""
    given = layout.part("title")
    if not given.text("text"):
        return ""
    own = font_of(given.part("font"), font, size=round(SIZE * font.size))
    share = given.number("x", 0.5)
    is_on_paper = given.word("xref", "container", ("container", "paper")) == "paper"
    x = frame.x(share) if is_on_paper else share * frame.width
    anchor = given.word("xanchor", AUTO, (AUTO, *ACROSS))
    if anchor == AUTO:
        anchor = "left" if share < 1 / 3 else "right" if share > 2 / 3 else "center"
    return words(given.text("text"), own).drawn((x, _baseline(given, frame, own)), ACROSS[anchor])


def _baseline(given: Given, frame: Frame, font: Font) -> float:
    share = given.raw("y")
    if share is None or share == AUTO:
        return frame.top / 2
    share = given.number("y")
    is_on_paper = given.word("yref", "container", ("container", "paper")) == "paper"
    y = frame.y(share) if is_on_paper else (1 - share) * frame.height
    anchor = given.word("yanchor", AUTO, (AUTO, *DOWN))
    if anchor == AUTO:
        anchor = "bottom" if share < 1 / 3 else "top" if share > 2 / 3 else "middle"
    return y + DOWN[anchor] * font.size
