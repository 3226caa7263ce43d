"""Golden scores of a clinic's model: made-up people of whom it must always tell the same.

Nobody of the clinic is among them: each value lies a quarter, half or three quarters of the way
from the smallest to the largest trained on, without regard to the others. A row is an id, a value
of each feature of the card and of each column of covariates in their order (empty where missing),
and what the model told, whose names end the header.
"""

import csv
import io
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np

from core.cards import AGE, ClinicCard, Kind
from core.errors import ModelError, Place
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.people import Floats, Inputs, Mask
from core.scoring.artefact import TOLERANCE
from core.scoring.clinic.estimation import with_interval

ROWS, SEED = 9, 854
QUARTERS = np.array([0.25, 0.5, 0.75])
# Where no age is stated of anybody [years].
AGES = (20.0, 60.0)


@runtime_checkable
class TellsNumber(Protocol):
    """What tells a number with its interval: a severity model."""

    def predicted(self, inputs: Inputs) -> Floats:
        """Return what is told of people, (n,)."""

    def interval(self, inputs: Inputs) -> Floats:
        """Return the two ends of each interval, (n, 2)."""


@runtime_checkable
class TellsGroups(Protocol):
    """What tells how surely people belong to groups: a stratification."""

    def memberships(self, inputs: Inputs) -> Floats:
        """Return the share of each group in each person, (n, n_groups)."""


AnyTrained: TypeAlias = TrainedDiscrimination | TellsNumber | TellsGroups


def golden_csv(card: ClinicCard, trained: AnyTrained) -> str:
    """Return the golden scores of a model of any kind, as `golden.csv` holds them."""
    inputs = made_up_inputs(card)
    figures = told(card.kind, trained, inputs)
    keys = (feature.key for feature in card.features)
    names = NAMES.get(card.kind) or [f"group {n}" for n in range(1, figures.shape[1] + 1)]
    output = io.StringIO()
    table = csv.writer(output, lineterminator="\n")
    table.writerow(["id", *keys, *card.covariate_columns, *names])
    for number, row in enumerate(np.column_stack([inputs.values, inputs.covariates, figures]), 1):
        cells = ("" if np.isnan(cell) else repr(float(cell)) for cell in row)
        table.writerow([f"golden-{number}", *cells])
    return output.getvalue()


NAMES = {
    Kind.DISCRIMINATION: ("log_ratio", "low", "high"),
    Kind.SEVERITY: ("predicted", "low", "high"),
}


def told(kind: Kind, trained: AnyTrained, inputs: Inputs) -> Floats:
    """Return what a model tells of people, (n, n_figures).

    Raises TypeError if it is not of that kind.
    """
    if kind is Kind.DISCRIMINATION and isinstance(trained, TrainedDiscrimination):
        return with_interval(inputs, trained)
    if kind is Kind.SEVERITY and isinstance(trained, TellsNumber):
        return np.column_stack([trained.predicted(inputs), trained.interval(inputs)])
    if kind is Kind.STRATA and isinstance(trained, TellsGroups):
        return np.asarray(trained.memberships(inputs))
    raise TypeError(f"not a model of the kind {kind}")


def check_golden(card: ClinicCard, trained: AnyTrained, golden: bytes, folder: Path) -> None:
    """Raise ModelError if a model of any kind tells other figures of a made-up person."""
    try:
        names, inputs, expected = read_golden(card, golden)
        agree = np.isclose(told(card.kind, trained, inputs), expected, TOLERANCE, TOLERANCE)
    except (TypeError, ValueError) as error:
        raise ModelError("model.unreadable", Place(folder.name)) from error
    for name, row in zip(names, agree, strict=True):
        if not np.all(row):
            raise ModelError("model.golden", Place(folder.name), panel=name)


def read_golden(card: ClinicCard, golden: bytes) -> tuple[tuple[str, ...], Inputs, Floats]:
    """Return the ids, what the model reads of them, and what it told, (n, n_figures).

    Raises ValueError for a file without rows, or of other columns.
    """
    rows = list(csv.reader(io.StringIO(golden.decode("utf-8"))))[1:]
    numbers = np.array([[float(cell or "nan") for cell in row[1:]] for row in rows])
    features = len(card.features)
    whole = features + len(card.covariate_columns)
    if numbers.ndim != 2 or numbers.shape[1] <= whole:  # noqa: PLR2004 - a table
        raise ValueError("not the golden scores of this model")
    values, covariates, figures = np.split(numbers, (features, whole), axis=1)
    names = tuple(row[0] for row in rows)
    return names, Inputs(values=values, covariates=covariates), figures


def made_up_inputs(card: ClinicCard) -> Inputs:
    """Return made-up people (ROWS, ..): all low, middle, high, then mixed; the last lacks some."""
    random = np.random.default_rng(SEED)
    ends = np.array([[feature.low, feature.high] for feature in card.features])
    values = between(ends, random)
    most = round(card.limits.most_missing * len(card.features))
    lacked = [n for n, feature in enumerate(card.features) if feature.missing > 0]
    values[-1, lacked[: min(most, len(card.features) - 1)]] = np.nan
    is_age: Mask = np.array([name == AGE for name in card.covariate_columns], dtype=np.bool_)
    covariates = random.integers(0, 2, (ROWS, len(is_age))).astype(np.float64)
    ages = AGES if card.limits.youngest is None else (card.limits.youngest, card.limits.oldest)
    covariates[:, is_age] = between(np.array([ages] * int(is_age.sum())), random)
    return Inputs(values=values, covariates=covariates)


def between(ends: Floats, random: np.random.Generator) -> Floats:
    """Return values between the ends (n, 2) of each column, (ROWS, n)."""
    choice = random.integers(0, len(QUARTERS), (ROWS, len(ends)))
    choice[: len(QUARTERS)] = np.arange(len(QUARTERS))[:, None]
    low, high = ends.reshape(-1, 2).T
    return np.asarray(low + QUARTERS[choice] * (high - low))
