from core.errors import Place, Problem, Severity
from core.readers.reading import LIMIT_LISTED, ProblemLog, Reading, merged
from tests.builders import panel
from tests.readers.files import check_sentences

NOTE = Problem("reader.row.no_value", severity=Severity.NOTE)
REFUSED = Problem("reader.cell.formula")


def test_problems_are_taken_once_and_by_row() -> None:
    log = ProblemLog("panels.csv")
    log.add(REFUSED, row=7, column="UA")
    log.add(NOTE, row=3)
    log.add(REFUSED, column="CRP")
    assert [p.place for p in log.take()] == [
        Place("panels.csv", None, "CRP"),
        Place("panels.csv", 3),
        Place("panels.csv", 7, "UA"),
    ]
    assert log.take() == ()


def test_the_place_of_a_very_long_header_is_short() -> None:
    log = ProblemLog("panels.csv")
    log.add(NOTE, column="x" * 100_000)
    assert len(log.take()[0].place.column) < 50


def test_readings_are_joined_in_order() -> None:
    first, second = panel(ua=3.4), panel(ua=5.0)
    joined = merged([Reading((first,), (NOTE,)), Reading((second,), (REFUSED,))], "panels.csv")
    assert joined == Reading((first, second), (NOTE, REFUSED))


def test_beyond_a_limit_problems_of_each_severity_are_counted() -> None:
    many = [Reading((), (REFUSED,) * LIMIT_LISTED), Reading((), (REFUSED,) * 5 + (NOTE,))]
    problems = merged(many, "panels.csv").problems
    assert len(problems) == LIMIT_LISTED + 2
    more = problems[-1]
    assert (more.key, more.severity) == ("reader.more.refused", Severity.REFUSED)
    assert more.details == {"count": 5}
    check_sentences(more)


def test_notes_do_not_crowd_out_what_was_refused() -> None:
    problems = merged([Reading((), (NOTE,) * 1000 + (REFUSED,))], "panels.csv").problems
    assert REFUSED in problems
    assert problems[-1].key == "reader.more.note"
    check_sentences(problems[-1])
