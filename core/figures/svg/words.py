"""Words on a figure: lines and runs from Plotly's few tags, their size, and their elements."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from core.figures.svg.colours import Colour, colour
from core.figures.svg.elements import Point, element, escaped, painted, px
from core.figures.svg.fonts import LINE, ascent, descent, face
from core.figures.svg.given import Given

TAG = re.compile(r"(<[^<>]*>)")
KNOWN_TAG = re.compile(r"<(/?)(b|i|em|strong|sub|sup|span)(\s[^<>]*)?>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
SPAN_COLOUR = re.compile(r"\s*style=[\"']\s*color:\s*([^;\"']+);?\s*[\"']\s*", re.IGNORECASE)
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}
# How much smaller a raised or lowered run is, and how far it is moved, of the size beside it.
SMALLER = 0.7
RAISED = {"sup": -0.42, "sub": 0.21}
# Raised and lowered digits. The font that ships has ¹ to ⁴ alone: a run of others is set as digits.
SMALL = {
    "sup": dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+−", strict=True)),
    "sub": dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+−", strict=True)),
}
SMALL_RUN = re.compile("([¹²³⁴]*[⁰⁵-⁹⁺⁻][⁰¹²³⁴-⁹⁺⁻]*)|([₀-₉₊₋]+)")
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Font:
    """How words are set: size [px], colour, weight, and a family where it is not the figure's."""

    size: float
    colour: Colour
    family: str = ""
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look on one line; `shift` is "sup", "sub" or empty."""

    letters: str
    is_bold: bool = False
    is_italic: bool = False
    shift: str = ""
    colour: Colour | None = None

    def width(self, size: float, *, is_bold: bool) -> float:
        """Return the width [px] at a size [px]."""
        size = SMALLER * size if self.shift else size
        return size * face(is_bold=self.is_bold or is_bold).width(self.letters)


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of runs in a font."""

    lines: tuple[tuple[Run, ...], ...]
    font: Font

    @property
    def width(self) -> float:
        """Return the width of the longest line [px]."""
        return max(self._width(line) for line in self.lines)

    @property
    def height(self) -> float:
        """Return the height from the top of the first line to the foot of the last [px]."""
        return self.above + self.below

    @property
    def above(self) -> float:
        """Return how far the words reach above the baseline of the first line [px]."""
        return ascent(self.font.size)

    @property
    def below(self) -> float:
        """Return how far the words reach below the baseline of the first line [px]."""
        return self.font.size * LINE * (len(self.lines) - 1) + descent(self.font.size)

    def _width(self, line: tuple[Run, ...]) -> float:
        return sum(run.width(self.font.size, is_bold=self.font.is_bold) for run in line)

    def drawn(
        self, at: Point, anchor: str = "start", turned: tuple[float, Point] | None = None
    ) -> str:
        """Write the element, the first baseline at a point; `turned` [degrees] about another."""
        font, (x, y) = self.font, at
        tall = font.size * LINE
        inside = "".join(
            self._line(line, x, y + number * tall) for number, line in enumerate(self.lines)
        )
        turn = f"rotate({px(turned[0])} {px(turned[1][0])} {px(turned[1][1])})" if turned else None
        return element(
            "text",
            inside,
            font_size=px(font.size),
            font_family=font.family or None,
            font_weight="bold" if font.is_bold else None,
            font_style="italic" if font.is_italic else None,
            text_anchor=None if anchor == "start" else anchor,
            transform=turn,
            **painted(font.colour),
        )

    def _line(self, line: tuple[Run, ...], x: float, y: float) -> str:
        raised = [RAISED.get(run.shift, 0.0) * self.font.size for run in line]
        moved = [now - before for before, now in pairwise([0.0, *raised])]
        said = (_run(run, self.font, by) for run, by in zip(line, moved, strict=True))
        return element("tspan", "".join(said), x=px(x), y=px(y))


def _run(run: Run, font: Font, moved: float) -> str:
    """Write a run, moved down from the one before it [px]."""
    letters = escaped(run.letters)
    if run == Run(run.letters) and not moved:
        return letters
    return element(
        "tspan",
        letters,
        dy=px(moved) if moved else None,
        font_size=px(SMALLER * font.size) if run.shift else None,
        font_weight="bold" if run.is_bold else None,
        font_style="italic" if run.is_italic else None,
        **(painted(run.colour) if run.colour else {}),
    )


@cache
def parsed(text: str) -> tuple[tuple[Run, ...], ...]:
    """Return the lines of a text with its tags; a tag that is not known is text, as in Plotly.

    Raises ValueError for a style that is more than a colour.
    """
    lines: list[list[Run]] = [[]]
    looks: list[tuple[str, Run]] = []
    for part in TAG.split(text.replace("\n", "<br>")):
        if BREAK.fullmatch(part):
            lines.append([])
        elif found := KNOWN_TAG.fullmatch(part):
            looks = _after(looks, found[2].lower(), found[3] or "", is_end=bool(found[1]))
        elif part:
            look = looks[-1][1] if looks else Run("")
            lines[-1] += _runs(look, html.unescape(part))
    return tuple(tuple(line) for line in lines)


def _runs(look: Run, letters: str) -> Iterator[Run]:
    """Yield runs of a look; raised and lowered digits become digits that are set so."""
    at = 0
    for found in SMALL_RUN.finditer(letters):
        shift = "sup" if found[1] else "sub"
        if found.start() > at:
            yield replace(look, letters=letters[at : found.start()])
        small = "".join(SMALL[shift][letter] for letter in found[0])
        yield replace(look, letters=small, shift=shift)
        at = found.end()
    if letters[at:]:
        yield replace(look, letters=letters[at:])


def _after(
    looks: list[tuple[str, Run]], tag: str, style: str, *, is_end: bool
) -> list[tuple[str, Run]]:
    if is_end:
        return looks[:-1] if looks and looks[-1][0] == tag else looks
    look = looks[-1][1] if looks else Run("")
    if tag in BOLD:
        look = replace(look, is_bold=True)
    elif tag in ITALIC:
        look = replace(look, is_italic=True)
    elif tag in RAISED:
        look = replace(look, shift=tag)
    elif style.strip():
        found = SPAN_COLOUR.fullmatch(style)
        if not found:
            raise ValueError(f"a span with{style} is not drawn")
        look = replace(look, colour=colour(found[1]))
    return [*looks, (tag, look)]


def words(text: str, font: Font) -> Words:
    """Return a text with its tags as words in a font."""
    return Words(parsed(text), font)


def undrawn(said: str) -> str:
    """Return the letters that cannot be drawn, each once: raised and lowered digits always can."""
    return face().lacks(SMALL_RUN.sub("", said))


def font_of(given: Given, base: Font, size: float | None = None) -> Font:
    """Return a font where it differs from another one, which else holds."""
    weight = given.word("weight", "bold" if base.is_bold else "normal", ("normal", "bold"))
    family = given.text("family")
    return Font(
        size=given.number("size", base.size if size is None else size),
        colour=given.colour("color") if given.has("color") else base.colour,
        family=family if family != base.family else "",
        is_bold=weight == "bold",
        is_italic=given.word("style", "normal", ("normal", "italic")) == "italic",
    )
