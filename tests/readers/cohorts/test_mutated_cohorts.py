"""Some hundreds of mutated tables: a cohort, or a clear refusal, and nothing else."""

import csv
import io
from random import Random

import pytest

from benchmarks.mutation import mutated, samples
from tests.readers.cohorts.reading import read_or_refused
from tests.readers.files import xlsx_of

RUNS = 250
PEOPLE = [
    ["id", "group", "sex", "age", "collected", "UA (mg/dL)", "CRP (mg/L)", "M1", "M2 [a.u.]"],
    ["A-1", "case", "male", "24", "2026-10-02", "3.4", "<0.3", "-1.25", "14.98474"],
    ["A-2", "control", "f", "31", "2026-10-02 09:10", "5", "1.5", "0.5", "NA"],
    ["A-3", "case", "女", "19.5", "2026/10/03", ">12", "", "inf", "11.2"],
    ["A-3", "case", "", "-", "", "6.1", "2", "2", "1e3"],
]
LABELS = [["Idx", "Name", "Label"], ["1", "M1", "Acetate"], ["2", "M2 [a.u.]", "L-Alanine"]]
LONG = [
    ["id", "項目", "結果値", "単位", "群"],
    *([row[0], "UA", row[5], "mg/dL", row[1]] for row in PEOPLE[1:]),
]


def written(rows: list[list[str]], separator: str = ",") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode()


FILES = {
    "csv": written(PEOPLE),
    "tsv": written(PEOPLE, "\t"),
    "txt": written(PEOPLE, "\t"),
    "long": written(LONG),
    "xlsx": xlsx_of(*PEOPLE, Peak=LABELS),
    **{ending: samples()[ending] for ending in ("json", "ndjson", "hl7", "lines")},
}
NAMES = {"long": "clinic.csv", "lines": "clinic.txt"}


@pytest.mark.parametrize("ending", FILES)
def test_a_mutated_cohort_is_read_or_refused_and_nothing_else(ending: str) -> None:
    random = Random(7)  # noqa: S311 - no secret
    read = sum(
        read_or_refused(mutated(ending, FILES[ending], random), NAMES.get(ending, f"c.{ending}"))
        for _ in range(RUNS)
    )
    # Else the mutations would try the door only.
    assert read > RUNS // 20


def test_a_mutated_table_of_groups_is_joined_or_refused_and_nothing_else() -> None:
    random = Random(8)  # noqa: S311 - no secret
    groups = written([row[:4] for row in PEOPLE])
    read = [
        read_or_refused(FILES["csv"], "clinic.csv", (mutated("csv", groups, random), "groups.csv"))
        for _ in range(RUNS)
    ]
    assert any(read)
