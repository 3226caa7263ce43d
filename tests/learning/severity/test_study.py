from dataclasses import replace

import msgspec
import numpy as np
import pytest

from core.cards import Severity
from core.errors import CohortError
from core.learning.people import LabelledPeople
from core.learning.progress import Cancelled
from core.learning.severity.study import Graded, grade, severity_protocol
from tests.learning.severity.made_up import PLAN, QUICK, made_up, people_of, silent

PEOPLE = made_up(40, 4)


@pytest.fixture(scope="module")
def graded() -> Graded:
    return grade(PEOPLE, PLAN, QUICK, silent)


def test_every_figure_of_the_card_is_there(graded: Graded) -> None:
    record = graded.severity
    assert (record.people, record.measurements, record.unit) == (40, 40, "")
    assert record.mean == pytest.approx(PEOPLE.outcome.mean())
    assert record.sd == pytest.approx(np.std(PEOPLE.outcome, ddof=1))
    assert record.q2.value > 0.5
    assert 0.8 <= record.coverage <= 1
    assert 0 < record.half_width < 3 * record.sd
    assert record.permutation.p == 1 / 5
    assert [vip.key for vip in record.vips][:2] in (["m0", "m1"], ["m1", "m0"])
    assert sum(candidate.weight for candidate in record.candidates) == pytest.approx(1)
    assert record.components in range(1, 5)
    assert record.learning == ()


def test_the_card_reads_back_as_it_was_written(graded: Graded) -> None:
    written = msgspec.json.encode(graded.severity)
    assert msgspec.json.decode(written, type=Severity) == graded.severity


def test_pairs_are_of_people_left_out(graded: Graded) -> None:
    observed = [pair.observed for pair in graded.severity.pairs]
    told = np.array([pair.predicted for pair in graded.severity.pairs])
    assert observed == PEOPLE.outcome.tolist()
    own = graded.trained.predicted(PEOPLE.inputs)
    assert ((told - PEOPLE.outcome) ** 2).sum() > ((own - PEOPLE.outcome) ** 2).sum()


def test_the_same_seed_gives_the_same_figures_and_progress_never_falls(graded: Graded) -> None:
    heard: list[tuple[float, str]] = []
    again = grade(PEOPLE, PLAN, QUICK, lambda *told: heard.append(told))
    assert again.severity == graded.severity
    shares = [share for share, _ in heard]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


@pytest.mark.parametrize("step", ["severity_folds", "severity_halves", "severity_permutation"])
def test_whoever_cancels_is_heard_at_once(step: str) -> None:
    heard: list[str] = []

    def cancel(share: float, key: str) -> None:
        del share
        heard.append(key)
        if key == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        grade(few_people(20), PLAN, replace(QUICK, repeats=1, members=2, permutations=1), cancel)
    assert heard[-1] == step
    assert heard.count(step) == 1


def few_people(count: int) -> LabelledPeople:
    return PEOPLE.where(np.arange(count))


def few_persons() -> LabelledPeople:
    return replace(PEOPLE, persons=np.arange(40) % 19)


def alike() -> LabelledPeople:
    return PEOPLE.labelled(np.full(40, 12.0))


def unstated() -> LabelledPeople:
    return PEOPLE.labelled(np.where(np.arange(40) == 3, np.nan, PEOPLE.outcome))


def markerless() -> LabelledPeople:
    return people_of(np.ones((40, 2)), PEOPLE.outcome)


@pytest.mark.parametrize(
    ("people", "key"),
    [
        (few_people(19), "too_few_people"),
        (few_persons(), "too_few_people"),
        (alike(), "constant"),
        (unstated(), "not_numeric"),
        (markerless(), "no_marker"),
    ],
)
def test_what_no_model_can_be_made_of_is_refused(people: LabelledPeople, key: str) -> None:
    with pytest.raises(CohortError) as refused:
        grade(people, PLAN, QUICK, silent)
    assert refused.value.problem.key == f"severity.{key}"


def test_missing_values_and_draws_of_one_person_are_no_hindrance() -> None:
    rows = np.repeat(np.arange(25), 2)
    values = PEOPLE.inputs.values[rows]
    values[::7, 1] = np.nan
    people = people_of(values, PEOPLE.outcome[rows], rows)
    quick = replace(QUICK, repeats=1, members=2, permutations=1)
    found = grade(people, PLAN, quick, silent).severity
    assert (found.people, found.measurements) == (25, 50)
    assert 0.2 < found.q2.value < 0.95


def test_the_protocol_does_less_the_more_there_is_to_do() -> None:
    sizes = [(83, 127), (968, 189), (5000, 100)]
    protocols = [severity_protocol(people_of(np.ones(size), np.ones(size[0]))) for size in sizes]
    for field in ("repeats", "permutations", "members"):
        counts = [getattr(protocol, field) for protocol in protocols]
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] >= 1
    assert protocols[0].permutations == 99
