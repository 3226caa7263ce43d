import pytest

from core.errors import Severity
from core.markers import Interval, Sex
from core.panel import Value
from core.readers.corrections import NONE, Corrections, Meaning, key_of
from core.readers.understanding import Shape
from tests.readers.hl7.messages import (
    OBR,
    PID,
    UA,
    URATE,
    header,
    keys,
    measured,
    obx,
    of,
    oru,
    read,
    refusal,
    spm,
    why_unused,
)

PLAIN = [header(), PID, OBR, obx(interval="3.7-7.8", flag="N")]


def test_a_plain_message_gives_its_panel_with_everything_it_says() -> None:
    reading = read(of(*PLAIN, spm(collected="202610020910+0900")))
    (panel,) = reading.panels
    assert not reading.problems
    assert (panel.patient.id, panel.patient.sex, panel.patient.age) == ("P-001", Sex.MALE, 24.0)
    assert panel.specimen.collected is not None
    assert panel.specimen.collected.isoformat() == "2026-10-02T09:10:00+09:00"
    (measurement,) = panel.measurements
    assert measurement.marker.key == "ua"
    assert (measurement.value, measurement.text) == (Value.exactly(5.1), "5.1")
    assert measurement.interval == Interval(3.7, 7.8)
    assert (measurement.place.row, measurement.place.path) == (4, "OBX-5")
    assert "KITSUNE" not in repr(reading)


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end: str, mark: bytes) -> None:
    assert read(mark + of(*PLAIN, end=end)) == read(of(*PLAIN))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_with_its_mark_is_read(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = (mark + of(*PLAIN).decode()).encode(encoding)
    assert read(data).panels == read(of(*PLAIN)).panels


def test_messages_framed_for_transport_are_read_each() -> None:
    second = of(header(), PID.replace("P-001", "P-002"), OBR, obx())
    framed = b"\x0b" + of(*PLAIN) + b"\x1c\r\x0b" + second + b"\x1c\r"
    assert [panel.patient.id for panel in read(framed).panels] == ["P-001", "P-002"]


def test_a_batch_is_read_without_its_headers_and_trailers() -> None:
    batch = of("FHS|^~\\&|LIS", "BHS|^~\\&|LIS", *PLAIN, "BTS|1", "FTS|1")
    reading = read(batch)
    assert len(reading.panels) == 1
    assert not reading.problems


def test_separators_are_those_the_header_states() -> None:
    data = of(*PLAIN).translate(bytes.maketrans(b"|^~\\&", b"*:%!$"))
    assert read(data).panels == read(of(*PLAIN)).panels


def test_what_stands_before_the_first_header_is_told() -> None:
    reading = read(of("Subject: results", *PLAIN))
    assert [(p.key, p.place.row) for p in reading.problems] == [("hl7.before", 1)]
    assert len(reading.panels) == 1


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "hl7.no_message"),
        (b"id,T-Bil (mg/dL)\np1,0.5\n", "hl7.no_message"),
        (b"MSHERIFF\r", "hl7.no_message"),
        (b"%PDF-1.7 \xff\xfe\r", "hl7.no_message"),
        (of("MSH|||||||ORU^R01"), "hl7.separators"),
        (of("MSH|^^~\\|a|b|||||ORU^R01"), "hl7.separators"),
        (of("MSH|^~\\&|a|b|||||"), "hl7.no_type"),
        (of(header("ADT^A08^ADT_A01"), PID), "hl7.types"),
        (of(header("ORU^R30"), PID), "hl7.types"),
    ],
)
def test_a_file_without_a_message_to_read_is_refused(data: bytes, key: str) -> None:
    assert refusal(data).key == key


def test_a_message_of_another_type_is_left_out_and_told_once() -> None:
    reading = read(of(header("ADT^A08"), PID, header("ADT^A08"), PID, *PLAIN))
    (problem,) = reading.problems
    assert (problem.key, problem.details["count"]) == ("hl7.other_type", 2)
    assert problem.severity is Severity.NOTE
    assert len(reading.panels) == 1


def test_a_message_without_observations_is_told() -> None:
    assert why_unused(of(header(), PID, OBR)).key == "hl7.no_observation"


def test_a_training_message_is_read_and_told() -> None:
    assert keys(of(*PLAIN).replace(b"|1|P|", b"|1|T|")) == ["hl7.not_for_use"]


def test_a_value_broken_over_lines_is_told_at_the_line() -> None:
    reading = read(oru(obx(), "OBX|2|NM|2085-9^HDL^LN||5", "0|mg/dL|||||F"))
    assert [(p.key, p.place.row) for p in reading.problems] == [("hl7.lines", 6)]
    assert [m.marker.key for m in reading.panels[0].measurements] == ["ua"]


def test_two_patients_give_a_panel_each_and_share_nothing() -> None:
    other = PID.replace("P-001", "P-002").replace("|M", "|F")
    reading = read(of(*PLAIN, other, OBR, obx(value="4.0")))
    assert [(p.patient.id, p.patient.sex) for p in reading.panels] == [
        ("P-001", Sex.MALE),
        ("P-002", Sex.FEMALE),
    ]


