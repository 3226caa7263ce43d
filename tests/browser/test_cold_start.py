"""Every page reached first in a fresh server: the front door answers, never a page on its own."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import running_server


@pytest.mark.parametrize("name", ["risk", "cohort", "about", "panel"])
def test_a_cold_deep_link_shows_the_frame_of_the_front_door(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    with running_server(tmp_path) as server:
        page = browser.new_page()
        page.goto(f"{server.url}/{name}")
        expect(page.get_by_text("日本語").first).to_be_visible(timeout=30_000)
        expect(page.locator("a[href*='/about']").first).to_be_visible()
        page.close()
