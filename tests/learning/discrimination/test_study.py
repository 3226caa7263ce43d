from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, logit
from sklearn.metrics import brier_score_loss

from core.cards import Aim, Warned
from core.errors import CohortError
from core.learning.discrimination.outer import Fold, looked_at, outer_folds
from core.learning.discrimination.study import Discriminated, discriminate
from core.learning.people import LabelledPeople
from core.learning.progress import Cancelled
from tests.learning.discrimination.quick import (
    PLAN,
    PROTOCOL,
    Quick,
    asked,
    made_up,
    people_of,
    quick_fit,
    with_covariates,
)

PEOPLE = made_up(80, 6, 1.0)


def silent(share: float, step: str) -> None:
    del share, step


def found_in(people: LabelledPeople, **changes: object) -> Discriminated:
    plan = replace(PLAN, **changes)  # type: ignore[arg-type]
    return discriminate(people, plan, PROTOCOL, silent, quick_fit)


@pytest.fixture(scope="module")
def found() -> Discriminated:
    return found_in(PEOPLE)


def test_every_figure_is_there_with_its_interval(found: Discriminated) -> None:
    record = found.discrimination
    assert (record.cases, record.controls, record.measurements) == (40, 40, 80)
    for figure in (record.auc, record.sensitivity, record.specificity, record.brier):
        assert 0 <= figure.low < figure.value < figure.high <= 1
    assert 0.7 < record.auc.value < record.apparent_auc
    assert record.slope.low < record.slope.value < record.slope.high
    assert abs(record.intercept.value) < 0.3
    assert record.permutation.p == pytest.approx(0.05)
    assert len(record.permutation.null) == 19
    assert {record.stability[0].key, record.stability[1].key} == {"m0", "m1"}
    assert [point.people for point in record.learning] == [15, 30, 45, 60]
    assert [candidate.weight for candidate in record.candidates] == [1.0, 0.0]
    assert record.covariates_alone is None


def test_figures_are_of_people_left_out(found: Discriminated) -> None:
    chance = expit(found.trained.log_ratios + found.trained.base)
    # The score of a mean of models is a little better than the mean score of models.
    judge = brier_score_loss(PEOPLE.outcome, chance)
    assert judge <= found.discrimination.brier.value == pytest.approx(judge, abs=0.01)


def test_the_model_is_fitted_to_everybody_and_its_members_to_halves(found: Discriminated) -> None:
    trained = found.trained
    whole = quick_fit(PEOPLE, 0)
    assert trained.base == pytest.approx(logit(PEOPLE.outcome.mean()))
    odds = trained.classifier.log_odds(PEOPLE.inputs)
    assert odds == pytest.approx(whole.log_odds(PEOPLE.inputs))
    assert len(trained.members) == PROTOCOL.members
    assert trained.spread(PEOPLE.inputs).std() > 0


def test_the_same_study_gives_the_same_figures(found: Discriminated) -> None:
    again = found_in(PEOPLE)
    assert again.discrimination == found.discrimination
    assert (again.trained.log_ratios == found.trained.log_ratios).all()


def test_nobody_who_is_tested_was_seen_by_anything_that_was_fitted() -> None:
    people = people_of(
        np.repeat(PEOPLE.inputs.values, 2, axis=0),
        np.repeat(PEOPLE.outcome, 2),
        np.repeat(PEOPLE.persons, 2),
    )
    seen: set[int] = set()

    class Spy(Quick):
        def refitted(self, people: LabelledPeople, seed: int) -> Quick:
            seen.update(people.persons.tolist())
            return quick_fit(people, seed)

    def spying(people: LabelledPeople, seed: int) -> Quick:
        seen.update(people.persons.tolist())
        model = quick_fit(people, seed)
        return Spy(model.line, model.middle)

    wanted = replace(asked(people), fit=spying)
    for fold in (Fold(0, 0), Fold(1, 2)):
        seen.clear()
        left = people.persons[outer_folds(wanted, fold.repeat) == fold.number]
        assert people.persons[looked_at(wanted, fold).rows].tolist() == left.tolist()
        assert seen == set(people.persons) - set(left)


def test_a_threshold_for_high_sensitivity_gives_more_of_it(found: Discriminated) -> None:
    sensitive = found_in(PEOPLE, aim=Aim.SENSITIVITY, wanted=0.95).discrimination
    assert sensitive.sensitivity.value > found.discrimination.sensitivity.value + 0.05
    assert sensitive.specificity.value < found.discrimination.specificity.value
    assert sensitive.threshold < found.discrimination.threshold


def test_a_stated_prevalence_moves_only_the_benefits(found: Discriminated) -> None:
    rare = found_in(PEOPLE, prevalence=0.02).discrimination
    assert rare.benefits[10].everybody < 0 < found.discrimination.benefits[10].everybody
    assert replace(rare, benefits=()) == replace(found.discrimination, benefits=())


def test_covariates_that_tell_the_groups_apart_are_told() -> None:
    random = np.random.default_rng(1)
    ages = 30 + 8 * PEOPLE.outcome + random.normal(0, 5, PEOPLE.size)
    ages[::9] = np.nan
    told = found_in(with_covariates(PEOPLE, ages), covariates=("age",))
    alone = told.discrimination.covariates_alone
    assert alone is not None
    assert alone.low > 0.5
    (warned,) = [one for one in told.warnings if one.key == "covariates_alone"]
    assert warned.details["covariates"] == "age"


