"""Files that were made to hurt: bounded in memory, and nothing lost in silence."""

import tracemalloc
from collections.abc import Callable

import pytest

from core.errors import PanelError
from core.readers import read_panels
from core.readers.reading import LIMIT_HELD, LIMIT_LISTED, ProblemLog, merged
from core.readers.tables.distinct import MOST_RAGGED
from core.readers.tables.long import MOST_ANALYTES
from tests.readers.files import check_sentences, csv_of, found, refusal_of
from tests.strategies import MEASURABLE

# A tenth of a megabyte. Of the memory some does not grow with the file: the problems that are held.
SIZE = 100_000
LIMIT_TRACED = 400 * SIZE
WIDE, LONG = "id,UA (mg/dL)\n", "id,item,value,unit\n"


def filled(line: Callable[[int], str] | str, head: str = "") -> str:
    """So many lines that they make nearly the size."""
    make = line if callable(line) else lambda _: str(line)
    count = (SIZE - len(head)) // max(1, len(make(99_999)) + 1)
    return head + "\n".join(make(i) for i in range(count))


ALIASES = [name for marker in MEASURABLE for name in (marker.symbol, *marker.aliases)]
FILES = {
    "commas": "," * SIZE,
    "line breaks": "\n" * SIZE,
    "returns": "\r" * SIZE,
    "quotation marks": '"' * SIZE,
    "tabs": "\t" * SIZE,
    "blank rows": filled(",", WIDE),
    "ragged rows": filled("x", WIDE),
    "ragged results": filled("x", LONG),
    "quoted rows": filled('""', WIDE),
    "text for numbers": filled(lambda i: f"{i},{i}x", WIDE),
    "no ids": filled(",3", WIDE),
    "one panel many times": filled("A,3", WIDE),
    "wide": filled(lambda _: ",".join(["1"] * 2000), f"id,UA (mg/dL){',c' * 1998}\n"),
    "every alias": ",".join((ALIASES * 9)[:1999]) + "\n" + ",1" * 1998,
    "brackets": ",".join(f"UA{i}{'(' * 180})" for i in range(1990)) + "\n1",
    "analytes": filled(lambda i: f"A,x{i},1,", LONG),
    "units": filled(lambda i: f"A,UA,1,u{i}", LONG),
    "patients": filled(lambda i: f"{i},UA,3,mg/dL", LONG),
    "one result many times": filled("A,UA,3,mg/dL", LONG),
    "two results many times": filled(lambda i: f"A,UA,{3 + i % 2},mg/dL", LONG),
    "values": filled(lambda i: f"A,UA,{i}.5,mg/dL", LONG),
    "intervals": filled(lambda i: f"{i},UA,3,mg/dL,1-{2 + i}", "id,item,value,unit,range\n"),
    "a long id": WIDE + "A,3.4\n" + "x" * 2 * SIZE + ",3",
    "a long number": WIDE + "A," + "9" * SIZE,
    "dates for values": filled(lambda i: f"{i},2026-10-02", WIDE),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_made_to_hurt_is_read_or_refused_in_bounded_memory(name: str) -> None:
    data = FILES[name].encode()
    assert len(data) <= 4 * SIZE
    tracemalloc.start()
    try:
        reading = read_panels(data, "panels.csv")
    except PanelError as error:
        check_sentences(error.problem)
    else:
        assert len(reading.problems) <= 2 * LIMIT_LISTED + 2
        assert reading.panels or reading.problems
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < LIMIT_TRACED


def test_beyond_some_number_problems_are_counted_and_no_count_is_lost() -> None:
    data = filled(",3", WIDE).encode()
    reading = read_panels(data, "panels.csv")
    *listed, more = reading.problems
    assert {p.key for p in listed} == {"reader.cell.no_id"}
    assert (more.key, len(listed)) == ("reader.more.refused", LIMIT_LISTED)
    assert more.details == {"count": data.count(b"\n") - LIMIT_LISTED}


@pytest.mark.parametrize("head", [WIDE, LONG])
def test_a_table_of_which_hardly_a_row_fits_its_header_is_refused_whole(head: str) -> None:
    problem = refusal_of(filled("x", head).encode())
    assert (problem.key, problem.place.row) == ("reader.file.ragged", 2)
    some = read_panels(filled("x", head)[: 2 * MOST_RAGGED].encode(), "panels.csv")
    assert {p.key for p in some.problems} >= {"reader.row.ragged"}


def test_a_table_of_more_analytes_than_there_are_is_refused() -> None:
    lines = (f"A,x{i},1," for i in range(MOST_ANALYTES + 1))
    assert refusal_of((LONG + "\n".join(lines)).encode()).key == "reader.file.too_many_analytes"


def test_a_log_that_is_full_says_how_much_it_left_out() -> None:
    log = ProblemLog("results.csv")
    problem = read_panels(csv_of("id,UA (mg/dL)", "A,high"), "panels.csv").problems[0]
    for row in range(LIMIT_HELD + 5):
        log.add(problem, row=row)
    assert list(log.refused_rows()) == list(range(LIMIT_HELD + 5))
    more, *listed = log.take()
    assert (more.key, more.details, len(listed)) == (
        "reader.more.refused",
        {"count": 5},
        LIMIT_HELD,
    )
    assert log.take() == ()


def test_what_a_log_left_out_is_counted_with_what_a_list_leaves_out() -> None:
    readings = [read_panels(filled(",3", WIDE).encode(), "panels.csv") for _ in range(2)]
    counts = [r.problems[-1].details["count"] for r in readings]
    *_, more = merged(readings, "panels.csv").problems
    assert more.details["count"] == sum(map(int, counts)) + LIMIT_LISTED


@pytest.mark.parametrize("name", ["UA", "id", "mg/dL", "値", "low", "3.4"])
def test_a_patient_may_have_a_name_out_of_the_header(name: str) -> None:
    reading = read_panels(csv_of("id,UA (mg/dL)", f"{name},3.4", "B,3.5"), "panels.csv")
    assert [p.patient.id for p in reading.panels] == [name, "B"]
    assert reading.problems == ()


def test_a_header_that_comes_again_is_refused_and_the_rest_is_read() -> None:
    rows = ["id,UA (mg/dL)", "A,3.4", "id,UA (mg/dL)", "B,3.5"]
    reading = read_panels(csv_of(*rows), "panels.csv")
    assert [p.patient.id for p in reading.panels] == ["A", "B"]
    assert ("reader.cell.not_a_number", 3, "UA (mg/dL)") in found(reading.problems)


def test_two_columns_of_ids_are_no_ids_in_either_shape() -> None:
    for header in ("id,患者ID,UA (mg/dL)", "id,患者ID,item,value"):
        with pytest.raises(PanelError, match="duplicate"):
            read_panels(csv_of(header, "A,B,1,2"), "panels.csv")
