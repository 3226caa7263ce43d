from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.cohort import Origin
from core.errors import ModelError
from pages.shared import resources
from pages.shared.warm import get_ready
from tests.builders import panel
from tests.pages.opening import page, words


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A repository without a model, for a while."""
    monkeypatch.setattr(resources, "MODELS", tmp_path)
    resources.model.clear()
    yield
    resources.model.clear()


def test_everybody_shares_one_model_and_one_cohort() -> None:
    assert resources.model() is resources.model()
    assert resources.cohort() is resources.cohort()


def test_the_cohort_is_virtual_and_the_same_each_time() -> None:
    first = resources.cohort()
    resources.cohort.clear()
    assert first.origin is Origin.VIRTUAL
    np.testing.assert_array_equal(resources.cohort().values, first.values)


def test_getting_ready_needs_no_visitor() -> None:
    get_ready()


@pytest.mark.usefixtures("no_model")
def test_getting_ready_is_quiet_about_a_model_that_is_not_there() -> None:
    get_ready()
    with pytest.raises(ModelError):
        resources.model()


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize("name", ["risk", "cohort", "about"])
def test_a_page_without_its_model_says_how_to_get_one(name: str) -> None:
    app = page(name, panel(ua=3.4))
    assert not app.exception
    assert "python -m core train" in words(app)