def test_draws_of_a_person_do_not_narrow_an_interval(found: Discriminated) -> None:
    twice = people_of(
        np.repeat(PEOPLE.inputs.values, 2, axis=0),
        np.repeat(PEOPLE.outcome, 2),
        np.repeat(PEOPLE.persons, 2),
    )
    record = found_in(twice).discrimination
    assert (record.cases, record.controls, record.measurements) == (40, 40, 160)
    for name in ("auc", "sensitivity", "brier", "slope"):
        one, two = (getattr(each, name) for each in (found.discrimination, record))
        assert two.high - two.low > 0.8 * (one.high - one.low)


def test_persons_with_draws_of_both_groups_can_be_learnt_from() -> None:
    random = np.random.default_rng(1)
    own = np.repeat(random.normal(size=(24, 4)), 2, axis=0)
    outcome = np.tile([0.0, 1.0], 24)
    values = own + random.normal(0, 0.3, (48, 4)) + np.outer(outcome, [1.0, 0, 0, 0])
    record = found_in(people_of(values, outcome, np.repeat(np.arange(24), 2))).discrimination
    assert (record.cases, record.controls, record.measurements) == (24, 24, 48)
    assert record.auc.value > 0.6


@pytest.mark.parametrize("people", [made_up(20, 3, 1.0, share=0.4), made_up(24, 3, 9.0)])
def test_the_fewest_people_allowed_give_every_figure(people: LabelledPeople) -> None:
    record = found_in(people).discrimination
    assert 0 <= record.auc.low <= record.auc.value <= record.auc.high <= 1
    assert np.isfinite([record.slope.low, record.slope.high, record.brier.high]).all()


@pytest.mark.parametrize(
    ("people", "key"),
    [
        (made_up(19), "discrimination.people"),
        (made_up(60, share=0.1), "discrimination.group"),
        (replace(made_up(60), persons=np.arange(60) // 6), "discrimination.people"),
        (people_of(np.ones((80, 3)), PEOPLE.outcome, PEOPLE.persons), "discrimination.markers"),
        (people_of(np.zeros((80, 0)), PEOPLE.outcome, PEOPLE.persons), "discrimination.markers"),
    ],
)
def test_people_who_cannot_be_learnt_from_are_refused(people: LabelledPeople, key: str) -> None:
    with pytest.raises(CohortError) as refused:
        found_in(people)
    assert refused.value.problem.key == key


def test_a_group_of_many_draws_of_one_person_is_refused() -> None:
    people = made_up(60)
    persons = np.where(people.outcome == 1, 0, people.persons)
    with pytest.raises(CohortError) as refused:
        found_in(replace(people, persons=persons))
    assert refused.value.problem.details["cases"] == 1


def test_progress_never_falls_and_ends_with_all() -> None:
    told: list[tuple[float, str]] = []
    discriminate(PEOPLE, PLAN, PROTOCOL, lambda *one: told.append(one), quick_fit)
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert max(np.diff(shares)) < 0.1
    assert list(dict.fromkeys(step for _, step in told)) == [
        "model", "folds", "members", "chance", "figures"
    ]  # fmt: skip


def test_work_that_is_cancelled_ends() -> None:
    def cancelling(share: float, step: str) -> None:
        del step
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        discriminate(PEOPLE, PLAN, PROTOCOL, cancelling, quick_fit)


def test_several_processes_find_what_one_finds(found: Discriminated) -> None:
    several = discriminate(PEOPLE, PLAN, PROTOCOL, silent, quick_fit, 2)
    assert several.discrimination == found.discrimination


def keys(warnings: tuple[Warned, ...]) -> set[str]:
    return {warned.key for warned in warnings}


def test_a_good_cohort_is_warned_of_little(found: Discriminated) -> None:
    assert keys(found.warnings) <= {"wide", "still_rising", "perhaps_too_timid", "one_marker"}


def test_labels_that_say_nothing_are_called_so() -> None:
    assert {"not_above_chance", "permutation"} <= keys(found_in(made_up(60, 6, 0.0)).warnings)


def test_few_people_with_many_markers_are_warned_of() -> None:
    told = keys(found_in(made_up(30, 40, 0.5)).warnings)
    assert {"few_people", "wide", "many_markers"} <= told


def test_what_looks_like_a_mistake_in_the_data_is_called_so() -> None:
    people = made_up(60, 6, 0.5)
    people.inputs.values[:, 3] = people.outcome + 0.1 * people.inputs.values[:, 3]
    people.inputs.values[58:] = people.inputs.values[56:58]
    people.inputs.values[people.outcome == 1, 5] = np.nan
    told = {one.key: one.details for one in found_in(people).warnings}
    assert told["separating"]["markers"] == "Marker 3"
    assert told["duplicates"]["count"] == 2
    assert (told["missingness"]["marker"], told["missingness"]["cases"]) == ("Marker 5", 100.0)


def test_a_model_that_rests_on_one_marker_is_called_so() -> None:
    people = made_up(100, 6, 0.0)
    people.inputs.values[:, 4] += 2.0 * people.outcome
    told = {one.key: one.details for one in found_in(people).warnings}
    assert told["one_marker"]["marker"] == "Marker 4"
