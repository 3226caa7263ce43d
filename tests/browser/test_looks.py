"""What only a browser knows: colours as they are drawn, and words that run into each other."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journeys import download_button
from tests.browser.server import Server
from tests.figures.test_theme import contrast

PHONE = {"width": 390, "height": 844}
COLOUR = "e => getComputedStyle(e).color"
GROUND = "e => getComputedStyle(e).backgroundColor"
OPEN = "Open and see the score"


@pytest.fixture(params=["light", "dark"])
def themed(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, color_scheme=request.param)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(server.url)
    expect(opened.get_by_role("button", name=OPEN).first).to_be_visible(timeout=30_000)
    yield opened
    context.close()


def parts(colour: str) -> list[float]:
    """The numbers of `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.1)`."""
    return [float(part) for part in colour.partition("(")[2].rstrip(")").split(",")]


def shaded(over: str, ground: str) -> str:
    """The colour that is seen where one lies over another."""
    *colour, alpha = [*parts(over), 1.0][:4]
    mixed = [alpha * a + (1 - alpha) * b for a, b in zip(colour, parts(ground), strict=False)]
    return hexadecimal(mixed)


def hexadecimal(colour: list[float]) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in colour[:3])


def test_the_words_of_the_chosen_segment_are_legible(themed: Page) -> None:
    button = themed.locator("button", has_text="English")
    words = button.get_by_text("English", exact=True).last
    expect(words).to_be_visible()
    ground = shaded(button.evaluate(GROUND), themed.locator(".stApp").evaluate(GROUND))
    assert contrast(hexadecimal(parts(words.evaluate(COLOUR))), ground) >= 4.5


@pytest.mark.parametrize("example", range(3))
def test_the_words_below_the_strip_stay_apart_on_a_phone(themed: Page, example: int) -> None:
    themed.get_by_role("button", name=OPEN).nth(example).click()
    expect(download_button(themed)).to_be_visible()
    ticks = themed.locator(".js-plotly-plot").first.locator(".xtick text")
    expect(ticks.first).to_be_visible()
    boxes: list[Any] = [tick.bounding_box() for tick in ticks.all() if tick.text_content()]
    assert len(boxes) >= 3
    assert all(a["x"] + a["width"] < b["x"] for a, b in pairwise(boxes))
    assert all(box["x"] + box["width"] <= PHONE["width"] for box in boxes)
