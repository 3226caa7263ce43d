"""Figures as PNG without a browser: the SVG of a figure, set by typst with the fonts of the PDF."""

import re

from core.errors import ReportError
from core.figures.svg.words import undrawn
from core.report.typesetting import PICTURE, compiled, named

SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
# What is told of a picture and not drawn in it.
TOLD = re.compile(r"<(title|desc)>.*?</\1>", re.DOTALL)
WIDTH = 1800


def png_of(svg: str, *, width_pixels: int = WIDTH) -> bytes:
    """Return an SVG of `core.figures.svg` as a PNG, so many pixels wide; same input, same bytes.

    Raises ReportError for a character that the font does not have, ValueError for an SVG that does
    not say how large it is.
    """
    width, height = size_of(svg)
    check_letters(svg)
    inputs = {"svg": svg, "width": str(width), "height": str(height)}
    return compiled(PICTURE, inputs, "png", ppi=72 * width_pixels / width)


def size_of(svg: str) -> tuple[float, float]:
    """Return the width and height of an SVG [px]. Raises ValueError where it does not say them."""
    size = SIZE.match(svg)
    if size is None:
        raise ValueError("the SVG does not begin with its width and height")
    return float(size[1]), float(size[2])


def check_letters(svg: str) -> None:
    """Raise ReportError for a character in an SVG that would be drawn as an empty box."""
    drawn = TOLD.sub("", svg)
    if not drawn.isascii() and (lacking := undrawn("".join(filter(_is_unusual, drawn)))):
        raise ReportError("cohort_report.character", characters=named(lacking))


def _is_unusual(letter: str) -> bool:
    return not letter.isascii()
