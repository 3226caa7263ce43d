from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cards import read_clinic_card
from core.errors import ModelError
from core.locking import is_locked, locked
from core.registry import change_card, check_name, new_version, next_version, sweep
from core.registry.versions import number_of
from tests.registry.versions import put_card, registry_in


def write(models: Path, name: str = "clinic", after: str = "") -> str:
    """Write a version that is nothing but a folder with a card."""
    with new_version(models, name, after) as new:
        (new.scratch / new.name / new.version).mkdir(parents=True)
        (new.scratch / new.name / new.version / "card.json").write_text("{}")
        assert not new.folder.exists()
    assert (new.folder / "card.json").exists()
    return new.version


def test_versions_count_up_and_recalibrations_count_beneath_them(tmp_path: Path) -> None:
    asked = ["", "", "1.0.0", "1.0.0", "", "1.1.0", ""]
    found = [write(tmp_path, after=after) for after in asked]
    assert found == ["1.0.0", "1.1.0", "1.0.1", "1.0.2", "1.2.0", "1.1.1", "1.3.0"]
    assert write(tmp_path, "other") == "1.0.0"


@given(st.lists(st.from_regex(r"\d{1,3}\.\d{1,3}\.\d{1,3}", fullmatch=True), min_size=1))
def test_a_new_version_comes_after_all_others(there: list[str]) -> None:
    class Folder:
        """A folder of versions, which need not be made."""

        def glob(self, _: str) -> list[Path]:
            return [Path(name) for name in [*there, ".lock", "notes"]]

    found = next_version(Folder())  # type: ignore[arg-type]
    assert number_of(found) > max(map(number_of, there))


def test_versions_written_at_once_have_numbers_of_their_own(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(write, [tmp_path] * 8))
    assert sorted(found) == [f"1.{number}.0" for number in range(8)]


def test_what_is_being_written_is_nobody_elses_to_read(tmp_path: Path) -> None:
    with new_version(tmp_path, "clinic") as new:
        assert new.scratch.stat().st_mode & 0o777 == 0o700
        (new.scratch / new.name / new.version).mkdir(parents=True)


def test_what_fails_while_writing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), new_version(tmp_path, "clinic") as new:
        (new.scratch / "clinic").joinpath("1.0.0", "card.json").write_text("half")
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_what_a_killed_writer_left_is_swept_away_but_not_from_under_another(
    tmp_path: Path,
) -> None:
    left = tmp_path / ".scratch" / "clinic" / "1.0.0" / "model.joblib"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    with locked(tmp_path / ".lock"):
        sweep(tmp_path)
        assert left.exists()
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]
    left.parent.mkdir(parents=True)
    left.write_text("half")
    assert write(tmp_path) == "1.0.0"
    assert not left.exists()


def test_a_card_is_changed_as_it_stands_and_as_a_whole(tmp_path: Path) -> None:
    folder = put_card(registry_in(tmp_path), "clinic", "1.0.0")
    changed = change_card(folder, lambda card: replace(card, cohort="others"))
    assert read_clinic_card(folder) == changed
    assert changed.cohort == "others"
    assert [path.name for path in folder.iterdir()] == ["card.json"]


@pytest.mark.parametrize(
    "name", ["", "A", "a b", "-a", "a-", "a--b", "a/b", "..", "ひ", "a" * 61, "withdrawal-risk"]
)
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError), new_version(tmp_path, name):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a", "clinic-2", "0", "a" * 60])
def test_a_plain_name_can_be(name: str) -> None:
    check_name(name)


def test_a_lock_is_known_to_be_held_while_it_is(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert not is_locked(path)
    with locked(path):
        assert is_locked(path)
    assert not is_locked(path)
