import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

from core.cohort import Analyte, Cohort, Factor, Origin
from core.cohort.cohort import ABOVE, BELOW
from core.cohort.overall.complete import LEAST_SHARE, Omission, complete, of_levels, scaled
from core.errors import CohortError
from core.markers import Scale
from tests.builders import cohort, factor
from tests.cohort.metabolomes import NAMES, keys_of, metabolome

RANDOM = np.random.default_rng(7)
NAN, INF = math.nan, math.inf
TEN = [1.0, 4.0, 2.0, 8.0, 5.0, 7.0, 3.0, 9.0, 6.0, 2.5]
ELSE = [3.0, 1.0, 4.0, 1.5, 9.0, 2.0, 6.0, 5.0, 3.5, 8.0]


def with_third(values: list[float], **changed: object) -> Cohort:
    """Ten people with two sound analytes and a third."""
    return replace(cohort({"a": TEN, "b": ELSE, "c": values}), **changed)  # type: ignore[arg-type]


def skewed(people: Cohort, key: str) -> Cohort:
    analytes = [replace(a, scale=Scale.LOG) if a.key == key else a for a in people.analytes]
    return replace(people, analytes=tuple(analytes))


@pytest.mark.parametrize("name", NAMES)
def test_real_z_scores_equal_those_of_scikit_learn(shared_data: Path, name: str) -> None:
    people = metabolome(shared_data, name)
    found = complete(people, keys_of(people))
    np.testing.assert_allclose(found.z, StandardScaler().fit_transform(people.values), atol=1e-12)
    assert found.selection.left_out == ()
    assert found.selection.size == people.size


def test_people_without_every_value_are_left_out_and_counted() -> None:
    found = complete(with_third([NAN, 1, 2, 3, 4, 5, 6, 7, 8, NAN]), "abc")
    assert found.selection.people.tolist() == list(range(1, 9))
    assert found.selection.people_left_out == 2
    assert found.centre[0] == pytest.approx(np.mean(TEN[1:9]))


@pytest.mark.parametrize(("gaps", "is_used"), [(2, True), (3, False)])
def test_an_analyte_that_enough_people_have_is_used(gaps: int, is_used: bool) -> None:
    found = complete(with_third([NAN] * gaps + TEN[gaps:]), "abc")
    assert ("c" in [a.key for a in found.selection.analytes]) is is_used
    assert found.selection.people_left_out == (gaps if is_used else 0)
    assert (10 - gaps) / 10 >= LEAST_SHARE or not is_used


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([NAN] * 10, Omission.GAPS),
        ([NAN, NAN, INF, INF, INF, *TEN[5:]], Omission.INFINITE),
        ([1e200] * 5 + TEN[5:], Omission.INFINITE),
        ([4.0] * 10, Omission.CONSTANT),
        ([0.1 + 0.2, 0.3] * 5, Omission.CONSTANT),
        ([0.0, -1.0, 0.0, *TEN[3:]], Omission.NOT_POSITIVE),
    ],
)
def test_an_analyte_that_cannot_be_used_is_left_out_with_the_reason(
    values: list[float], reason: Omission
) -> None:
    people = with_third(values)
    found = complete(skewed(people, "c") if reason is Omission.NOT_POSITIVE else people, "abc")
    assert [(one.analyte.key, one.reason) for one in found.selection.left_out] == [("c", reason)]
    assert np.isfinite(found.z).all()


@pytest.mark.parametrize("side", [BELOW, ABOVE])
def test_a_censored_value_is_never_taken_for_a_number(side: int) -> None:
    limits = np.zeros((10, 3), dtype=np.int8)
    limits[:3, 2] = side
    found = complete(with_third(TEN, limits=limits), "abc")
    assert [one.reason for one in found.selection.left_out] == [Omission.CENSORED]
    limits[2, 2] = 0
    found = complete(with_third(TEN, limits=limits), "abc")
    assert found.selection.people.tolist() == list(range(2, 10))


def test_a_skewed_analyte_enters_as_its_logarithm() -> None:
    found = complete(skewed(with_third(TEN), "c"), "abc")
    logarithms = np.log(TEN)
    np.testing.assert_allclose(found.z[:, 2], (logarithms - logarithms.mean()) / logarithms.std())


def test_only_people_of_the_levels_chosen_are_looked_at_in_their_order() -> None:
    groups = factor("group", ["x", "y", "z", None, "x", "y", "z", "x", "y", "x"])
    found = complete(with_third(TEN), "abc", groups, ("z", "x"))
    assert found.selection.people.tolist() == [0, 2, 4, 6, 7, 9]
    assert found.selection.factor is not None
    assert found.selection.factor.levels == ("z", "x")
    assert found.selection.factor.codes.tolist() == [1, 0, 1, 0, 1, 1]
    assert found.selection.people_left_out == 0


def test_levels_that_are_not_chosen_are_not_stated() -> None:
    groups = Factor("group", ("x", "y"), np.array([0, 1, -1], dtype=np.int32))
    assert of_levels(groups, ("y",)).codes.tolist() == [-1, 0, -1]
    assert of_levels(groups, ()) is groups
    with pytest.raises(ValueError, match="tuple"):
        of_levels(groups, ("w",))


@pytest.mark.parametrize(
    "values",
    [
        {"a": TEN},
        {"a": TEN, "b": [1.0] * 10},
        {"a": [NAN] * 10, "b": [INF] * 10, "c": [2.0] * 10},
    ],
)
def test_fewer_than_two_usable_analytes_are_refused(values: dict[str, list[float]]) -> None:
    with pytest.raises(CohortError, match="too_few_analytes"):
        complete(cohort(values), tuple(values))


@pytest.mark.parametrize(("size", "is_shared"), [(0, False), (2, False), (4, True)])
def test_too_few_people_are_refused(size: int, is_shared: bool) -> None:
    values = {"a": TEN[:size], "b": ELSE[:size]}
    with pytest.raises(CohortError, match="too_few_people"):
        complete(cohort(values, is_shared=is_shared), "ab")


def test_an_analyte_that_is_not_held_is_our_own_mistake() -> None:
    with pytest.raises(KeyError):
        complete(with_third(TEN), ("a", "b", "no such"))


def test_the_cohort_itself_is_never_changed() -> None:
    people = with_third(TEN)
    before = people.values.copy()
    complete(skewed(people, "a"), "abc")
    scaled(skewed(people, "a").analytes, people.values)
    np.testing.assert_array_equal(people.values, before)


@given(st.floats(1e-6, 1e6), st.floats(-1e6, 1e6))
def test_units_do_not_matter_to_z_scores(factor_of_unit: float, offset: float) -> None:
    values = RANDOM.normal(size=(20, 3))
    analytes = tuple(Analyte(key=key) for key in "abc")
    one, other = (
        Cohort(name="x", origin=Origin.OWN, analytes=analytes, values=v)
        for v in (values, values * factor_of_unit + offset * factor_of_unit)
    )
    np.testing.assert_allclose(complete(one, "abc").z, complete(other, "abc").z, atol=1e-6)
