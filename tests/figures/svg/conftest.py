"""A page in Chromium, for figures to be drawn by both."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.figures.svg.chromium import Judge


@pytest.fixture(scope="module")
def judge(browser: Browser) -> Iterator[Judge]:
    page = browser.new_page(viewport={"width": 1000, "height": 1400})
    yield Judge(page)
    page.close()
