import csv
import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import joblib
import pytest

from core.errors import ModelError
from core.markers import Sex
from core.scoring.artefact import (
    ARTEFACT,
    GOLDEN,
    LIBRARIES,
    SCORES,
    golden_score,
    installed_libraries,
    latest,
    load_model,
)
from core.scoring.model import Model
from core.text import Language, text_in


class Burglar:
    """A pickle that writes a file as soon as it is opened."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.write_text, (self.trace, "opened")


@pytest.fixture
def copied(shipped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped, tmp_path / shipped.name))


def rewrite_card(folder: Path, changes: Mapping[str, Any]) -> None:
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").write_text(json.dumps(card | changes), encoding="utf-8")


def vouch_for(folder: Path) -> None:
    """Write the hashes of the files as they are now into the card."""
    hashes = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in (ARTEFACT, GOLDEN)}
    rewrite_card(folder, {"sha256": hashes})


def refusal(folder: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        load_model(folder)
    return caught.value


def test_the_shipped_model_loads(copied: Path, model: Model) -> None:
    assert load_model(copied).card == model.card


@pytest.mark.parametrize("name", [ARTEFACT, GOLDEN])
def test_a_file_changed_by_one_byte_is_refused(copied: Path, name: str) -> None:
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied / name).write_bytes(content)
    problem = refusal(copied).problem
    assert problem.key == "model.changed"
    assert problem.details["file"] == name


def test_a_pickle_that_runs_code_is_not_opened(copied: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    joblib.dump(Burglar(trace), copied / ARTEFACT)
    assert refusal(copied).problem.key == "model.changed"
    assert not trace.exists()


def test_the_same_pickle_does_run_once_its_hash_is_vouched_for(
    copied: Path, tmp_path: Path
) -> None:
    """Shows that the test above would see a pickle that was opened."""
    trace = tmp_path / "trace"
    joblib.dump(Burglar(trace), copied / ARTEFACT)
    vouch_for(copied)
    with pytest.raises(TypeError):
        load_model(copied)
    assert trace.read_text() == "opened"


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_model_made_with_another_version_of_a_library_is_refused_unopened(
    copied: Path, tmp_path: Path, library: str
) -> None:
    trace = tmp_path / "trace"
    joblib.dump(Burglar(trace), copied / ARTEFACT)
    vouch_for(copied)
    rewrite_card(copied, {"libraries": installed_libraries() | {library: "0.1"}})
    problem = refusal(copied).problem
    assert problem.key == "model.library"
    assert problem.details["library"] == library
    assert problem.details["wanted"] == "0.1"
    assert not trace.exists()


def test_a_model_that_does_not_name_its_libraries_is_refused(copied: Path) -> None:
    rewrite_card(copied, {"libraries": {}})
    assert refusal(copied).problem.key == "model.library"


@pytest.mark.parametrize("column", ["log_ratio", "low", "high"])
def test_a_model_that_no_longer_gives_its_golden_scores_is_refused(
    copied: Path, column: str
) -> None:
    rows = golden_rows(copied)
    rows[7][column] = repr(float(rows[7][column]) + 1e-6)
    with (copied / GOLDEN).open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    vouch_for(copied)
    problem = refusal(copied).problem
    assert problem.key == "model.golden"
    assert problem.details["panel"] == rows[7]["id"]


@pytest.mark.parametrize("name", [ARTEFACT, GOLDEN, "card.json"])
def test_a_missing_file_is_refused(copied: Path, name: str) -> None:
    (copied / name).unlink()
    assert refusal(copied).problem.key == "model.unreadable"


@pytest.mark.parametrize(
    "card", ["", "{", "[]", "3", "{}", '{"name": "x"}', '{"results_changed_on": "2026-13-01"}']
)
def test_a_card_that_is_none_is_refused(copied: Path, card: str) -> None:
    (copied / "card.json").write_text(card, encoding="utf-8")
    assert refusal(copied).problem.key == "model.unreadable"


@pytest.mark.parametrize(
    "changes", [{"features": []}, {"metrics": 3}, {"unknown": 1}, {"assumptions": [{}]}]
)
def test_a_card_of_another_shape_is_refused(copied: Path, changes: dict[str, object]) -> None:
    rewrite_card(copied, changes)
    assert refusal(copied).problem.key == "model.unreadable"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "1.0.0").problem.key == "model.unreadable"
    with pytest.raises(ModelError) as caught:
        latest(tmp_path / "withdrawal-risk")
    assert caught.value.problem.key == "model.missing"


@pytest.mark.parametrize("language", Language)
def test_a_refusal_says_what_to_do_and_where(copied: Path, language: Language) -> None:
    (copied / ARTEFACT).write_bytes(b"")
    sentence = text_in(language).problem(refusal(copied).problem)
    assert "python -m core train" in sentence
    assert str(copied.parent) not in sentence


def test_the_newest_version_counts_as_numbers_do(tmp_path: Path) -> None:
    for version in ("1.9.0", "1.10.0", "1.2.0", "notes"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "card.json").touch()
    (tmp_path / "2.0.0").mkdir()
    assert latest(tmp_path).name == "1.10.0"


def golden_rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / GOLDEN).read_text(encoding="utf-8").splitlines()))


def test_the_golden_panels_cover_both_sexes_single_markers_and_censored_values(
    shipped: Path, model: Model
) -> None:
    rows = golden_rows(shipped)
    for sex in Sex:
        named = {row["id"] for row in rows if row["sex"] == sex.value}
        for subset in ("full", "censored", *model.sexes[sex].markers):
            assert f"virtual-{sex.value}-{subset}-0" in named
    assert any("inf" in row.values() for row in rows)


def test_a_golden_panel_scores_as_it_did(shipped: Path, model: Model) -> None:
    row = golden_rows(shipped)[0]
    expected = [float(row[name]) for name in SCORES]
    assert golden_score(model, row) == pytest.approx(expected, rel=1e-9)
