import csv
import gzip
import io
import json
import tracemalloc
from pathlib import Path

import pytest

from core.errors import PanelError
from core.exports import bundle_bytes
from core.markers import Sex
from core.readers import LIMIT_BYTES, READERS, read_panels, stream_panels
from core.readers.examples import example_panels
from core.readers.reading import LIMIT_LISTED
from core.readers.tables import delimited
from core.readers.templates import template_csv, template_xlsx
from tests.readers.files import csv_of, problems_of, refusal_of, xlsx_of

GOOD = csv_of("id,UA (mg/dL)", "A,3.4")


@pytest.mark.parametrize("name", ["panels.csv", "PANELS.CSV", "a.b.csv", "folder/panels.csv"])
def test_the_reader_is_chosen_by_the_ending_of_the_name(name: str) -> None:
    assert len(read_panels(GOOD, name).panels) == 1


@pytest.mark.parametrize("name", ["panels.pdf", "panels", "csv", "", "panels.xls"])
def test_another_ending_is_refused_with_those_that_are_read(name: str) -> None:
    problem = refusal_of(GOOD, name)
    assert problem.key == "reader.file.ending"
    assert problem.details == {"endings": ", ".join(READERS)}


def test_the_place_of_a_problem_holds_the_name_of_the_file_and_not_its_folder() -> None:
    reading = read_panels(csv_of("id,UA (mg/dL)", "A,high"), "private/panels.csv")
    assert {p.place.file for p in reading.problems} == {"panels.csv"}


def test_an_upload_larger_than_the_limit_is_refused_unread() -> None:
    problem = refusal_of(bytes(LIMIT_BYTES + 1))
    assert (problem.key, problem.details) == ("reader.file.too_large", {"limit": 30})


def test_a_thirty_megabyte_file_of_text_in_place_of_numbers_is_one_short_list() -> None:
    rows = b"\n".join(b"P-%d,much too high to be true,%s" % (i, b"x" * 400) for i in range(65_000))
    data = b"id,UA (mg/dL),remark\n" + rows
    assert 0.85 * LIMIT_BYTES < len(data) < LIMIT_BYTES
    problems = problems_of(data)
    assert len(problems) <= 2 * LIMIT_LISTED + 2
    assert problems[-1].key.startswith("reader.more.")


def test_an_error_names_no_value_of_the_patient_in_its_own_text() -> None:
    with pytest.raises(PanelError) as caught:
        read_panels(csv_of("UA (mg/dL)", "3.4"), "yamada.csv")
    assert "amada" not in str(caught.value)
    assert "amada" not in repr(caught.value)


SAMPLES = {
    "csv": template_csv(),
    "tsv": template_csv(),
    "xlsx": template_xlsx(),
    "json": bundle_bytes(example_panels()),
    "ndjson": b"\n".join(
        json.dumps(entry["resource"]).encode()
        for entry in json.loads(bundle_bytes(example_panels()))["entry"]
    ),
    "txt": "患者ID: A-014\n尿酸 5.1 mg/dL 3.7-7.8\n".encode(),
    "hl7": b"MSH|^~\\&|LAB||||||ORU^R01|1|P|2.5\rPID|1||A-014||||F\r"
    b"OBR|1|||1^panel^L|||20261002\rOBX|1|NM|3084-1^Urate^LN||3.4|mg/dL|||||F\r",
}


@pytest.mark.parametrize("ending", READERS)
def test_a_stream_brings_the_same_panels_as_an_upload(ending: str, tmp_path: Path) -> None:
    data = SAMPLES[ending]
    path = tmp_path / f"panels.{ending}"
    path.write_bytes(data)
    streamed = [panel for reading in stream_panels(path) for panel in reading.panels]
    assert tuple(streamed) == read_panels(data, path.name).panels != ()


def test_a_stream_lists_every_problem_of_every_row(tmp_path: Path) -> None:
    path = tmp_path / "panels.csv"
    path.write_bytes(csv_of("id,UA (mg/dL)", *[f"P-{i},high" for i in range(5_000)]))
    problems = [p for reading in stream_panels(path) for p in reading.problems]
    assert [p.place.row for p in problems[::2]] == list(range(2, 5_002))


def test_a_long_csv_file_is_streamed_in_flat_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "PIECE_BYTES", 1 << 18)
    peaks = []
    for count in (10_000, 40_000):
        path = tmp_path / f"{count}.csv"
        with path.open("w") as file:
            file.write("id,age,sex,UA (mg/dL),remark\n")
            file.writelines(f"P-{i},24,m,3.4,{'x' * 100}\n" for i in range(count))
        tracemalloc.start()
        read = sum(len(reading.panels) for reading in stream_panels(path))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert read == count
    assert peaks[0] < 15_000_000
    # What grows is the memory of who has been met, 8 bytes each.
    assert peaks[1] - peaks[0] < 1_000_000


@pytest.fixture(scope="module")
def adults(shared_data: Path) -> list[dict[str, str]]:
    """A thousand adults of the US survey NHANES for whom all three routine markers are known."""
    path = shared_data / "nhanes4" / "nhanes4_bloods_subset.csv.gz"
    needed = ("ttbl", "uap", "hdl", "age")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        people = (
            row
            for row in csv.DictReader(file)
            if all(row[name] for name in needed) and float(row["age"]) >= 18
        )
        return [person for person, _ in zip(people, range(1000), strict=False)]


def wide(people: list[dict[str, str]]) -> list[list[str]]:
    sexes = {"1.0": "male", "2.0": "female"}
    header = ["id", "sex", "age", "Bilirubin (mg/dL)", "Uric acid (mg/dL)", "HDL (mg/dL)"]
    rows = [
        [p["sampleID"], sexes[p["gender"]], p["age"], p["ttbl"], p["uap"], p["hdl"]] for p in people
    ]
    return [header, *rows]


def test_a_thousand_real_adults_are_read_to_the_bit(adults: list[dict[str, str]]) -> None:
    file = io.StringIO()
    csv.writer(file).writerows(wide(adults))
    reading = read_panels(file.getvalue().encode(), "nhanes.csv")
    assert reading.problems == ()
    assert len(reading.panels) == len(adults) == 1000
    for person, panel in zip(adults, reading.panels, strict=True):
        assert panel.patient.id == person["sampleID"]
        assert panel.patient.sex is (Sex.MALE if person["gender"] == "1.0" else Sex.FEMALE)
        assert panel.patient.age == float(person["age"])
        assert [m.value.low for m in panel.measurements] == [
            float(person[name]) for name in ("ttbl", "uap", "hdl")
        ]


def test_a_thousand_real_adults_are_the_same_in_a_workbook(adults: list[dict[str, str]]) -> None:
    header, *rows = wide(adults)
    numbered = [[*row[:2], *map(float, row[2:])] for row in rows]
    from_workbook = read_panels(xlsx_of(header, *numbered), "nhanes.xlsx")
    assert from_workbook.problems == ()
    from_text = read_panels(csv_of(*map(",".join, wide(adults))), "nhanes.csv")
    assert [
        (p.patient, [(m.marker.key, m.value) for m in p.measurements]) for p in from_workbook.panels
    ] == [(p.patient, [(m.marker.key, m.value) for m in p.measurements]) for p in from_text.panels]
