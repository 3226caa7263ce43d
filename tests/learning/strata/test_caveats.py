from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import f_oneway

from core.cards import Measured, NumberOfGroups, Strata, Stratum
from core.learning.people import Floats, LabelledPeople
from core.learning.strata.caveats import Asked, between, caveats, chance_of
from core.text import Language, text_in
from tests.learning.strata.made_up import people_of

RANDOM = np.random.default_rng(1)
VALUES = RANDOM.normal(size=(80, 2))
LABELS = np.arange(80) % 2
SEX = np.c_[(np.arange(80) // 2 % 2).astype(float)]
PEOPLE = people_of(VALUES, None, SEX, ("sex",))


def strata(stable: float = 0.95, certainty: float = 0.95, smallest: int = 40) -> Strata:
    numbers = (
        NumberOfGroups(1, None, None, 0.0, 0.1),
        NumberOfGroups(2, Measured(stable, stable, 1.0), 0.5, 1.0, 0.1),
    )
    groups = (Stratum(40, 0.95, ()), Stratum(smallest, certainty, ()))
    return Strata(people=80, chosen=2, numbers=numbers, groups=groups)


def keys(found: Strata, people: LabelledPeople = PEOPLE, values: Floats = VALUES) -> list[str]:
    asked = Asked(people=people, used=people, kept=np.arange(values.shape[1]), seed=1)
    warned = caveats(asked, found, values, np.eye(2)[LABELS[: len(values)]])
    for one in warned:
        for language in Language:
            assert text_in(language)(f"warning.{one.key}", **one.details)
    return [one.key.removeprefix("strata_") for one in warned]


def test_where_all_is_well_nothing_is_said() -> None:
    assert keys(strata()) == []


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (replace(strata(), chosen=1), "one_group"),
        (strata(stable=0.8), "unstable"),
        (strata(certainty=0.7), "unsure"),
        (strata(smallest=9), "small_group"),
        (replace(strata(), people=59, groups=strata().groups), "few_people"),
    ],
)
def test_groups_that_are_weak_are_told_so(found: Strata, key: str) -> None:
    assert key in keys(found)


def test_too_many_markers_for_so_few_people_are_told() -> None:
    wide = RANDOM.normal(size=(80, 17))
    assert keys(strata(), people_of(wide, None, SEX, ("sex",)), wide) == ["many_markers"]


def test_people_and_draws_that_were_not_used_are_counted() -> None:
    people = replace(PEOPLE, persons=np.arange(80) // 2)
    assert keys(replace(strata(), people=30), people) == ["few_people", "gaps", "draws"]


def test_groups_that_go_with_a_covariate_are_told() -> None:
    covariates = np.c_[LABELS.astype(float)]
    assert keys(strata(), people_of(VALUES, None, covariates, ("sex",))) == ["follow"]


def test_without_covariates_it_is_said_that_nothing_is_adjusted() -> None:
    assert keys(strata(), people_of(VALUES)) == ["unadjusted"]


def test_a_marker_still_skewed_is_named() -> None:
    skewed = np.c_[np.exp(2 * VALUES[:, 0]), VALUES[:, 1]]
    assert keys(strata(), PEOPLE, skewed) == ["skewed"]


def test_chance_is_that_of_the_analysis_of_variance() -> None:
    values = RANDOM.normal(size=60) + 0.6 * (np.arange(60) % 3)
    labels = np.arange(60) % 3
    expected = f_oneway(*(values[labels == group] for group in range(3))).pvalue
    found = chance_of(values, labels, np.random.default_rng(1))
    assert found == pytest.approx(expected, abs=0.03)
    centred = values - values.mean()
    by_group = [20 * (values[labels == g].mean() - values.mean()) ** 2 for g in range(3)]
    assert between(centred[None], labels)[0] == pytest.approx(sum(by_group))


@pytest.mark.parametrize("values", [np.ones(80), np.full(80, np.nan)])
def test_a_covariate_that_says_nothing_goes_with_no_group(values: Floats) -> None:
    assert chance_of(values, LABELS, np.random.default_rng(1)) == 1
    assert chance_of(RANDOM.normal(size=80), np.zeros(80, np.int64), RANDOM) == 1
