"""A page in Chromium, for figures to be drawn by both."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ADVICE, find_chromium
from tests.figures.svg.chromium import Judge

WORDS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(ADVICE)
        pytest.skip(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(WORDS))
        yield Judge(browser.new_page(viewport={"width": 1000, "height": 1400}))
        browser.close()
