import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import multivariate_t
from sklearn.base import BaseEstimator
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.utils.estimator_checks import parametrize_with_checks

from core.learning.discriminant import WorldsDiscriminant, covariance_within

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEATURES = 4


def some_people(people: int = 400, worlds: int = 3, seed: int = 0) -> tuple[Floats, Ints, Ints]:
    """Return values, groups and worlds of people whose shift differs from world to world."""
    random = np.random.default_rng(seed)
    root = random.normal(size=(FEATURES, FEATURES))
    world = np.repeat(np.arange(worlds), people)
    groups = np.tile(np.arange(people) % 2, worlds)
    shifts = random.normal(size=(worlds, FEATURES))
    values = random.normal(size=(len(world), FEATURES)) @ root + groups[:, None] * shifts[world]
    return values, groups, world


def fitted(df: float = np.inf) -> WorldsDiscriminant:
    values, groups, worlds = some_people()
    model = WorldsDiscriminant(degrees_of_freedom=df)
    return model.fit(values, groups, worlds=worlds)


def log_density(model: WorldsDiscriminant, row: Floats, member: int, *, is_case: bool) -> float:
    """Return the log density of the values seen, in one member and group, after scipy."""
    seen = ~np.isnan(row)
    centre = model.centres_[member] + is_case * model.shifts_[member]
    scatter = model.scatter_[np.ix_(seen, seen)]
    df = model.degrees_of_freedom
    shape = multivariate_t(centre[seen], scatter, df)  # type: ignore[arg-type] # takes any df
    return float(shape.logpdf(row[seen]))


@parametrize_with_checks([WorldsDiscriminant(members=20)])  # type: ignore[untyped-decorator] # no stubs
def test_scikit_learn_accepts_the_classifier(estimator: BaseEstimator, check: object) -> None:
    assert callable(check)
    check(estimator)


def test_one_world_of_complete_data_is_scikit_learns_linear_discriminant() -> None:
    values, groups, _ = some_people(worlds=1)
    own = WorldsDiscriminant(shrinkage=0.0).fit(values, groups, worlds=np.zeros(len(groups)))
    theirs = LinearDiscriminantAnalysis(solver="lsqr").fit(values, groups)
    np.testing.assert_allclose(own.decision_function(values), theirs.decision_function(values))
    np.testing.assert_allclose(own.predict_proba(values), theirs.predict_proba(values))


@pytest.mark.parametrize("df", [np.inf, 6.0])
@given(
    seen=st.lists(st.booleans(), min_size=FEATURES, max_size=FEATURES).filter(any),
    numbers=st.lists(st.floats(-6, 6), min_size=FEATURES, max_size=FEATURES),
)
def test_a_missing_marker_is_left_out_of_the_distribution_exactly(
    df: float, seen: list[bool], numbers: list[float]
) -> None:
    model, row = fitted(df), np.where(seen, numbers, np.nan)
    expected = [
        log_density(model, row, member, is_case=True)
        - log_density(model, row, member, is_case=False)
        for member in range(3)
    ]
    mask = np.array(seen)
    np.testing.assert_allclose(model.forms(mask).ratios(row[None, mask])[0], expected, atol=1e-8)
    assert model.log_ratio(row[None, :])[0] == pytest.approx(
        np.log(np.mean(np.exp(expected))), abs=1e-8
    )


def test_a_row_without_any_value_leaves_the_prior_as_it_was() -> None:
    values, groups, worlds = some_people()
    kept = (groups == 0) | (np.arange(len(groups)) % 4 == 1)
    model = WorldsDiscriminant().fit(values[kept], groups[kept], worlds=worlds[kept])
    nothing = np.full((1, FEATURES), np.nan)
    assert model.log_ratio(nothing)[0] == 0
    assert model.predict_proba(nothing)[0, 1] == pytest.approx(groups[kept].mean())


