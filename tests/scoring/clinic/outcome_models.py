"""Made-up models of severity and of strata, fitted to the made-up people of `clinic_models`."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import joblib
import numpy as np

from core.cards import (
    Kind,
    Measured,
    ObservedPair,
    Permutation,
    Plan,
    Protocol,
    Severity,
    write_clinic_card,
)
from core.learning.people import LabelledPeople
from core.learning.severity.fitting import fit_severity
from core.learning.strata.study import stratify
from core.scoring.artefact import ARTEFACT, GOLDEN
from core.scoring.clinic.golden import golden_csv
from core.scoring.clinic.outcome_model import OutcomeModel
from tests.scoring.clinic.clinic_models import (
    made_up_card,
    made_up_features,
    made_up_plan,
    made_up_trained,
)

MARKERS = ("ua", "hdl_c", "t_bil")
LITTLE = Protocol(repeats=1, folds=2, inner=2, permutations=2, members=6)
SOME = Measured(0.3, 0.12, 0.46)


@cache
def people(markers: Sequence[str] = MARKERS, covariates: Sequence[str] = ()) -> LabelledPeople:
    """Made-up people whose target falls with the first marker."""
    base = made_up_trained(markers, covariates)
    values = base.inputs.values
    noise = np.random.default_rng(4).standard_normal(len(values))
    return LabelledPeople(
        features=made_up_features(markers, values),
        inputs=base.inputs,
        outcome=50 - 8 * (values[:, 0] - 5) + 5 * noise,
        persons=np.arange(len(values)),
        covariate_names=tuple(covariates),
    )


def plan(kind: Kind, markers: Sequence[str], covariates: Sequence[str] = ()) -> Plan:
    own = made_up_plan(markers, covariates)
    target = "HQ-25" if kind is Kind.SEVERITY else ""
    return replace(own, kind=kind, group="", levels=(), target=target)


@cache
def severity_model(
    markers: Sequence[str] = MARKERS, covariates: Sequence[str] = (), unit: str = ""
) -> OutcomeModel:
    """A model that tells a made-up HQ-25 total."""
    some = people(markers, covariates)
    trained = fit_severity(some, folds=3, seed=1)
    figures = Severity(
        people=some.size,
        measurements=some.size,
        unit=unit,
        mean=float(some.outcome.mean()),
        sd=float(some.outcome.std()),
        r2=SOME,
        q2=SOME,
        rmse=Measured(6, 5, 7),
        rank=SOME,
        coverage=0.9,
        half_width=9.0,
        permutation=Permutation(0.01, (0.0, 0.1)),
        pairs=tuple(map(ObservedPair, some.outcome.tolist(), trained.out_of_fold.tolist())),
        vips=(),
        candidates=(),
        components=1,
    )
    asked = plan(Kind.SEVERITY, markers, covariates)
    base = made_up_trained(markers, covariates)
    return OutcomeModel(
        made_up_card(base, markers, covariates, plan=asked, discrimination=None, severity=figures),
        trained,
    )


@cache
def strata_model(markers: Sequence[str] = MARKERS[:2]) -> OutcomeModel:
    """A model that puts people into one of two made-up groups, far apart."""
    some = people(markers)
    apart = np.where(np.arange(some.size) < some.size // 2, 1.0, 2.0)
    inputs = replace(some.inputs, values=some.inputs.values * apart[:, None])
    asked = plan(Kind.STRATA, markers)
    found = stratify(replace(some, inputs=inputs), asked, LITTLE, lambda *_: None)
    base = replace(made_up_trained(markers), inputs=inputs)
    return OutcomeModel(
        made_up_card(base, markers, plan=asked, discrimination=None, strata=found.strata),
        found.trained,
    )


def written(model: OutcomeModel, models: Path, name: str = "made-up") -> Path:
    """Write a model into `models/<name>/1.0.0/`, with the hashes of its files."""
    folder = models / name / model.card.version
    folder.mkdir(parents=True)
    joblib.dump(model.trained, folder / ARTEFACT)
    (folder / GOLDEN).write_text(golden_csv(model.card, model.trained), encoding="utf-8")
    hashes = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in (ARTEFACT, GOLDEN)}
    write_clinic_card(replace(model.card, name=name, sha256=hashes), folder)
    return folder
