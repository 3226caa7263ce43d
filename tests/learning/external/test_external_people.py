"""People of another cohort in the columns of a model."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.cards import AGE, ClinicCard
from core.cohort import Cohort
from core.errors import CohortError
from core.learning.external.people import people_for
from tests.builders import cohort
from tests.readers.files import check_sentences
from tests.scoring.clinic.clinic_models import made_up_card

LEVELS = ("control", "case")


@pytest.fixture
def others() -> Cohort:
    """Four made-up people of another clinic, who lack most of what the model reads."""
    return cohort(
        {"M1": [1.0, 2, 3, 4], "t_bil": [0.7, 0.8, math.nan, 1.0], "ua": [4.0, 5, 6, 7]},
        ages=[20, 30, 40, 50],
        group=["case", "control", "case", None],
        sex=["male", "female", "male", "male"],
    )


def card_with(*covariates: str, columns: tuple[str, ...] = ()) -> ClinicCard:
    return made_up_card(None, ("ua", "t_bil", "hdl_c"), covariates, covariate_columns=columns)


def test_columns_are_those_of_the_model_in_its_order_and_gaps_where_nothing_is(
    others: Cohort,
) -> None:
    card = card_with()
    people = people_for(card, others, "group", LEVELS)
    assert people.features == card.features
    expected = [[4, 0.7, math.nan], [5, 0.8, math.nan], [6, math.nan, math.nan]]
    assert np.array_equal(people.inputs.values, expected, equal_nan=True)
    assert people.outcome.tolist() == [1, 0, 1]


def test_covariates_are_those_of_the_model_in_its_order(others: Cohort) -> None:
    card = card_with("sex", AGE, columns=("sex", AGE))
    people = people_for(card, others, "group", LEVELS)
    assert people.inputs.covariates.tolist() == [[1, 20], [0, 30], [1, 40]]
    assert people.covariate_names == ("sex", AGE)


def test_what_the_cohort_lacks_altogether_is_refused_in_words(others: Cohort) -> None:
    only_m1 = others.of_analytes(["M1"])
    siteless = card_with("group", columns=("group=case",))
    one_group = others.of_people(np.array([0, 2]))
    for card, some, key in (
        (card_with(), only_m1, "external.lacking"),
        (replace(siteless, plan=replace(siteless.plan, covariates=(AGE,))), others, "covariate"),
        (card_with(), one_group, "external.no_case"),
    ):
        with pytest.raises(CohortError) as caught:
            people_for(card, some, "group", LEVELS)
        assert caught.value.problem.key.endswith(key)
        check_sentences(caught.value.problem)


def test_another_unit_is_refused_and_not_converted(others: Cohort) -> None:
    card = card_with()
    other_unit = tuple(replace(feature, unit="umol/L") for feature in card.features)
    with pytest.raises(CohortError) as caught:
        people_for(replace(card, features=other_unit), others, "group", LEVELS)
    assert caught.value.problem.key == "external.unit"
    check_sentences(caught.value.problem)
