"""Recalibration: as little as the data ask for."""

import numpy as np
import pytest
import statsmodels.api as sm

from core.errors import CohortError
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.external.recalibration import line_for, misfit, recalibrated_to
from core.learning.people import Floats, Inputs, LabelledPeople
from tests.readers.files import check_sentences


class FirstValue:
    """Takes the first value of a made-up person for the log odds."""

    def log_odds(self, inputs: Inputs) -> Floats:
        return inputs.values[:, 0]


def inputs_of(values: Floats) -> Inputs:
    return Inputs(values=values[:, None], covariates=np.empty((len(values), 0)))


def people(size: int = 800, *, shift: float = 0.0, slope: float = 1.0) -> LabelledPeople:
    """Made-up people whose log odds are a line of the first value."""
    random = np.random.default_rng(4)
    values = random.normal(0, 1.5, size)
    outcome = (random.random(size) < 1 / (1 + np.exp(-(shift + slope * values)))).astype(float)
    return LabelledPeople(
        features=(), inputs=inputs_of(values), outcome=outcome, persons=np.arange(size)
    )


def trained() -> TrainedDiscrimination:
    nobody = np.empty(0)
    return TrainedDiscrimination(
        classifier=FirstValue(),
        members=(),
        inputs=inputs_of(nobody),
        outcome=nobody,
        log_ratios=nobody,
        base=0.0,
    )


@pytest.mark.parametrize(("shift", "slope"), [(0, 0.4), (1.5, 0.4), (-1, 2.5)])
def test_a_slope_is_mended_and_log_odds_are_then_those_of_the_data(
    shift: float, slope: float
) -> None:
    some = people(shift=shift, slope=slope)
    model = recalibrated_to(trained(), some)
    share = some.outcome.mean()
    odds = model.log_ratio(some.inputs) + np.log(share / (1 - share))
    fit = sm.Logit(some.outcome, sm.add_constant(odds)).fit(disp=0)
    assert fit.params == pytest.approx([0, 1], abs=1e-6)


def test_a_slope_that_fits_is_left_as_it_is() -> None:
    some = people()
    line = line_for(some.inputs.values[:, 0] + 1, some)
    assert line.slope == 1
    assert line.shift == pytest.approx(-1, abs=0.25)


def test_recalibrating_twice_keeps_what_was_done_before() -> None:
    once = recalibrated_to(trained(), people(slope=0.4))
    twice = recalibrated_to(once, people(slope=2.5, shift=0.5))
    values = inputs_of(np.array([-1.0, 0.0, 2.0]))
    assert twice.slope == pytest.approx(2.5, rel=0.2)
    assert np.corrcoef(twice.log_ratio(values), values.values[:, 0])[0, 1] == pytest.approx(1)


def test_misfit_is_the_deviance_of_statsmodels() -> None:
    some = people(shift=0.5, slope=0.7)
    design = sm.add_constant(some.inputs.values[:, 0])
    fit = sm.Logit(some.outcome, design).fit(disp=0)
    assert misfit(design @ fit.params, some.outcome) == pytest.approx(-2 * fit.llf)


@pytest.mark.parametrize(
    ("some", "key"),
    [
        (people(), "external.calibrated"),
        (people(slope=-1), "external.reversed"),
        (people(30), "external.few_cases"),
    ],
)
def test_what_cannot_be_recalibrated_is_said_in_words(some: LabelledPeople, key: str) -> None:
    with pytest.raises(CohortError) as caught:
        recalibrated_to(trained(), some)
    assert caught.value.problem.key == key
    check_sentences(caught.value.problem)
