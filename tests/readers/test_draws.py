"""The written rule of `core.readers.draws`, clause by clause."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NOWHERE, Place, Problem
from core.markers import CATALOGUE, Interval, Sex
from core.panel import Measurement, Panel, Patient, Specimen, Value
from core.readers.corrections import NONE
from core.readers.draws import Candidate, assembled, merged_record, settled, time_order
from core.readers.result import Result, Status
from tests.readers.files import check_sentences

NOON = datetime(2026, 10, 2, 12, tzinfo=UTC)
WIDE, NARROW = Interval(1, 9), Interval(2, 8)


def candidate(
    value: float,
    status: Status = Status.FINAL,
    hour: int | None = None,
    interval: Interval | None = None,
) -> Candidate:
    measurement = Measurement(
        marker=CATALOGUE["ua"],
        value=Value.exactly(value),
        text=str(value),
        unit="mg/dL",
        interval=interval,
        place=Place("x.csv", row=int(value)),
    )
    return Candidate(measurement, status, None if hour is None else NOON + timedelta(hours=hour))


def chosen(*candidates: Candidate) -> tuple[float | None, list[str]]:
    measurement, problems = settled(candidates)
    for problem in problems:
        check_sentences(problem)
    value = None if measurement is None else measurement.value.low
    return value, [problem.key.removeprefix("reader.draw.") for problem in problems]


def test_one_result_is_the_one() -> None:
    assert chosen(candidate(5)) == (5, [])


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (Status.CORRECTED, Status.FINAL),
        (Status.CORRECTED, Status.PRELIMINARY),
        (Status.FINAL, Status.PRELIMINARY),
    ],
)
def test_clause_1_a_higher_status_stands(higher: Status, lower: Status) -> None:
    pair = candidate(5, higher), candidate(6, lower, 9)
    assert chosen(*pair) == chosen(*reversed(pair)) == (5, ["superseded"])


@pytest.mark.parametrize("status", [Status.CORRECTED, Status.PRELIMINARY])
def test_clause_2_of_several_the_one_reported_last_stands(status: Status) -> None:
    first, last = candidate(5, status, 1), candidate(6, status, 2)
    assert chosen(first, last) == chosen(last, first) == (6, ["superseded"])


@pytest.mark.parametrize("status", [Status.CORRECTED, Status.PRELIMINARY])
def test_clause_2_needs_the_time_of_every_report(status: Status) -> None:
    assert chosen(candidate(5, status, 1), candidate(6, status)) == (None, ["replicates"])


def test_clause_2_is_not_about_final_results() -> None:
    assert chosen(candidate(5, hour=1), candidate(6, hour=2)) == (None, ["replicates"])


def test_clause_3_results_that_say_the_same_are_one() -> None:
    assert chosen(candidate(5), candidate(5), candidate(5)) == (5, ["same", "same"])


def test_clause_3_an_interval_that_only_some_bear_counts() -> None:
    pair = candidate(5), candidate(5, interval=WIDE)
    for order in (pair, pair[::-1]):
        measurement, problems = settled(order)
        assert measurement == candidate(5, interval=WIDE).measurement
        assert [problem.key for problem in problems] == ["reader.draw.same"]


def test_clause_3_different_intervals_are_none_and_told() -> None:
    pair = candidate(5, interval=WIDE), candidate(5, interval=NARROW)
    for order in (pair, pair[::-1]):
        measurement, problems = settled(order)
        assert measurement == candidate(5).measurement
        assert [problem.key for problem in problems] == [
            "reader.draw.same",
            "reader.draw.intervals",
        ]


def test_clause_4_different_values_are_none() -> None:
    measurement, (problem,) = settled([candidate(5), candidate(6), candidate(5)])
    assert measurement is None
    assert problem.details == {"marker": "UA", "values": "5, 6"}


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.sampled_from([5, 6, 7]),
        st.sampled_from(Status),
        st.none() | st.integers(0, 3),
        st.sampled_from([None, WIDE, NARROW]),
    ),
    min_size=1,
    max_size=6,
).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some)))


@given(CANDIDATES)
def test_the_order_of_results_does_not_matter_for_what_is_chosen(
    orders: tuple[list[Candidate], list[Candidate]],
) -> None:
    (one, _), (other, _) = (settled(order) for order in orders)
    if one is None or other is None:
        assert one is other
    else:
        assert (one.value, one.interval) == (other.value, other.interval)


@given(CANDIDATES)
def test_whatever_is_not_used_is_told(orders: tuple[list[Candidate], list[Candidate]]) -> None:
    candidates = orders[0]
    measurement, problems = settled(candidates)
    left = [p for p in problems if p.key in {"reader.draw.same", "reader.draw.superseded"}]
    if measurement is None:
        assert [p.key for p in problems] == ["reader.draw.replicates"]
    else:
        assert len(left) == len(candidates) - 1


def result(
    who: str, when: date | None, key: str = "ua", text: str = "5", sex: Sex | None = None
) -> Result:
    marker = CATALOGUE[key]
    return Result(
        patient=Patient(id=who, sex=sex),
        text=text,
        unit=marker.unit,
        name=marker.symbol,
        specimen=Specimen(collected=when),
    )


def test_panels_come_patient_by_patient_and_each_by_time_with_no_time_last() -> None:
    early, late = date(2026, 10, 1), NOON
    results = [result("B", None), result("A", late), result("B", late), result("A", early)]
    panels = assembled([*results, result("B", late, "ast")], NONE).panels
    assert [(p.patient.id, p.specimen.collected, len(p.measurements)) for p in panels] == [
        ("B", late, 2),
        ("B", None, 1),
        ("A", early, 1),
        ("A", late, 1),
    ]


def test_a_draw_without_a_measurement_is_no_panel() -> None:
    reading = assembled([result("A", None, text="high")], NONE, [Problem("reader.draw.same")])
    assert reading.panels == ()
    assert [p.key for p in reading.problems] == ["reader.draw.same", "reader.cell.not_a_number"]


def test_a_draw_whose_only_results_differ_is_no_panel() -> None:
    reading = assembled([result("A", None), result("A", None, text="6")], NONE)
    assert reading.panels == ()
    assert [p.key for p in reading.problems] == ["reader.draw.replicates"]


def test_what_results_say_of_their_patient_is_put_together() -> None:
    results = [result("A", None, sex=Sex.MALE), result("A", None, "ast")]
    (panel,) = assembled(results, NONE).panels
    assert panel.patient.sex is Sex.MALE
    contrary = assembled([*results, result("A", None, "alt", sex=Sex.FEMALE)], NONE)
    assert contrary.panels[0].patient.sex is None
    assert [p.key for p in contrary.problems] == ["reader.draw.conflict"]


def test_records_that_state_nothing_contradict_nothing() -> None:
    told: list[Problem] = []
    records = [Specimen(), Specimen(fasting=False), Specimen(haemolysed=True), Specimen()]
    assert merged_record(records, NOWHERE, told) == Specimen(fasting=False, haemolysed=True)
    assert told == []


def test_times_are_ordered_across_zones_and_dates() -> None:
    tokyo = timezone(timedelta(hours=9))
    ordered = [
        date(2026, 10, 2),
        datetime(2026, 10, 2, 9, 30, tzinfo=tokyo),
        datetime(2026, 10, 2, 1, tzinfo=UTC),
        datetime(2026, 10, 2, 9, 10),  # noqa: DTZ001 - local time
        date(2026, 10, 3),
        None,
    ]
    ordered.reverse()
    assert sorted(ordered, key=time_order) == ordered[::-1]


@given(st.lists(st.sampled_from(["A", "B"]), max_size=6).flatmap(st.permutations))
def test_every_panel_is_of_one_patient(ids: list[str]) -> None:
    results = [result(who, None, key) for who, key in zip(ids, CATALOGUE, strict=False)]
    panels: tuple[Panel, ...] = assembled(results, NONE).panels
    assert sorted(p.patient.id for p in panels) == sorted(set(ids))
    assert sum(len(p.measurements) for p in panels) == len(ids)


def test_results_of_two_months_are_not_of_one_draw() -> None:
    results = [replace(result("A", None), undated=month) for month in ("2026-09", "2026-10")]
    reading = assembled(results, NONE)
    assert len(reading.panels) == 2
