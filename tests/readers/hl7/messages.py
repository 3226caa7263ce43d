"""HL7 v2 messages made for a test, and what is read of them."""

import io
from pathlib import Path

import pytest

from core.errors import PanelError, Problem
from core.panel import Measurement
from core.readers.corrections import NONE, Corrections
from core.readers.hl7 import read_hl7
from core.readers.reading import Reading
from tests.readers.files import check_sentences

FOLDER = Path(__file__).parents[3] / ".." / "shared" / "data" / "hl7v2"
HEADER = "MSH|^~\\&|LIS|LAB|DASH|CLINIC|20261002101500||{type}|1|P|2.5||||||{charset}"
PID = "PID|1||P-001^^^LAB^MR||KITSUNE^KON||20020510|M"
OBR = "OBR|1||A1|CHEM^Chemistry^L|||20261002090000|||||||||||||||20261002120000|||F"
UA, URATE = "3084-1^Urate^LN", "UA^Uric acid^L"


def header(kind: str = "ORU^R01^ORU_R01", charset: str = "") -> str:
    return HEADER.format(type=kind, charset=charset)


def obx(  # noqa: PLR0913 - a segment has as many fields
    code: str = UA,
    value: str = "5.1",
    *,
    unit: str = "mg/dL",
    interval: str = "",
    flag: str = "",
    status: str = "F",
    kind: str = "NM",
    observed: str = "",
) -> str:
    return f"OBX|1|{kind}|{code}||{value}|{unit}|{interval}|{flag}|||{status}|||{observed}"


def spm(material: str = "SER^Serum^HL70487", collected: str = "", more: str = "") -> str:
    return f"SPM|1|S1||{material}|||||||P||||||{collected}{more}"


def of(*segments: str, end: str = "\r") -> bytes:
    return (end.join(segments) + end).encode()


def oru(*segments: str) -> bytes:
    """An ORU^R01 of one patient and one order."""
    return of(header(), PID, OBR, *segments)


def read(data: bytes, corrections: Corrections = NONE, name: str = "lab.hl7") -> Reading:
    """The reading of a file, each problem of which has its sentence in both languages."""
    (reading,) = read_hl7(io.BytesIO(data), name, corrections)
    for problem in reading.problems:
        check_sentences(problem)
    return reading


def measured(data: bytes) -> Measurement:
    """The one measurement of a file."""
    (panel,) = read(data).panels
    (measurement,) = panel.measurements
    return measurement


def keys(data: bytes) -> list[str]:
    return [problem.key for problem in read(data).problems]


def why_unused(data: bytes) -> Problem:
    """The one problem of a file that gives no panel."""
    reading = read(data)
    assert not reading.panels
    (problem,) = reading.problems
    return problem


def refusal(data: bytes, name: str = "lab.hl7") -> Problem:
    """Why a file is refused as a whole."""
    with pytest.raises(PanelError) as caught:
        read(data, name=name)
    check_sentences(caught.value.problem)
    assert caught.value.problem.place.file == name
    return caught.value.problem


def real(name: str) -> bytes:
    path = FOLDER / name
    if not path.exists():
        pytest.skip("the real messages are not beside this tree")
    return path.read_bytes()
