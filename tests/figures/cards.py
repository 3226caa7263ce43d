"""Cards made by hand and the shipped one, so that the model card is tested apart from any model."""

from dataclasses import replace
from pathlib import Path

from core.markers import Sex
from core.scoring.artefact import latest
from core.scoring.card import Metric, Row, read_card

SHIPPED = read_card(latest(Path(__file__).parents[2] / "models" / "withdrawal-risk"))

MEASURES = {
    "auc": (0.8, 0.6, 0.95),
    "limit_auc": (0.801, 0.801, 0.801),
    "informed_auc": (0.82, 0.82, 0.82),
    "regret": (0.0012, 0.0012, 0.0012),
    "brier": (0.13, 0.13, 0.13),
    "ece": (0.0093, 0.0093, 0.0093),
    "slope": (1.02, 1.02, 1.02),
    "coverage": (0.903, 0.903, 0.903),
    "coverage_cases": (0.881, 0.881, 0.881),
    "coverage_controls": (0.925, 0.925, 0.925),
}
CLASSIFIERS = (
    "bayes_limit",
    "informed_limit",
    "random_forest",
    "gradient_boosting",
    "penalised_logistic",
    "pooled_discriminant",
    "explainable_boosting",
    "worlds_discriminant",
)


def metrics() -> tuple[Metric, ...]:
    """Return every measure for two sets of markers and one marker alone, in both sexes."""
    return tuple(
        Metric(sex.value, subset, name, *figures)
        for sex in Sex
        for subset in ("routine", "full", "hdl_c")
        for name, figures in MEASURES.items()
    )


def candidate(sex: Sex, subset: str, name: str) -> Row:
    """Return one row of the comparison; limits have no times, and one of them only an AUC."""
    row: dict[str, str | float] = {"sex": sex.value, "subset": subset, "candidate": name}
    row["auc"] = 0.912345
    if name != "informed_limit":
        row |= {"regret": -0.000001, "brier": 0.12, "slope": 0.99, "ece": 0.011}
    if not name.endswith("_limit"):
        row |= {"ms_per_panel": 0.2345, "s_per_million": 12.3}
    return row


def survey(sex: Sex, interval: str) -> Row:
    """Return how the score falls on adults, by one kind of interval."""
    quantiles = {"q5": 0.2, "q50": 0.71, "q95": 4.4}
    shares = {"at_least_1.5": 0.21, "at_least_10": 0.0041, "far_stated": 0.01, "far": 0.0123}
    return {
        "sex": sex.value,
        "interval": interval,
        "n": 9987,
        "scored": 9012,
        **quantiles,
        **shares,
    }


FULL = replace(
    SHIPPED,
    metrics=metrics(),
    candidates=tuple(
        candidate(sex, subset, name)
        for sex in Sex
        for subset in ("routine", "full", "hdl_c")
        for name in CLASSIFIERS
    ),
    real_adults=tuple(survey(sex, kind) for sex in Sex for kind in ("catalogue", "own")),
)
# What the first cards held: an AUC and nothing else.
BARE = replace(
    SHIPPED,
    metrics=tuple(m for m in FULL.metrics if m.name == "auc"),
    candidates=(),
    real_adults=(),
)