def test_each_world_has_a_centre_and_a_shift_of_its_own() -> None:
    values, groups, worlds = some_people()
    model = WorldsDiscriminant().fit(values, groups, worlds=worlds)
    for world in range(3):
        controls, cases = (values[(worlds == world) & (groups == g)].mean(axis=0) for g in (0, 1))
        np.testing.assert_allclose(model.centres_[world], controls)
        np.testing.assert_allclose(model.shifts_[world], cases - controls)


def test_the_covariance_is_pooled_within_group_and_world() -> None:
    values, groups, worlds = some_people()
    centred = values.copy()
    for cell in range(6):
        members = 2 * worlds + groups == cell
        centred[members] -= values[members].mean(axis=0)
    model = WorldsDiscriminant(shrinkage=0.0).fit(values, groups, worlds=worlds)
    np.testing.assert_allclose(model.scatter_, centred.T @ centred / len(centred))


def test_the_scatter_of_a_t_is_narrower_than_its_covariance() -> None:
    np.testing.assert_allclose(fitted(6.0).scatter_, fitted().scatter_ * (1 - 2 / 6))


@given(st.lists(st.floats(-1e6, 1e6), min_size=FEATURES, max_size=FEATURES))
def test_with_heavy_tails_no_value_however_far_decides_alone(numbers: list[float]) -> None:
    ratios = fitted(6.0).forms(np.full(FEATURES, fill_value=True)).ratios(np.array([numbers]))
    assert np.isfinite(ratios).all()
    assert np.abs(ratios).max() < 40


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_shrinkage_pulls_the_covariance_to_its_diagonal(share: float) -> None:
    centred = some_people()[0]
    plain, shrunk = covariance_within(centred, 0.0), covariance_within(centred, share)
    np.testing.assert_allclose(np.diag(shrunk), np.diag(plain))
    np.testing.assert_allclose(shrunk[0, 1], (1 - share) * plain[0, 1])


def test_a_covariance_uses_the_people_in_whom_both_markers_were_seen() -> None:
    centred = np.array([[1.0, 2.0], [-1.0, -2.0], [5.0, np.nan]])
    expected = [[27 / 3, 4 / 2], [4 / 2, 8 / 2]]
    np.testing.assert_allclose(covariance_within(centred, 0.0), expected)


def test_a_marker_that_never_varies_carries_nothing() -> None:
    values, groups, worlds = some_people()
    values[:, 0] = 3.0
    model = WorldsDiscriminant().fit(values, groups, worlds=worlds)
    without = np.where(np.arange(FEATURES) == 0, np.nan, values)
    np.testing.assert_allclose(model.log_ratio(values), model.log_ratio(without), atol=1e-9)


def test_missing_values_in_training_do_not_bias_the_shift() -> None:
    values, groups, worlds = some_people(people=20_000, worlds=1)
    gaps = np.random.default_rng(1).random(values.shape) < 0.3
    whole = WorldsDiscriminant().fit(values, groups, worlds=worlds)
    holed = WorldsDiscriminant().fit(np.where(gaps, np.nan, values), groups, worlds=worlds)
    np.testing.assert_allclose(holed.shifts_, whole.shifts_, atol=0.05)
    np.testing.assert_allclose(holed.scatter_, whole.scatter_, rtol=0.1, atol=0.1)


def test_without_worlds_the_members_are_resamples_of_the_people() -> None:
    values, groups, _ = some_people()
    model = WorldsDiscriminant(members=25, random_state=3).fit(values, groups)
    again = WorldsDiscriminant(members=25, random_state=3).fit(values, groups)
    assert model.shifts_.shape == (25, FEATURES)
    assert np.unique(model.shifts_, axis=0).shape == (25, FEATURES)
    np.testing.assert_array_equal(model.shifts_, again.shifts_)


