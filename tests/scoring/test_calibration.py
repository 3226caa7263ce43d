"""Does the score mean what it says? New virtual people, from worlds the model never saw.

This tells whether the arithmetic is right, not whether the score is: the people are simulated.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import multivariate_t

from core.evidence.population import correlation, degrees_of_freedom, draw_healthy
from core.evidence.virtual_cohort import draw_people, plausible_worlds
from core.learning.performance import SUBSETS
from core.markers import Sex
from core.scoring.many import estimate_values
from core.scoring.model import Model

Floats = NDArray[np.float64]

WORLDS, PEOPLE_PER_WORLD = 10_000, 2
DECILES = 10
LARGEST_CALIBRATION_ERROR = 0.02
LARGEST_ERROR_OF_A_DECILE = 0.06
COVERAGE = (0.88, 0.92)


@dataclass(frozen=True)
class Trial:
    """New virtual people seen through a subset of markers: scores, intervals and the truth."""

    scores: Floats
    intervals: Floats
    true_ratios: Floats
    is_case: NDArray[np.bool_]


def subset(model: Model, sex: Sex, name: str) -> tuple[str, ...]:
    wanted = SUBSETS[name] or model.sexes[sex].markers
    return tuple(key for key in model.sexes[sex].markers if key in wanted)


def trial(model: Model, sex: Sex, name: str) -> Trial:
    random, markers = np.random.default_rng(7), subset(model, sex, name)
    worlds = plausible_worlds(WORLDS, random)
    people = draw_people(worlds, sex, PEOPLE_PER_WORLD, random)
    seen = model.sexes[sex].positions(markers)
    z, shifts = people.values[:, seen], worlds.effects[sex][people.worlds][:, seen]
    found = estimate_values(z, markers, model.sexes[sex])
    return Trial(
        found[:, 0],
        found[:, 1:3],
        true_ratios(sex, z, shifts, seen),
        people.groups == 1,
    )


def true_ratios(sex: Sex, z: Floats, shifts: Floats, seen: list[int]) -> Floats:
    """The log ratio of each person in the very world they were drawn from, after scipy."""
    df, matrix = degrees_of_freedom(sex), correlation(sex)[np.ix_(seen, seen)]
    healthy = draw_healthy(sex, 200_000, np.random.default_rng(0))[:, seen]
    scatter = matrix * np.var(healthy, axis=0).mean() * (df - 2) / df
    shape = multivariate_t(np.zeros(len(seen)), scatter, df)  # type: ignore[arg-type] # any df
    return np.asarray(shape.logpdf(z - shifts) - shape.logpdf(z))


@pytest.fixture(scope="module")
def trials(model: Model) -> dict[tuple[Sex, str], Trial]:
    return {(sex, name): trial(model, sex, name) for sex in Sex for name in SUBSETS}


each_trial = pytest.mark.parametrize("name", list(SUBSETS))
each_sex = pytest.mark.parametrize("sex", Sex)


@each_sex
@each_trial
def test_of_people_given_a_probability_that_share_are_cases(
    trials: dict[tuple[Sex, str], Trial], sex: Sex, name: str
) -> None:
    one = trials[sex, name]
    probability = 1 / (1 + np.exp(-one.scores))
    order = np.array_split(np.argsort(probability), DECILES)
    errors = [abs(probability[rows].mean() - one.is_case[rows].mean()) for rows in order]
    assert np.mean(errors) < LARGEST_CALIBRATION_ERROR
    assert max(errors) < LARGEST_ERROR_OF_A_DECILE


@each_sex
@each_trial
def test_the_true_ratio_lies_in_nine_of_ten_intervals(
    trials: dict[tuple[Sex, str], Trial], sex: Sex, name: str
) -> None:
    one = trials[sex, name]
    low, high = one.intervals.T
    covered = ((low <= one.true_ratios) & (one.true_ratios <= high)).mean()
    assert COVERAGE[0] < covered < COVERAGE[1]


@each_sex
@each_trial
def test_an_interval_holds_its_own_score(
    trials: dict[tuple[Sex, str], Trial], sex: Sex, name: str
) -> None:
    low, high = trials[sex, name].intervals.T
    assert (low <= trials[sex, name].scores).all()
    assert (trials[sex, name].scores <= high).all()


@each_sex
@each_trial
def test_knowing_the_world_would_separate_hardly_better(
    trials: dict[tuple[Sex, str], Trial], sex: Sex, name: str
) -> None:
    """Averaging over worlds costs little: the score orders people almost as the truth does."""
    one = trials[sex, name]
    assert np.corrcoef(ranks(one.scores), ranks(one.true_ratios))[0, 1] > 0.8


def ranks(values: Floats) -> Floats:
    return np.argsort(np.argsort(values)).astype(float)
