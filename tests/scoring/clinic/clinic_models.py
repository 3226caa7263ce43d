"""A clinic's model of made-up people, for tests: a linear classifier of a few markers.

Nothing in here is of a patient or of a study; what it says of anybody means nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.cards import (
    AGE,
    CalibrationPoint,
    CandidateResult,
    ClinicCard,
    Discrimination,
    Feature,
    Kind,
    LearningPoint,
    Limits,
    Measured,
    NetBenefit,
    Permutation,
    Plan,
    Protocol,
    RocPoint,
    Stability,
)
from core.cohort.cohort import SEX
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.people import Floats, Inputs
from core.markers import CATALOGUE
from core.scoring.artefact import installed_libraries
from core.scoring.clinic.limits import yardstick
from core.scoring.clinic.model import ClinicModel

# Made-up means and SD, in the unit of the catalogue; cases lie a step to the side of the weight.
MARKERS: dict[str, tuple[float, float]] = {
    "ua": (5.0, 1.0),
    "t_bil": (0.8, 0.2),
    "hdl_c": (60.0, 10.0),
    "arginine": (80.0, 12.0),
    "ornithine": (50.0, 8.0),
}
PEOPLE = 80
MEMBERS = 20
OLDEST, YOUNGEST = 45.0, 20.0


@dataclass(frozen=True, slots=True, eq=False)
class LinearClassifier:
    """Log odds as a weighted sum of the distances from a middle; what is missing lies there."""

    middle: Floats
    weights: Floats
    by_covariate: Floats

    def log_odds(self, inputs: Inputs) -> Floats:
        away = np.nan_to_num(inputs.values - self.middle)
        return np.asarray(away @ self.weights + inputs.covariates @ self.by_covariate)


def made_up_model(
    markers: Sequence[str] = tuple(MARKERS),
    covariates: Sequence[str] = (),
    *,
    missing: float = 0.0,
    auc: float = 0.8,
    **changes: object,
) -> ClinicModel:
    """A model of made-up people; `changes` go into its card, `missing` is a share of values."""
    trained = made_up_trained(markers, covariates, missing=missing)
    return ClinicModel(made_up_card(trained, markers, covariates, auc=auc, **changes), trained)


def made_up_trained(
    markers: Sequence[str] = tuple(MARKERS),
    covariates: Sequence[str] = (),
    *,
    missing: float = 0.0,
) -> TrainedDiscrimination:
    """A linear classifier of made-up people, with members that differ a little."""
    random = np.random.default_rng(5)
    means, sds = np.array([scale_of(key) for key in markers]).T
    outcome = np.repeat((0.0, 1.0), PEOPLE // 2)
    sides = np.where(np.arange(len(markers)) % 2, 1.0, -1.0)
    values = means + sds * (
        random.standard_normal((PEOPLE, len(markers))) + outcome[:, None] * sides
    )
    values = np.maximum(values, means / 20)
    values[random.random(values.shape) < missing] = np.nan
    classifier = LinearClassifier(
        middle=means + sds * sides / 2,
        weights=0.6 * sides / sds,
        by_covariate=np.zeros(len(covariates)),
    )
    members = tuple(
        LinearClassifier(
            classifier.middle + 0.1 * sds * random.standard_normal(len(markers)),
            classifier.weights * (1 + 0.2 * random.standard_normal(len(markers))),
            classifier.by_covariate,
        )
        for _ in range(MEMBERS)
    )
    inputs = Inputs(values=values, covariates=made_up_covariates(covariates, random))
    return TrainedDiscrimination(
        classifier=classifier,
        members=members,
        inputs=inputs,
        outcome=outcome,
        log_ratios=classifier.log_odds(inputs),
        base=0.0,
    )


def made_up_covariates(names: Sequence[str], random: np.random.Generator) -> Floats:
    """Ages and sexes of made-up people; of anything else a number about 5."""
    made: Mapping[str, Floats] = {
        AGE: random.uniform(YOUNGEST, OLDEST, PEOPLE),
        SEX: np.tile((1.0, 0.0), PEOPLE // 2),
    }
    columns = [made.get(name, 5 + random.standard_normal(PEOPLE)) for name in names]
    return np.array(columns).reshape(-1, PEOPLE).T


def scale_of(key: str) -> tuple[float, float]:
    """The made-up mean and SD of a marker."""
    return MARKERS.get(key, (10.0, 2.0))


def made_up_card(
    trained: TrainedDiscrimination | None = None,
    markers: Sequence[str] = tuple(MARKERS),
    covariates: Sequence[str] = (),
    *,
    auc: float = 0.8,
    **changes: object,
) -> ClinicCard:
    """The card of a made-up model, with every figure a real one has."""
    trained = trained or made_up_trained(markers, covariates)
    values = trained.inputs.values
    made: dict[str, object] = {
        "name": "made-up",
        "version": "1.0.0",
        "results_changed_on": date(2026, 11, 23),
        "cohort": "made-up people",
        "data_sha256": "0" * 64,
        "plan": made_up_plan(markers, covariates),
        "protocol": Protocol(repeats=2, folds=5, inner=5, permutations=10, members=MEMBERS),
        "features": made_up_features(markers, values),
        "limits": made_up_limits(values),
        "libraries": installed_libraries(),
        "discrimination": made_up_discrimination(markers, auc),
        "is_made_up": True,
        "covariate_columns": tuple(covariates),
    }
    return ClinicCard(**(made | changes))  # type: ignore[arg-type]


def made_up_plan(markers: Sequence[str], covariates: Sequence[str]) -> Plan:
    return Plan(
        kind=Kind.DISCRIMINATION,
        name="made-up",
        analytes=tuple(markers),
        group="group",
        levels=("control", "case"),
        covariates=tuple(covariates),
        prevalence=0.1,
    )


def made_up_features(markers: Sequence[str], values: Floats) -> tuple[Feature, ...]:
    return tuple(
        Feature(
            key=key,
            title=key,
            unit=CATALOGUE[key].unit if key in CATALOGUE else "",
            marker=key if key in CATALOGUE else "",
            low=float(np.nanmin(column)),
            high=float(np.nanmax(column)),
            missing=float(np.isnan(column).mean()),
        )
        for key, column in zip(markers, values.T, strict=True)
    )


def made_up_limits(values: Floats) -> Limits:
    return Limits(
        sexes=("male", "female"),
        youngest=YOUNGEST,
        oldest=OLDEST,
        most_missing=float(np.isnan(values).mean(axis=1).max()),
        distance=float(np.quantile(yardstick(values).distance(values), 0.99)),
    )


def made_up_discrimination(
    markers: Sequence[str] = tuple(MARKERS), auc: float = 0.8
) -> Discrimination:
    """Every figure of a discrimination model, made up."""
    some = Measured(0.75, 0.66, 0.83)
    return Discrimination(
        cases=PEOPLE // 2,
        controls=PEOPLE // 2,
        measurements=PEOPLE,
        auc=Measured(auc, auc - 0.1, min(auc + 0.08, 1.0)),
        apparent_auc=min(auc + 0.05, 1.0),
        threshold=0.5,
        sensitivity=some,
        specificity=some,
        brier=Measured(0.19, 0.16, 0.22),
        slope=Measured(0.97, 0.7, 1.3),
        intercept=Measured(0.02, -0.3, 0.35),
        roc=tuple(RocPoint(x, x**0.5) for x in (0.0, 0.1, 0.25, 0.5, 1.0)),
        calibration=tuple(
            CalibrationPoint(p, Measured(p, p / 2, (1 + p) / 2), 20) for p in (0.2, 0.8)
        ),
        benefits=tuple(NetBenefit(t, 0.4 - t / 2, 0.5 - t) for t in (0.1, 0.3, 0.5)),
        learning=tuple(LearningPoint(n, Measured(0.6 + n / 500, 0.5, 0.9)) for n in (20, 40, 80)),
        permutation=Permutation(0.01, tuple(0.4 + k / 100 for k in range(20))),
        stability=tuple(
            Stability(key, Measured(0.05, 0.01, 0.1), 0.9, 1 if n % 2 else -1)
            for n, key in enumerate(markers)
        ),
        candidates=(CandidateResult("logistic", Measured(auc, auc - 0.1, auc + 0.05), 1.0),),
    )