def test_a_file_that_names_nobody_leaves_the_name_to_be_typed() -> None:
    (panel,) = read(of(header(), OBR, obx())).panels
    assert panel.patient.id == ""


@pytest.mark.parametrize("first", [PID, PID.replace("P-001^^^LAB^MR", "")])
def test_a_nameless_patient_among_others_is_not_used(first: str) -> None:
    reading = read(of(header(), first, OBR, obx(), header(), OBR, obx(value="4.0")))
    assert [panel.patient.id for panel in reading.panels] == ["P-001"] * (first == PID)
    assert {p.key for p in reading.problems} == {"hl7.patient.nameless"}


def test_a_corrected_result_of_a_later_message_stands() -> None:
    reading = read(of(*PLAIN, header(), PID, OBR, obx(value="6.0", status="C")))
    (panel,) = reading.panels
    assert panel.measurements[0].text == "6.0"
    assert [p.key for p in reading.problems] == ["reader.draw.superseded"]


@pytest.mark.parametrize("status", ["D", "W"])
def test_a_withdrawal_takes_back_what_an_earlier_message_reported(status: str) -> None:
    reading = read(of(*PLAIN, header(), PID, OBR, obx(value="", status=status)))
    assert not reading.panels
    assert [(p.key, p.place.row) for p in reading.problems] == [
        ("reader.result.withdrawn", 4),
        ("reader.result.withdrawn", 8),
    ]


def test_a_result_sent_after_a_withdrawal_stands() -> None:
    withdrawn = [header(), PID, OBR, obx(value="", status="W")]
    data = of(*PLAIN, *withdrawn, header(), PID, OBR, obx(value="4.4"))
    (panel,) = read(data).panels
    assert panel.measurements[0].text == "4.4"


def test_what_was_understood_names_each_analyte_once() -> None:
    data = oru(obx(), obx(), obx(URATE), obx("9^Zonulin^L"))
    understanding = read(data).understanding
    assert understanding is not None
    assert understanding.shape is Shape.HL7
    assert [(i.name, i.meaning, i.unit) for i in understanding.items] == [
        ("Urate", Meaning(marker="ua"), "mg/dL"),
        ("Uric acid", Meaning(marker="ua"), "mg/dL"),
        ("Zonulin", None, "mg/dL"),
    ]


def test_messages_of_one_sender_have_one_signature() -> None:
    def signature(data: bytes) -> str:
        understanding = read(data).understanding
        assert understanding is not None
        return understanding.signature

    assert signature(of(*PLAIN)) == signature(oru(obx(URATE)))
    assert signature(of(*PLAIN)) != signature(of(*PLAIN).replace(b"|LAB|", b"|OTHER|"))


def test_a_correction_says_what_an_analyte_is_and_its_unit() -> None:
    said = NONE.with_meaning(key_of("Zonulin"), Meaning(marker="ua", unit="umol/L"))
    reading = read(oru(obx("9^Zonulin^L", value="297.4", unit="", interval="200-400 umol/L")), said)
    (measurement,) = reading.panels[0].measurements
    assert (measurement.marker.key, measurement.value) == ("ua", Value.exactly(5.0))
    assert measurement.interval is not None
    assert reading.understanding is not None
    assert reading.understanding.items[0].is_corrected


def test_an_unknown_analyte_is_told_once_with_its_code() -> None:
    problem = why_unused(oru(obx("9^Zonulin^L"), obx("9^Zonulin^L")))
    assert (problem.key, problem.details["code"]) == ("reader.result.unknown", "9")
    assert problem.severity is Severity.NOTE


def test_a_code_decides_before_a_name() -> None:
    assert why_unused(oru(obx("718-8^Uric acid^LN"))).key == "reader.result.unknown"
    # Protein in urine, whatever it is called.
    assert why_unused(oru(obx("2888-6^Total protein^LN"))).key == "reader.result.not_blood"


def test_the_second_code_of_an_analyte_counts_too() -> None:
    assert measured(oru(obx(f"X1^Harnsaeure^99LAB^{UA}"))).marker.key == "ua"


def test_an_observation_of_nothing_is_told() -> None:
    assert why_unused(oru(obx(""))).key == "hl7.no_analyte"


def test_an_encoding_said_by_hand_is_used() -> None:
    data = oru(obx("1^尿酸^L")).decode().encode("euc_jp")
    (panel,) = read(data, Corrections(encoding="euc_jp")).panels
    assert panel.measurements[0].marker.key == "ua"


def test_of_several_draws_only_that_with_a_refused_result_is_read_in_part() -> None:
    other = OBR.replace("20261002090000", "20261103090000")
    refused = obx("1975-2^Bilirubin^LN", "0.8", status="?")
    reading = read(of(header(), PID, OBR, obx(), other, obx(), refused))
    assert [panel.is_partly_read for panel in reading.panels] == [False, True]
