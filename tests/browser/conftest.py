"""One dashboard for all journeys; each test has a page of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server, running_server

WINDOW = {"width": 1280, "height": 2000}
# Both cores are busy with other tests; the default of 5 s is for a machine of one's own.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(viewport=WINDOW, accept_downloads=True)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    opened = context.new_page()
    opened.goto(server.url)
    yield opened
    context.close()


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return tmp_path