def test_features_that_nothing_tells_apart_get_one_shift_and_one_correlation() -> None:
    values, groups, worlds = some_people()
    model = WorldsDiscriminant(exchangeable=((1, 2, 3),)).fit(values, groups, worlds=worlds)
    assert np.ptp(model.shifts_[:, 1:], axis=1).max() < 1e-12
    assert np.ptp(np.diag(model.scatter_)[1:]) < 1e-12
    assert np.ptp(model.scatter_[0, 1:]) < 1e-12
    assert np.ptp(model.scatter_[[1, 1, 2], [2, 3, 3]]) < 1e-12
    np.testing.assert_allclose(model.scatter_, model.scatter_.T)


@given(st.permutations([1, 2, 3]))
def test_exchanging_features_that_nothing_tells_apart_changes_no_ratio(order: list[int]) -> None:
    values, groups, worlds = some_people()
    model = WorldsDiscriminant(exchangeable=((1, 2, 3),)).fit(values, groups, worlds=worlds)
    row = np.array([[0.3, -1.0, np.nan, 2.0]])
    exchanged = row[:, [0, *order]]
    np.testing.assert_allclose(model.log_ratio(exchanged), model.log_ratio(row), atol=1e-9)


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 1, 2]])
def test_anything_but_two_classes_is_refused(labels: list[int]) -> None:
    with pytest.raises(ValueError, match="class"):
        WorldsDiscriminant().fit(np.eye(3), labels)


def test_a_class_of_one_feature_is_like_any_other() -> None:
    values, groups, worlds = some_people()
    alone = WorldsDiscriminant(exchangeable=((1,),)).fit(values, groups, worlds=worlds)
    np.testing.assert_allclose(alone.log_ratio(values), fitted().log_ratio(values))


def test_the_second_class_in_order_counts_as_the_cases() -> None:
    values, groups, worlds = some_people(worlds=1)
    named = np.where(groups == 1, "b", "a")
    model = WorldsDiscriminant().fit(values, named, worlds=worlds)
    assert model.classes_.tolist() == ["a", "b"]
    np.testing.assert_array_equal(model.predict(values) == "b", model.log_ratio(values) > 0)
    assert (model.predict(values) == named).mean() > 0.7


def test_common_controls_have_one_centre_and_each_world_its_own_cases() -> None:
    values, groups, worlds = some_people()
    model = WorldsDiscriminant(common_controls=True).fit(values, groups, worlds=worlds)
    np.testing.assert_allclose(model.centres_, values[groups == 0].mean(axis=0)[None, :])
    for world in range(3):
        cases = values[(worlds == world) & (groups == 1)].mean(axis=0)
        np.testing.assert_allclose(model.shifts_[world], cases - model.centres_[0])
    assert model.log_ratio(values[:5]).shape == (5,)


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"members": 0}, "members"),
        ({"shrinkage": 2.0}, "shrinkage"),
        ({"shrinkage": -0.1}, "shrinkage"),
        ({"degrees_of_freedom": 2.0}, "degrees_of_freedom"),
        ({"degrees_of_freedom": np.nan}, "degrees_of_freedom"),
    ],
)
def test_a_parameter_out_of_its_range_is_refused_by_name(
    parameters: dict[str, float], said: str
) -> None:
    values, groups, _ = some_people()
    with pytest.raises(ValueError, match=said):
        WorldsDiscriminant(**parameters).fit(values, groups)  # type: ignore[arg-type] # any


def test_a_feature_never_seen_in_a_class_is_refused() -> None:
    values, groups, worlds = some_people()
    values[groups == 1, 2] = np.nan
    with pytest.raises(ValueError, match="a value in each"):
        WorldsDiscriminant().fit(values, groups, worlds=worlds)


def test_fewer_numbers_of_worlds_than_people_are_refused() -> None:
    values, groups, worlds = some_people()
    with pytest.raises(ValueError, match="inconsistent"):
        WorldsDiscriminant().fit(values, groups, worlds=worlds[:-1])
