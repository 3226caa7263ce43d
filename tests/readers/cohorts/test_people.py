import math
from datetime import UTC, date, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.readers.cohorts.people import Draws, every_draw, first_draws, hashed, persons_of, seconds
from core.readers.reading import ProblemLog
from tests.readers.files import check_sentences

IDS = st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from([math.nan, 1.0, 2.0, 3.0])))


def draws_of(rows: list[tuple[str, float]]) -> Draws:
    return Draws(
        rows=np.arange(2, 2 + len(rows), dtype=np.int64),
        times=np.array([time for _, time in rows], dtype=np.float64),
        keys=hashed(name for name, _ in rows),
    )


@given(IDS)
def test_of_each_person_the_first_draw_counts(rows: list[tuple[str, float]]) -> None:
    kept = first_draws(draws_of(rows), ProblemLog("clinic.csv")).tolist()
    assert kept == sorted(kept)
    assert {rows[i][0] for i in kept} == {name for name, _ in rows}
    assert len({rows[i][0] for i in kept}) == len(kept)
    for i in kept:
        name, time = rows[i]
        times = [t for other, t in rows if other == name and not math.isnan(t)]
        assert math.isnan(time) if not times else time == min(times)
        # Of two draws of one time, the earlier row.
        assert i == min(j for j, row in enumerate(rows) if repr(row) == repr(rows[i]))


@given(IDS)
def test_every_row_that_is_left_out_is_told_or_counted(rows: list[tuple[str, float]]) -> None:
    log = ProblemLog("clinic.csv")
    kept = first_draws(draws_of(rows), log)
    problems = log.take()
    for problem in problems:
        check_sentences(problem)
    twice = [p.place.row for p in problems if p.key == "cohort_reader.row.twice"]
    written = [*map(repr, rows)]
    assert twice == [row for row, key in enumerate(written, 2) if key in written[: row - 2]]
    counted = [p.details["draws"] for p in problems if p.key == "cohort_reader.later_draws"]
    assert len(kept) + len(twice) + sum(map(int, counted)) == len(rows)


@given(IDS)
def test_every_draw_is_kept_but_one_of_the_same_person_and_time(
    rows: list[tuple[str, float]],
) -> None:
    log = ProblemLog("clinic.csv")
    kept = every_draw(draws_of(rows), log).tolist()
    problems = log.take()
    for problem in problems:
        check_sentences(problem)
    timed = [row for row in rows if not math.isnan(row[1])]
    assert len(kept) == len(rows) - (len(timed) - len(set(timed)))
    assert sum(p.key == "cohort_reader.row.twice" for p in problems) == len(rows) - len(kept)


@given(IDS)
def test_draws_of_one_person_have_one_number_by_first_appearance(
    rows: list[tuple[str, float]],
) -> None:
    names = [name for name, _ in rows]
    persons = persons_of(draws_of(rows))
    if len(set(names)) == len(names):
        assert persons is None
    else:
        assert persons is not None
        order = list(dict.fromkeys(names))
        assert persons.tolist() == [order.index(name) for name in names]


def test_without_ids_every_row_is_a_person_and_this_is_told() -> None:
    nobody = Draws(rows=np.array([2, 3]), times=np.array([1.0, 1.0]))
    log = ProblemLog("clinic.csv")
    assert first_draws(nobody, log).tolist() == [0, 1]
    assert [p.key for p in log.take()] == ["cohort_reader.no_id"]


def test_a_day_a_wall_clock_and_a_zone_are_in_the_order_of_time() -> None:
    moments = [
        date(2026, 10, 2),
        datetime(2026, 10, 2, 9, 10),  # noqa: DTZ001 - a laboratory's own wall clock
        datetime(2026, 10, 2, 9, 11, tzinfo=UTC),
        date(2026, 10, 3),
    ]
    times = seconds(moments)
    assert times.tolist() == sorted(times.tolist())
    assert np.isnan(seconds([None])).all()


def test_some_draws_keep_their_row_time_and_person() -> None:
    some = draws_of([("A", 1.0), ("B", 2.0)]).where(np.array([1]))
    assert (some.rows.tolist(), some.times.tolist()) == ([3], [2.0])
    assert some.keys is not None
    assert some.keys.tolist() == hashed(["B"]).tolist()


def test_without_ids_every_draw_is_of_another_person() -> None:
    nobody = Draws(rows=np.array([2, 3]), times=np.array([1.0, 1.0]))
    log = ProblemLog("clinic.csv")
    assert every_draw(nobody, log).tolist() == [0, 1]
    assert persons_of(nobody) is None
    assert [p.key for p in log.take()] == ["cohort_reader.no_id"]
