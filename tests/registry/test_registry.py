from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.cards import Kind
from core.errors import ModelError
from core.registry import Registry
from core.scoring.clinic.model import ClinicModel
from core.scoring.model import Model
from core.text import Language, text_in
from tests.registry.versions import DAY, card_of, put, put_card, registry_in, take_away

EN = text_in(Language.EN)
SHIPPED = ("withdrawal-risk", "1.1.0")


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return registry_in(tmp_path)


def named(registry: Registry) -> list[str]:
    """The versions as they are listed."""
    return [f"{entry.name}/{entry.version}" for entry in registry.entries()]


def test_the_model_that_ships_is_active_until_another_is_chosen(registry: Registry) -> None:
    (entry,) = registry.entries()
    assert (entry.name, entry.version) == SHIPPED
    assert entry.is_active
    assert entry.is_shipped
    assert registry.active() == entry.folder
    assert isinstance(registry.active_model(), Model)
    assert not registry.state.exists()


def test_a_clinics_model_takes_the_place_of_the_shipped_one(registry: Registry) -> None:
    folder = put(registry)
    registry.activate("clinic", "1.0.0")
    assert registry.active() == folder
    assert isinstance(registry.active_model(), ClinicModel)
    assert [e.name for e in registry.entries() if e.is_active] == ["clinic"]
    registry.activate(*SHIPPED)
    assert isinstance(registry.active_model(), Model)


def test_the_newest_stands_first_and_what_is_unreadable_last(registry: Registry) -> None:
    put_card(registry, "old", "1.0.0", results_changed_on=DAY - timedelta(days=900))
    put_card(registry, "new", "1.9.0", results_changed_on=DAY + timedelta(days=900))
    put_card(registry, "new", "1.10.0", results_changed_on=DAY + timedelta(days=900))
    broken = put_card(registry, "broken", "1.0.0") / "card.json"
    broken.write_text("{")
    assert named(registry) == [
        "new/1.10.0", "new/1.9.0", "withdrawal-risk/1.1.0", "old/1.0.0", "broken/1.0.0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": "engawa-clinic-model-1"}', '{"name": 3}', "\xff\x00"],
)
def test_a_card_that_is_none_is_listed_with_its_problem(registry: Registry, text: str) -> None:
    (put_card(registry, "clinic", "1.0.0") / "card.json").write_text(text, encoding="utf-16")
    (put_card(registry, "clinic", "1.1.0") / "card.json").write_text(text, encoding="utf-8")
    for version in ("1.0.0", "1.1.0"):
        entry = registry.entry("clinic", version)
        assert entry.card is None
        assert entry.kind is None
        assert entry.problem is not None
        assert "Put it back from a copy" in EN.problem(entry.problem)
        with pytest.raises(ModelError):
            registry.activate("clinic", version)


def test_a_version_under_another_name_is_not_taken_for_what_it_says(registry: Registry) -> None:
    put_card(registry, "clinic", "1.0.0").rename(registry.models / "clinic" / "2.0.0")
    problem = registry.entry("clinic", "2.0.0").problem
    assert problem is not None
    assert "holds clinic 1.0.0" in EN.problem(problem)


def test_what_is_being_written_is_not_listed(registry: Registry) -> None:
    put_card(registry, ".scratch", "1.0.0")
    (registry.models / "README.md").write_text("not a model")
    assert named(registry) == ["withdrawal-risk/1.1.0"]


def test_a_model_that_gives_no_score_or_reads_no_panel_cannot_be_active(
    registry: Registry,
) -> None:
    plan = card_of("x", "1.0.0").plan
    for kind in (Kind.SEVERITY, Kind.STRATA):
        put_card(registry, kind, "1.0.0", plan=replace(plan, name=kind, kind=kind, target="hq-25"))
        assert registry.entry(kind, "1.0.0").kind is kind
    put_card(registry, "own", "1.0.0", plan=replace(plan, covariates=("ward",)))
    for name in (Kind.SEVERITY, Kind.STRATA, "own"):
        with pytest.raises(ModelError) as refused:
            registry.activate(name, "1.0.0")
        assert EN.problem(refused.value.problem)
    assert not registry.state.exists()


def test_what_does_not_pass_its_checks_cannot_be_active(registry: Registry) -> None:
    (put(registry) / "model.joblib").write_bytes(b"other")
    with pytest.raises(ModelError) as refused:
        registry.activate("clinic", "1.0.0")
    assert refused.value.problem.key == "model.changed"
    assert isinstance(registry.active_model(), Model)


def test_a_retired_version_is_active_only_after_it_was_restored(registry: Registry) -> None:
    put(registry)
    registry.retire("clinic", "1.0.0")
    assert registry.entry("clinic", "1.0.0").is_retired
    with pytest.raises(ModelError, match=r"registry\.retired"):
        registry.activate("clinic", "1.0.0")
    registry.restore("clinic", "1.0.0")
    registry.activate("clinic", "1.0.0")
    assert registry.entry("clinic", "1.0.0").is_active


def test_neither_the_active_nor_the_shipped_version_can_be_retired(registry: Registry) -> None:
    put(registry)
    registry.activate("clinic", "1.0.0")
    for name, key in (("clinic", "registry.active_stays"), (SHIPPED[0], "registry.shipped_stays")):
        with pytest.raises(ModelError) as refused:
            registry.retire(name, registry.entry(name, "1.0.0" if key.endswith(
                "active_stays") else SHIPPED[1]).version)  # fmt: skip
        assert refused.value.problem.key == key


def test_no_other_model_takes_the_place_of_an_active_one_that_is_gone(registry: Registry) -> None:
    folder = put(registry)
    registry.activate("clinic", "1.0.0")
    take_away(folder)
    with pytest.raises(ModelError) as refused:
        registry.active_model()
    assert "no other takes its place" in EN.problem(refused.value.problem)
    assert [entry.is_active for entry in registry.entries()] == [False]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"active": 3, "retired": []}', '{"active": "../../x", "retired": []}',
             '{"active": "", "retired": [null]}', '{"active": null, "retired": []}'],
)  # fmt: skip
def test_a_broken_choice_is_told_and_nothing_is_guessed_of_it(
    registry: Registry, text: str
) -> None:
    registry.state.parent.mkdir()
    registry.state.write_text(text)
    for asked in (registry.active, registry.entries):
        with pytest.raises(ModelError) as refused:
            asked()
        assert refused.value.problem.key == "registry.broken"
    with pytest.raises(ModelError):
        registry.retire("clinic", "1.0.0")
    assert registry.state.read_text() == text


@pytest.mark.parametrize("name", ["", "..", "nothing", "withdrawal-risk"])
def test_a_model_that_is_not_there_is_told_of(registry: Registry, name: str) -> None:
    for act in (registry.activate, registry.retire, registry.restore):
        with pytest.raises(ModelError) as refused:
            act(name, "9.9.9")
        assert refused.value.problem.key == "registry.unknown"


def test_servers_that_retire_at_once_lose_nothing(registry: Registry) -> None:
    versions = [f"1.{number}.0" for number in range(12)]
    for version in versions:
        put_card(registry, "clinic", version)
    # Each opens the lock's file anew, as processes do.
    with ThreadPoolExecutor(4) as servers:
        list(servers.map(lambda version: registry.retire("clinic", version), versions))
    assert sum(entry.is_retired for entry in registry.entries()) == len(versions)
