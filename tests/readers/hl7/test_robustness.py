"""Whatever the bytes: a reading or a PanelError, never another exception."""

import io
import resource

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import PanelError
from core.readers.hl7 import read_hl7
from core.readers.reading import merged
from tests.readers.files import check_sentences
from tests.readers.hl7.messages import OBR, PID, UA, URATE, header, obx, of, oru, spm

SEGMENTS = [
    header(),
    header("OUL^R22", "~ISO IR87"),
    PID,
    PID.replace("P-001", ""),
    OBR,
    obx(interval="3.7-7.8", flag="H"),
    obx(value="<^1^-^5", kind="SN"),
    obx(status="W"),
    obx(f'1^\x1b$BG"\x1b(B^99LAB^{UA}', observed="2026"),
    spm(collected="202610020910+0900"),
    spm("UR"),
    "NTE|1||free \\.br\\ text \\X41",
    "a line that is none",
    "",
]
TOKENS = [b"|", b"^", b"~", b"\\", b"&", b"\r", b"\n", b"\x0b", b"\x1c", b"\x1b$B", b"\xef\xbb\xbf"]
TOKENS += [b"MSH|^~\\&", b"PID|", b"OBX|", b"OBR|", b"SPM|", b"ORU^R01", b'""', b"\xff", b"\0"]


def read_or_refused(data: bytes) -> None:
    try:
        reading = merged(read_hl7(io.BytesIO(data), "x.hl7"), "x.hl7")
    except PanelError as error:
        check_sentences(error.problem)
    else:
        for problem in reading.problems:
            check_sentences(problem)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(data)


@given(st.lists(st.sampled_from(TOKENS) | st.binary(max_size=4), max_size=40).map(b"".join))
def test_any_run_of_marks_is_read_or_refused(data: bytes) -> None:
    read_or_refused(data)
    read_or_refused(b"MSH|^~\\&|a|b|c|d|1||ORU^R01|1|P|2.5\r" + data)


@given(st.lists(st.sampled_from(SEGMENTS), max_size=12))
def test_segments_in_any_order_are_read_or_refused(segments: list[str]) -> None:
    read_or_refused(of(*segments))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_mutated_message_is_read_or_refused(data: st.DataObject) -> None:
    message = bytearray(oru(*SEGMENTS[5:12]))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(message)))
        piece = data.draw(st.sampled_from(TOKENS) | st.binary(max_size=3))
        message[at : at + data.draw(st.integers(0, 5))] = piece
    read_or_refused(bytes(message))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(oru("OBX" + "|" * 990_000), id="field separators"),
        pytest.param(oru(obx(value="~" * 990_000)), id="repetitions"),
        pytest.param(oru(obx(value="^&" * 490_000)), id="components"),
        pytest.param(oru(obx(value="\\" * 990_000)), id="escapes"),
        pytest.param(oru(obx(value="\\X41" * 240_000)), id="escapes left open"),
        pytest.param(oru(obx(value="1" * 990_000)), id="one value"),
        pytest.param(oru(obx(interval="1" * 990_000)), id="one interval"),
        pytest.param(oru(obx("1^" + "A" * 990_000)), id="one name"),
        pytest.param(oru("x\r" * 490_000), id="lines"),
        pytest.param(b"MSH|^~\\&\r" * 100_000, id="headers"),
        pytest.param((header() + "\r").encode() * 14_000, id="messages"),
        pytest.param(oru("OBX|||A\r" * 120_000), id="observations"),
        pytest.param(oru(*(f"OBX|||{i}" for i in range(80_000))), id="analytes"),
        pytest.param(oru(*(obx(URATE, str(i)) for i in range(15_000))), id="results"),
        pytest.param(oru("PID|||1\r" * 120_000), id="people"),
        pytest.param(oru("SPM|1\r" * 160_000, obx()), id="specimens"),
        pytest.param(oru("\x1b$B" * 320_000), id="escape sequences"),
        pytest.param(oru("\x1b$B" + '0"' * 490_000), id="two-byte characters"),
    ],
)
def test_a_megabyte_of_one_thing_takes_no_more_memory_than_allowed(data: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read_or_refused(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024
