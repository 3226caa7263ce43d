from dataclasses import replace

import numpy as np
import pytest

from benchmarks import known_truth, no_optimism
from core.cards import Measured
from core.learning.discrimination.study import discriminate
from tests.learning.discrimination.quick import PLAN, PROTOCOL, made_up, quick_fit


def test_what_intervals_hold_is_counted() -> None:
    one = discriminate(made_up(), PLAN, PROTOCOL, lambda *_: None, quick_fit).discrimination
    ends = [(0.4, 0.6), (0.51, 0.7), (0.2, 0.49), (0.5, 0.9)]
    found = [replace(one, auc=Measured(0.5, low, high)) for low, high in ends]
    values = [figure.value for figure in no_optimism.figures_of(found)]
    assert values[:3] == pytest.approx([50.0, 25.0, 25.0])


def test_virtual_people_come_with_sex_and_in_both_groups() -> None:
    people = known_truth.virtual_people(40, 1)
    assert set(people.outcome) == {0.0, 1.0}
    assert set(np.ravel(people.inputs.covariates)) == {0.0, 1.0}
    assert len(people.features) == people.inputs.values.shape[1]
