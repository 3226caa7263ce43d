"""Find a Chromium for the browser tests, or get one.

`python -m tests.browser.chromium` names the browser the tests will use; with `--install` it also
tries to get one. Without a browser the browser tests are skipped, except under CI=true, where a
missing browser is an error.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The fonts draw Japanese on the page, poppler reads the PDFs that the journey downloads.
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk", "poppler-utils")
CHROMIUM_WORDS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
ADVICE = (
    "No Chromium: the browser tests are skipped. Install it (Debian: apt-get install chromium; "
    "elsewhere: .venv/bin/python -m playwright install chromium) and run again."
)


def find_chromium() -> str | None:
    """Return the path of a browser on PATH, else of Playwright's own, else None."""
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or _playwright_chromium()


def install_chromium() -> str | None:
    """Get a browser from Debian's packages as root, else from Playwright, and return its path."""
    if _is_root() and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", *DEBIAN_PACKAGES)
    if find_chromium() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find_chromium()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print which browser there is, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.chromium", description=__doc__)
    parser.add_argument("--install", action="store_true", help="get a browser when there is none")
    wanted = parser.parse_args(arguments)
    browser = find_chromium() or (install_chromium() if wanted.install else None)
    print(f"Browser tests use {browser}" if browser else ADVICE)
    return 1 if browser is None and os.environ.get("CI") == "true" else 0


def _playwright_chromium() -> str | None:
    # Imported late: the usual case, a browser on PATH, needs no Playwright driver started.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(*command: str) -> None:
    # What failed shows in there being no browser afterwards.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main())
