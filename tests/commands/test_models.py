from pathlib import Path

import pytest

from core.__main__ import main
from tests.registry.versions import put, put_card, registry_in


def models(folder: Path, *words: str) -> int:
    """Run the command on the models of a folder."""
    return main(
        ["models", *words, "--models", str(folder / "models"), "--var", str(folder / "var")]
    )


def test_models_are_listed_with_where_they_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registry = registry_in(tmp_path)
    put_card(registry, "clinic", "1.0.0")
    (put_card(registry, "broken", "1.0.0") / "card.json").write_text("{")
    assert models(tmp_path) == 0
    shown = capsys.readouterr().out
    assert "withdrawal-risk 1.1.0 · scores now" in shown
    assert "clinic 1.0.0 · available · " in shown
    assert "broken 1.0.0 · unreadable\n  1.0.0: The card of this version" in shown


def test_one_is_made_active_others_retired_and_restored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registry = registry_in(tmp_path)
    put(registry)
    put_card(registry, "clinic", "1.1.0")
    assert models(tmp_path, "activate", "clinic/1.0.0") == 0
    assert "clinic 1.0.0 · scores now" in capsys.readouterr().out
    assert registry.active() == registry.folder("clinic", "1.0.0")
    assert models(tmp_path, "retire", "clinic/1.1.0") == 0
    assert "clinic 1.1.0 · retired" in capsys.readouterr().out
    assert models(tmp_path, "restore", "clinic/1.1.0", "--lang", "ja") == 0
    assert "使用停止" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("activate",), "python -m core models activate NAME/VERSION"),
        (("activate", "clinic"), "There is no model clinic"),
        (("retire", "withdrawal-risk/1.1.0"), "ships with Engawa"),
    ],
)
def test_what_cannot_be_changed_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    registry_in(tmp_path)
    assert models(tmp_path, *words) == 2
    assert told in capsys.readouterr().err
