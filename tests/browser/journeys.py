"""What a clinician does at the screen, as steps that several journeys share."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

REAL_PANEL = (
    "id,sex,age,fasting,T-Bil (mg/dL),UA (mg/dL),HDL-C (mg/dL)\n"
    "{id},{sex},{age},yes,{t_bil},{ua},{hdl_c}\n"
)


def upload(page: Page, name: str, content: bytes) -> None:
    """Drop a file into the box, once it is the one that stays: each file gets a box of its own."""
    wait_until_drawn(page)
    payload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(payload)  # type: ignore[arg-type]


def wait_until_drawn(page: Page) -> None:
    """Wait until the server has drawn the whole page, and what it replaced is gone."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def confirm(page: Page) -> None:
    """Confirm the check and wait for the score."""
    page.get_by_role(
        "button", name=re.compile("Confirm and see the score|確定してスコアを見る")
    ).click()
    expect(download_button(page)).to_be_visible()


def download_button(page: Page) -> Locator:
    """Return the button that makes the PDF."""
    return page.get_by_role("button", name=re.compile("PDF"))


def verdict(page: Page) -> str:
    """Return the sentence at the top of the score page."""
    return page.get_by_role("heading", level=1).first.inner_text()


def downloaded_text(page: Page, folder: Path) -> str:
    """Download the PDF and return its text as a reader program sees it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is missing")
    with page.expect_download() as waiting:
        download_button(page).click()
    path = folder / "report.pdf"
    waiting.value.save_as(path)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return done.stdout


def times(sentence: str) -> str:
    """Return the score as the sentence writes it: '3.1' of '(3.1 times; ...'."""
    found = re.search(r"([<>]?[\d.,]+) ?(?:times|倍)", sentence)
    assert found, sentence
    return found.group(1)


def open_page(page: Page, name: str) -> None:
    """Go to a page by its link in the frame."""
    page.locator(f"a[href*='/{name}']").first.click()
