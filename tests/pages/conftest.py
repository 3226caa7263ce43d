"""Keeps what a page keeps on the server out of the repository's own folder."""

from pathlib import Path

import pytest

from pages.shared import resources


@pytest.fixture(autouse=True)
def layouts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the corrections that the server keeps."""
    folder = tmp_path / "layouts"
    monkeypatch.setattr(resources, "LAYOUTS", folder)
    return folder


@pytest.fixture(autouse=True)
def models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a clinic's own models; jobs and the choice of a model are kept beside it."""
    folder = tmp_path / "models"
    monkeypatch.setattr(resources, "VAR", tmp_path / "var")
    monkeypatch.setattr(resources, "MODELS", folder)
    return folder
