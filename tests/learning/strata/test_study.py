import io
from dataclasses import replace

import joblib
import msgspec
import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from core.cards import Strata
from core.errors import CohortError
from core.learning.people import Floats, Inputs, LabelledPeople
from core.learning.progress import Cancelled
from core.learning.strata.study import Stratified, strata_protocol, stratify
from tests.learning.strata.made_up import PLAN, QUICK, TRIANGLE, in_groups, people_of, silent

VALUES, TRUE = in_groups(TRIANGLE, (16, 13, 11))
PEOPLE = people_of(VALUES)
MIDDLES = [tuple(VALUES[group == TRUE].mean(axis=0).tolist()) for group in range(3)]


def inputs(*rows: tuple[float, float]) -> Inputs:
    return Inputs(values=np.array(rows), covariates=np.zeros((len(rows), 0)))


@pytest.fixture(scope="module")
def found() -> Stratified:
    return stratify(PEOPLE, PLAN, QUICK, silent)


def noise(kind: str, seed: int) -> Floats:
    random = np.random.default_rng(seed)
    normal = random.normal(size=(42, 2))
    return {
        "normal": normal,
        "uniform": random.uniform(size=(42, 2)),
        "correlated": normal + 2 * random.normal(size=(42, 1)),
        "log-normal": np.exp(normal),
    }[kind]


@pytest.mark.parametrize("kind", ["normal", "uniform", "correlated", "log-normal"])
def test_people_without_groups_are_left_as_one(kind: str) -> None:
    result = stratify(people_of(50 + 10 * noise(kind, 1)), PLAN, QUICK, silent)
    assert result.strata.chosen == 1
    assert "strata_one_group" in {warned.key for warned in result.warnings}
    assert result.trained.memberships(inputs((50.0, 50.0))).tolist() == [[1.0]]


def test_clear_groups_are_found_the_largest_first(found: Stratified) -> None:
    assert found.strata.chosen == 3
    assert [group.people for group in found.strata.groups] == [16, 13, 11]
    own = found.trained.memberships(PEOPLE.inputs).argmax(axis=1)
    assert adjusted_rand_score(TRUE, own) == 1
    assert min(group.certainty for group in found.strata.groups) > 0.95


def test_the_profile_of_a_group_is_in_the_markers_units(found: Stratified) -> None:
    entry = found.strata.groups[1].profile[0]
    own = VALUES[TRUE == 1, 0]
    assert entry.key == "m0"
    assert (entry.q1, entry.median, entry.q3) == pytest.approx(np.quantile(own, [0.25, 0.5, 0.75]))
    assert entry.z == pytest.approx(
        (own.mean() - VALUES[:, 0].mean()) / VALUES[:, 0].std(), abs=0.1
    )


def test_the_card_reads_back_as_it_was_written(found: Stratified) -> None:
    written = msgspec.json.encode(found.strata)
    assert msgspec.json.decode(written, type=Strata) == found.strata


def test_a_new_person_between_two_groups_belongs_to_neither_surely(found: Stratified) -> None:
    half_way = tuple(np.mean(MIDDLES[:2], axis=0).tolist())
    surely, between = found.trained.memberships(inputs(MIDDLES[0], half_way))
    assert surely[0] > 0.99
    assert between.max() < 0.99
    assert between.sum() == pytest.approx(1)


def test_who_is_far_from_every_group_fits_none(found: Stratified) -> None:
    far = inputs((50.0, 90.0), tuple(VALUES[0]))
    assert found.trained.fits(far).tolist() == [False, True]
    assert found.trained.fits(PEOPLE.inputs).mean() > 0.9


def test_a_missing_marker_leaves_open_what_it_would_tell(found: Stratified) -> None:
    # The second and third groups differ in the second marker only.
    whole, gappy, empty = found.trained.memberships(
        inputs(MIDDLES[1], (MIDDLES[1][0], np.nan), (np.nan, np.nan))
    )
    assert whole[1] > 0.99
    assert 0.2 < gappy[1] < 0.8
    assert empty == pytest.approx([0.4, 0.325, 0.275], abs=0.1)
    assert not found.trained.fits(inputs((np.nan, np.nan)))[0]


def test_the_same_seed_gives_the_same_groups_and_progress_never_falls(found: Stratified) -> None:
    heard: list[tuple[float, str]] = []
    again = stratify(PEOPLE, PLAN, QUICK, lambda *told: heard.append(told))
    assert again.strata == found.strata
    shares = [share for share, _ in heard]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] == pytest.approx(1.0)


def test_the_groups_survive_a_file(found: Stratified) -> None:
    file = io.BytesIO()
    joblib.dump(found.trained, file)
    file.seek(0)
    again = joblib.load(file)
    expected = found.trained.memberships(PEOPLE.inputs)
    assert np.array_equal(again.memberships(PEOPLE.inputs), expected)
    assert again.limit == found.trained.limit


@pytest.mark.parametrize("step", ["strata_numbers", "strata_stability", "strata_members"])
def test_whoever_cancels_is_heard_at_once(step: str) -> None:
    heard: list[str] = []

    def cancel(share: float, key: str) -> None:
        del share
        heard.append(key)
        if key == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        stratify(PEOPLE, PLAN, replace(QUICK, permutations=2, members=2), cancel)
    assert heard.count(step) == 1


def test_only_people_with_every_marker_are_used_and_each_once() -> None:
    rows = np.repeat(np.arange(40), 2)
    values = VALUES[rows] + np.tile([[0.0], [0.1]], (40, 1))
    values[:10, 0] = np.nan
    values[12, 1] = np.nan
    result = stratify(
        people_of(values, rows), PLAN, replace(QUICK, permutations=2, members=3), silent
    )
    assert result.strata.people == 35
    assert {"strata_gaps", "strata_draws"} <= {warned.key for warned in result.warnings}


def gappy() -> LabelledPeople:
    values = VALUES.copy()
    values[:21, 0] = np.nan
    return people_of(values)


@pytest.mark.parametrize(
    ("people", "key"),
    [
        (PEOPLE.where(np.arange(19)), "too_few_people"),
        (replace(PEOPLE, persons=np.arange(40) % 19), "too_few_people"),
        (gappy(), "too_few_people"),
        (people_of(np.ones((40, 2))), "no_marker"),
        (people_of(np.full((40, 2), np.nan)), "no_marker"),
    ],
)
def test_where_no_groups_can_be_sought_it_is_refused(people: LabelledPeople, key: str) -> None:
    with pytest.raises(CohortError) as refused:
        stratify(people, PLAN, QUICK, silent)
    assert refused.value.problem.key == f"strata.{key}"


def test_the_protocol_does_less_the_more_there_is_to_do() -> None:
    few, many = (strata_protocol(people_of(np.ones((size, 20)))) for size in (83, 6000))
    assert few.members == few.permutations == 50
    assert many.members < few.members
