import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readers.hl7.encoding import from_jis
from tests.readers.hl7.messages import OBR, PID, header, measured, obx, of, read, refusal, spm

IR87 = "~ISO IR87"
ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b$(D", b"\x1b(B", b"\x1b(J", b"\x1b(I", b"\x1b")
URATE_JA = "10301^尿酸^99LAB"
# What iso2022_jp writes of the characters that CP932 maps elsewhere.
MAPPED_APART = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")


def japanese(charset: str, encoding: str) -> bytes:
    text = of(
        header("OUL^R22^OUL_R22", charset),
        PID.replace("KITSUNE^KON", "患者^太郎"),
        spm("023^血清^JC10", collected="202610020910"),
        OBR,
        obx(URATE_JA, unit="mg/dl^mg/dl^99XYZ", interval="3.7以上7.8以下"),
    ).decode()
    return b"\r".join(line.encode(encoding) for line in text.split("\r"))


def test_a_japanese_message_in_iso_2022_is_read() -> None:
    data = japanese(IR87, "iso2022_jp")
    assert b"\x1b$B" in data
    reading = read(data)
    assert not reading.problems
    assert reading.panels[0].get("ua") is not None
    assert reading.understanding is not None
    assert reading.understanding.items[0].name == "尿酸"
    assert reading.understanding.encoding == "iso2022_jp"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("", "iso2022_jp"),
        ("", "utf-8"),
        ("UNICODE UTF-8", "utf-8"),
        ("UNICODE", "utf-8"),
        (IR87, "utf-8"),
    ],
)
def test_the_same_message_is_read_alike_in_every_certain_encoding(
    charset: str, encoding: str
) -> None:
    reading = read(japanese(charset, encoding))
    assert reading.panels == read(japanese(IR87, "iso2022_jp")).panels
    assert not reading.problems


@pytest.mark.parametrize("charset", ["", IR87])
def test_shift_jis_that_no_header_states_is_read_and_told(charset: str) -> None:
    reading = read(japanese(charset, "cp932"))
    assert len(reading.panels) == 1
    assert [problem.key for problem in reading.problems] == ["hl7.as_cp932"]


def test_latin_1_is_read_where_it_is_stated() -> None:
    data = of(header(charset="8859/1"), PID, OBR, obx(value="300", unit="µmol/L"))
    measurement = measured(data.decode().encode("latin-1"))
    assert measurement.value.low == pytest.approx(300 / 59.48)


@pytest.mark.parametrize("charset", ["UNICODE UTF-8", "8859/99", "8859/6", ""])
def test_bytes_that_are_not_what_is_stated_are_refused(charset: str) -> None:
    data = of(header(charset=charset), PID, OBR, obx()).replace(b"KITSUNE", b"\xff\xfd\xa0")
    problem = refusal(data)
    assert (problem.key, problem.place.row) == ("hl7.encoding", 1)


def test_zero_bytes_are_no_text() -> None:
    assert refusal(of(header(), PID, OBR, obx("UA\0^Uric acid^L"))).key == "hl7.encoding"


def test_each_message_of_a_file_is_read_in_its_own_encoding() -> None:
    second = japanese("UNICODE UTF-8", "utf-8").replace(b"P-001", b"P-002")
    reading = read(japanese(IR87, "iso2022_jp") + second)
    assert [panel.patient.id for panel in reading.panels] == ["P-001", "P-002"]
    assert reading.understanding is not None
    assert reading.understanding.encoding == "iso2022_jp, utf-8"


def test_a_character_that_hospitals_send_beside_the_standard_is_read() -> None:
    assert from_jis(b"\x1b$B|b66\x1b(B") == "髙橋"
    assert from_jis(b"a\x1b(I1\x1b(Bb") == "aｱb"
    assert from_jis(b"\x1b$(D0!\x1b(B") == "丂"


@pytest.mark.parametrize("line", [b"\x1b$B\x7f\x7f\x1b(B", b"\x1b$B", b"\x1b$B0\x1b(B", b"\x1b("])
def test_escapes_without_characters_raise_nothing(line: bytes) -> None:
    assert isinstance(from_jis(line), str)


@given(st.lists(st.sampled_from([*ESCAPES, b"|b", b"\x21\x21", b"\x7f", b"x"]), max_size=20))
def test_any_run_of_escapes_gives_text(pieces: list[bytes]) -> None:
    assert isinstance(from_jis(b"".join(pieces)), str)


def test_every_character_of_the_standard_comes_back() -> None:
    for row in range(0x21, 0x75):
        for cell in range(0x21, 0x7F):
            written = b"\x1b$B" + bytes((row, cell)) + b"\x1b(B"
            try:
                standard = written.decode("iso2022_jp")
            except UnicodeDecodeError:
                continue
            assert from_jis(written) == standard.translate(MAPPED_APART), (row, cell)
