"""What any test may ask for: the shipped model, a Chromium, the real data beside the project.

Real data is never part of the project; a test that needs it says why it is skipped without.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from core.scoring.artefact import latest, load_model
from core.scoring.model import Model
from tests.browser.chromium import ADVICE, CHROMIUM_WORDS, find_chromium

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# No deadline: the first example of a test pays for imports. CI runs the same examples every time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shipped() -> Path:
    """The folder of the model that is part of the project."""
    return latest(ROOT / "models" / "withdrawal-risk")


@pytest.fixture(scope="session")
def model(shipped: Path) -> Model:
    return load_model(shipped)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data sets, `nhanes4/` and others."""
    return there(SHARED / "data")


@pytest.fixture(scope="session")
def shared_science() -> Path:
    """The folder of what was read about the markers, `markers.csv` among it."""
    return there(SHARED / "science")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests of a process: Playwright cannot be started in it twice."""
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(ADVICE)
        pytest.skip(ADVICE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_WORDS))
        yield launched
        launched.close()


def there(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(f"../shared/{folder.name} is not beside the project")
    return folder
