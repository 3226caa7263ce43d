"""A person at the screen: seconds from server start to a usable page, and from upload to score."""

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.figures import Figure, report
from core.readers.templates import template_csv
from tests.browser.chromium import ADVICE, CHROMIUM_WORDS, find_chromium
from tests.browser.server import running_server

RUNS = 3


def main() -> None:
    """Start the dashboard anew for each run and print the medians."""
    path = find_chromium()
    if path is None:
        raise SystemExit(ADVICE)
    starts, scores = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_WORDS))
        for _ in range(RUNS):
            start, score = measured(browser.new_page())
            starts.append(start)
            scores.append(score)
        browser.close()
    report(
        f"A person at the screen (median of {RUNS} fresh servers)",
        [
            Figure("server start to first usable page", sorted(starts)[RUNS // 2], "s", 4),
            Figure("upload to score, first patient", sorted(scores)[RUNS // 2], "s"),
        ],
    )


def measured(page: Page) -> tuple[float, float]:
    """Return the seconds from start to a usable page and from an upload to its score."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "panels.csv"
        table.write_bytes(template_csv())
        begun = time.perf_counter()
        with running_server(Path(folder)) as server:
            page.goto(server.url)
            page.locator("input[type=file]").wait_for(state="attached")
            start = time.perf_counter() - begun
            begun = time.perf_counter()
            page.locator("input[type=file]").set_input_files(table)
            page.locator("button[kind=primary]", has_text="Confirm").click()
            page.get_by_text("Download PDF").wait_for()
            return start, time.perf_counter() - begun


if __name__ == "__main__":
    main()
