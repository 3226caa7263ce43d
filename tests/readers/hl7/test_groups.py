import pytest

from tests.readers.hl7.messages import OBR, PID, URATE, header, obx, of, read, spm

HDL = "HDL^HDL cholesterol^L"
URINE, SERUM = spm("UR^Urine^HL70487"), spm()
OUL, ORU = header("OUL^R22^OUL_R22"), header()


def used(*segments: str) -> list[str]:
    """Which analytes of a message are used: those of blood are, those of urine are not."""
    panels = read(of(*segments)).panels
    return [m.marker.key for panel in panels for m in panel.measurements]


@pytest.mark.parametrize(
    "segments",
    [
        pytest.param((ORU, PID, OBR, obx(), SERUM, OBR, obx(HDL), URINE), id="after its results"),
        pytest.param((OUL, PID, SERUM, OBR, obx(), URINE, OBR, obx(HDL)), id="before its orders"),
        pytest.param((OUL, PID, OBR, obx(), SERUM, OBR, obx(HDL), URINE), id="OUL in the other"),
        pytest.param((ORU, PID, SERUM, OBR, obx(), URINE, OBR, obx(HDL)), id="ORU in the other"),
        pytest.param((ORU, PID, OBR, SERUM, obx(), OBR, URINE, obx(HDL)), id="within its order"),
        pytest.param((ORU, PID, OBR, obx(), OBR, obx(HDL), URINE), id="one order without any"),
        pytest.param((OUL, PID, SERUM, obx(), URINE, obx(HDL)), id="of the specimen itself"),
    ],
)
def test_a_specimen_is_bound_to_the_results_it_is_of(segments: tuple[str, ...]) -> None:
    assert used(*segments) == ["ua"]


def test_a_specimen_before_several_orders_is_of_all_of_them() -> None:
    assert used(OUL, PID, SERUM, OBR, obx(), OBR, obx(HDL, "50")) == ["ua", "hdl_c"]
    assert used(OUL, PID, URINE, OBR, obx(), OBR, obx(HDL, "50")) == []


def test_an_observation_after_a_specimen_is_of_that_specimen_alone() -> None:
    assert used(ORU, PID, OBR, obx(), URINE, obx(HDL)) == []
    assert used(ORU, PID, OBR, obx("X^Zonulin^L"), SERUM, obx(URATE)) == ["ua"]


def test_an_observation_of_the_patient_has_its_own_time() -> None:
    (panel,) = read(of(ORU, PID, obx(observed="20261001"), OBR, SERUM)).panels
    assert str(panel.specimen.collected) == "2026-10-01"


def test_nothing_of_one_patient_is_taken_over_to_the_next() -> None:
    other = PID.replace("P-001", "P-002")
    assert used(OUL, PID, URINE, OBR, other, OBR, obx()) == ["ua"]
    assert used(ORU, PID, OBR, obx(), URINE, other, OBR, obx(HDL, "50")) == ["hdl_c"]
