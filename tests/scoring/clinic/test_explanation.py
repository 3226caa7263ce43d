from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.learning.people import Floats, Inputs
from core.scoring.clinic.explanation import EXACT_UP_TO, chains, explained, orders, subsets
from core.scoring.clinic.model import ClinicModel
from tests.scoring.clinic.clinic_models import LinearClassifier, made_up_model

MANY = tuple(f"made-up-{n}" for n in range(EXACT_UP_TO + 6))
FEW_MODEL, MANY_MODEL = made_up_model(), made_up_model(MANY)
each_size = pytest.mark.parametrize("model", [FEW_MODEL, MANY_MODEL], ids=["few", "many"])

# Where a row lies between the smallest and largest value of each feature.
shares = st.lists(st.floats(0, 1), min_size=len(MANY), max_size=len(MANY))


@dataclass(frozen=True, slots=True, eq=False)
class Bent:
    """Log odds in which features bear on each other."""

    linear: LinearClassifier

    def log_odds(self, inputs: Inputs) -> Floats:
        away = np.nan_to_num(inputs.values - self.linear.middle) * np.abs(self.linear.weights)
        product = np.tanh(away[:, 0] * away[:, 1])
        return np.asarray(2 * np.tanh(self.linear.log_odds(inputs)) + product + 0.2)


@dataclass(frozen=True, slots=True, eq=False)
class Shifted:
    """Log odds that are even nowhere on the line between the groups."""

    linear: LinearClassifier
    by: float

    def log_odds(self, inputs: Inputs) -> Floats:
        return np.asarray(np.tanh(self.linear.log_odds(inputs)) + self.by)


def linear(model: ClinicModel) -> LinearClassifier:
    assert isinstance(model.trained.classifier, LinearClassifier)
    return model.trained.classifier


def with_classifier(model: ClinicModel, classifier: Bent | Shifted) -> ClinicModel:
    return replace(model, trained=replace(model.trained, classifier=classifier))


def a_row(model: ClinicModel, where: list[float], missing: tuple[int, ...] = ()) -> Inputs:
    low, high = model.ranges
    values = low + np.array(where[: len(low)]) * (high - low)
    values[list(missing)] = np.nan
    return Inputs(values=values[None, :], covariates=np.empty((1, 0)))


def ratio(row: Inputs, model: ClinicModel) -> float:
    return float(model.trained.log_ratio(row)[0])


@each_size
@settings(max_examples=15)
@given(where=shares, missing=st.sets(st.integers(0, 4), max_size=4))
def test_contributions_sum_to_the_score_whatever_the_classifier(
    model: ClinicModel, where: list[float], missing: set[int]
) -> None:
    row = a_row(model, where, tuple(missing))
    for classifier in (linear(model), Bent(linear(model)), Shifted(linear(model), 3.0)):
        other = replace(model, trained=replace(model.trained, classifier=classifier))
        wanted = ratio(row, other)
        assert explained(row, wanted, other).shares.sum() == pytest.approx(wanted, abs=1e-9)


@each_size
@settings(max_examples=15)
@given(where=shares)
def test_a_linear_classifier_gives_weight_times_distance_from_the_start(
    model: ClinicModel, where: list[float]
) -> None:
    row = a_row(model, where)
    found = explained(row, ratio(row, model), model)
    controls, cases, _ = model.medians
    weights, middle = linear(model).weights, linear(model).middle
    place = -(weights @ (controls - middle)) / (weights @ (cases - controls))
    start = controls + place * (cases - controls)
    assert found.shares == pytest.approx(weights * (row.values[0] - start), abs=1e-6)
    assert found.start == pytest.approx(0, abs=1e-6)


def test_what_is_missing_adds_nothing() -> None:
    row = a_row(FEW_MODEL, [0.9] * 5, missing=(1, 3))
    shares = explained(row, ratio(row, FEW_MODEL), FEW_MODEL).shares
    assert shares[[1, 3]] == pytest.approx(0)
    assert (shares[[0, 2, 4]] != 0).all()


def test_features_that_nothing_tells_apart_add_the_same() -> None:
    """In all orders exactly; in random ones the classifier itself must not tell them apart."""
    model = made_up_model(("made-up-a", "made-up-b", "made-up-c"))
    trained = model.trained
    values = trained.inputs.values[:, [0, 0, 2]]
    like = LinearClassifier(
        linear(model).middle[[0, 0, 2]], linear(model).weights[[0, 0, 2]], np.empty(0)
    )
    features = (model.card.features[0], model.card.features[0], model.card.features[2])
    same = ClinicModel(
        replace(model.card, features=features),
        replace(trained, classifier=Bent(like), inputs=replace(trained.inputs, values=values)),
    )
    row = Inputs(values=np.array([[12.0, 12.0, 9.0]]), covariates=np.empty((1, 0)))
    shares = explained(row, ratio(row, same), same).shares
    assert shares[0] == pytest.approx(shares[1], abs=1e-12)


def test_a_classifier_even_nowhere_starts_at_the_middle_of_all_and_says_so() -> None:
    model = with_classifier(FEW_MODEL, Shifted(linear(FEW_MODEL), 3.0))
    row = a_row(model, [0.5] * 5)
    found = explained(row, ratio(row, model), model)
    middle = Inputs(values=model.medians[-1:], covariates=np.empty((1, 0)))
    assert found.start == pytest.approx(ratio(middle, model))
    assert found.start > 1
    at_middle = explained(middle, found.start, model).shares
    assert at_middle == pytest.approx(np.full(5, found.start / 5))


def test_a_bent_classifier_starts_where_it_is_even() -> None:
    model = with_classifier(FEW_MODEL, Bent(linear(FEW_MODEL)))
    row = a_row(model, [0.8, 0.2, 0.9, 0.1, 0.5])
    assert explained(row, ratio(row, model), model).start == pytest.approx(0, abs=1e-4)


def test_random_orders_come_near_to_what_all_orders_say(monkeypatch: pytest.MonkeyPatch) -> None:
    model = with_classifier(FEW_MODEL, Bent(linear(FEW_MODEL)))
    row = a_row(model, [0.8, 0.2, 0.9, 0.1, 0.5])
    wanted = ratio(row, model)
    exactly = explained(row, wanted, model).shares
    monkeypatch.setattr("core.scoring.clinic.explanation.EXACT_UP_TO", 0)
    assert explained(row, wanted, model).shares == pytest.approx(exactly, abs=0.1)


def test_the_same_panel_has_the_same_contributions() -> None:
    row = a_row(MANY_MODEL, [0.7] * len(MANY))
    first, again = (explained(row, ratio(row, MANY_MODEL), MANY_MODEL).shares for _ in range(2))
    assert first.tolist() == again.tolist()


def test_every_order_stands_beside_its_reverse() -> None:
    steps = orders(7)
    half = len(steps) // 2
    assert (steps[:half] + steps[half:] == 6).all()
    assert (np.sort(steps, axis=1) == np.arange(7)).all()


def test_every_subset_is_there_once_and_chains_grow_by_one() -> None:
    assert len({tuple(row) for row in subsets(4).tolist()}) == 16
    assert (np.diff(chains(orders(5)).sum(axis=2), axis=1) == 1).all()
