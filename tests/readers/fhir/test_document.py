import io
import json

import pytest

from core.errors import PanelError
from core.readers.fhir.document import LIMIT_BYTES, read_document
from tests.readers.fhir.resources import bundle, check, observation, read

TEXT = json.dumps(observation())


def refused(data: bytes, name: str = "a.json") -> str:
    with pytest.raises(PanelError) as error:
        read_document(io.BytesIO(data), name)
    check(error.value.problem)
    return error.value.problem.key


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_each_encoding_of_unicode_is_read(encoding: str) -> None:
    whole = json.dumps(bundle(observation(id="尿酸")), ensure_ascii=False)
    assert len(read(whole.encode(encoding)).panels) == 1


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "fhir.file.empty"),
        (b" \n", "fhir.file.empty"),
        (b"{", "fhir.file.broken"),
        (TEXT.encode() * 2, "fhir.file.broken"),
        (b"[" * 100_000, "fhir.file.broken"),
        (b'{"a":' * 100_000, "fhir.file.broken"),
        (b'{"value": NaN}', "fhir.file.broken"),
        (b'{"value": -Infinity}', "fhir.file.broken"),
        (b'{"value": 01}', "fhir.file.broken"),
        (rb'{"value": "\ud800"}', "fhir.file.broken"),
        (b'{"value": 1, "value": 2}', "fhir.file.twice"),
        (b'{"value": "\xff"}', "fhir.file.encoding"),
        ("{}".encode("utf-16")[:-1], "fhir.file.encoding"),
        (TEXT.encode("cp932") + "尿".encode("cp932"), "fhir.file.encoding"),
        (b" " * (LIMIT_BYTES + 1), "fhir.file.too_large"),
    ],
)
def test_bytes_that_are_no_json_are_refused_with_their_reason(data: bytes, key: str) -> None:
    assert refused(data) == key


def test_a_file_of_lines_with_no_resource_at_all_is_refused() -> None:
    assert refused(b"no\njson", "a.ndjson") == "fhir.file.broken"


@pytest.mark.parametrize("number", ["9" * 5000, "1e999999999999999999999", "-1e-400", "1E400"])
def test_a_number_of_any_size_is_told_at_its_place(number: str) -> None:
    data = TEXT.replace('"value": 0.8', f'"value": {number}').encode()
    reading = read(data)
    assert reading.panels == ()
    assert [p.place.path for p in reading.problems] == ["valueQuantity"]


@pytest.mark.parametrize("number", ["4.0", "0.0000001", "1e1", "123456.000"])
def test_a_number_keeps_its_text(number: str) -> None:
    data = TEXT.replace('"value": 0.8', f'"value": {number}').encode()
    assert read(data).panels[0].measurements[0].text == number
