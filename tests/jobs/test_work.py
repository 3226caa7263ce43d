from dataclasses import replace
from pathlib import Path

import pytest

from core.cards import Kind, Plan, Protocol, read_clinic_card
from core.errors import CohortError, ModelError
from core.jobs import Jobs, Request, State, Task
from core.jobs.work import carry_out
from core.registry import Registry
from core.scoring.clinic.loading import load_clinic_model
from tests.commands.people import modelled_file, people_file
from tests.jobs.playing import ended
from tests.registry.versions import put, registry_in

SHORTEST = Protocol(repeats=1, folds=3, inner=3, permutations=4, members=4)


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return registry_in(tmp_path)


def plan_of(kind: Kind = Kind.DISCRIMINATION, name: str = "tiny") -> Plan:
    return Plan(
        kind=kind, name=name, analytes=("ua", "hdl_c"), group="diagnosis",
        levels=("control", "case"),
    )  # fmt: skip


def request_of(path: Path, plan: Plan, **more: object) -> Request:
    asked = Request(plan=plan, file=path.read_bytes(), file_name=path.name, protocol=SHORTEST)
    return replace(asked, **more)  # type: ignore[arg-type]


def test_a_model_is_trained_in_a_process_of_its_own(registry: Registry, tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "jobs", registry.models)
    asked = request_of(people_file(tmp_path), plan_of(), is_made_up=True)
    job = ended(jobs, jobs.start(asked))
    assert (job.state, job.version, job.problem) == (State.DONE, "1.0.0", None)
    model = load_clinic_model(registry.folder("tiny", "1.0.0"))
    assert model.card.data_sha256 == asked.data_sha256
    assert (model.card.is_made_up, model.card.protocol) == (True, SHORTEST)
    kept = b"".join(p.read_bytes() for p in jobs.folder.rglob("*") if p.is_file())
    assert b"P1" not in kept
    assert b"people" not in kept


def test_a_model_is_evaluated_and_recalibrated_as_jobs_do(
    registry: Registry, tmp_path: Path
) -> None:
    folder = put(registry, markers=("ua", "t_bil", "hdl_c"))
    told: list[tuple[float, str]] = []
    asked = request_of(
        modelled_file(tmp_path, ("a", "b"), bias=2.5),
        replace(plan_of(), levels=("a", "b")),
        task=Task.EVALUATE,
        model=("clinic", "1.0.0"),
    )

    def tell(share: float, step: str) -> None:
        told.append((share, step))

    assert carry_out(asked, registry.models, tell) == folder
    assert [one.cases for one in read_clinic_card(folder).external] == [30]
    assert [step for _, step in told] == ["reading", "evaluating", "writing"]
    assert told == sorted(told, key=lambda one: one[0])
    new = carry_out(replace(asked, task=Task.RECALIBRATE), registry.models, tell)
    assert new == registry.folder("clinic", "1.0.1")
    assert read_clinic_card(new).recalibrated_from == "1.0.0"


@pytest.mark.parametrize(
    ("rows", "plan", "error"),
    [
        (12, plan_of(), CohortError),
        (48, replace(plan_of(), levels=("control",)), CohortError),
        (48, replace(plan_of(), analytes=("zn",)), CohortError),
        (48, plan_of(name="withdrawal-risk"), ModelError),
    ],
)
def test_what_cannot_be_trained_writes_nothing(
    registry: Registry, tmp_path: Path, rows: int, plan: Plan, error: type[Exception]
) -> None:
    asked = request_of(people_file(tmp_path, people=rows), plan)
    with pytest.raises(error):
        carry_out(asked, registry.models, lambda *_: None)
    assert list(registry.models.iterdir()) == []


@pytest.mark.parametrize("model", [("withdrawal-risk", "1.1.0"), ("nothing", "1.0.0"), None])
def test_only_a_clinics_model_can_be_evaluated(
    registry: Registry, tmp_path: Path, model: tuple[str, str] | None
) -> None:
    asked = request_of(modelled_file(tmp_path), plan_of(), task=Task.EVALUATE, model=model)
    with pytest.raises(ModelError):
        carry_out(asked, registry.models, lambda *_: None)
