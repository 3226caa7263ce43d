import pytest

from core.markers import CATALOGUE, Marker
from core.readers.hl7.materials import Material, material_of
from tests.readers.hl7.messages import (
    OBR,
    PID,
    UA,
    URATE,
    header,
    measured,
    obx,
    of,
    oru,
    read,
    spm,
    why_unused,
)

WITH_JLAC10 = [marker for marker in CATALOGUE.values() if marker.jlac10]


@pytest.mark.parametrize("material", ["SER^Serum^HL70487", "ASERU", "PLAS", "BLD", "023^血清^JC10"])
def test_a_result_of_blood_is_used(material: str) -> None:
    assert measured(oru(obx(URATE), spm(material))).marker.key == "ua"


@pytest.mark.parametrize(
    "material", ["UR^Urine^HL70487", "CSF", "001^尿^JC10", "SKBP^Skin^HL70487"]
)
def test_a_result_of_another_material_is_not_used(material: str) -> None:
    problem = why_unused(oru(obx(), spm(material)))
    assert problem.key == "reader.result.not_blood"


def test_a_material_of_the_laboratorys_own_counts_by_its_name_or_the_code_of_the_result() -> None:
    assert measured(oru(obx(URATE), spm("01^血清^99XYZ"))).marker.key == "ua"
    assert measured(oru(obx(UA), spm("07^Roehrchen 3^99XYZ"))).marker.key == "ua"
    assert why_unused(oru(obx(URATE), spm("07^Roehrchen 3^99XYZ"))).key == "hl7.material"


@pytest.mark.parametrize(
    ("triplets", "material"),
    [
        ([("023", "血清", "JC10"), ("01", "血清", "99XYZ")], Material.BLOOD),
        ([("023", "血清", "JC10"), ("UR", "", "HL70487")], Material.UNKNOWN),
        ([("01", "", "99XYZ"), ("UR", "", "HL70487")], Material.OTHER),
        ([("", "Serum", "")], Material.BLOOD),
        ([("", "", "JC10")], None),
    ],
)
def test_codes_of_a_material_that_differ_are_not_certain(
    triplets: list[tuple[str, str, str]], material: Material | None
) -> None:
    assert material_of(triplets) is material


@pytest.mark.parametrize(("source", "is_used"), [("SER&Serum&HL70070", True), ("UR", False)])
def test_an_older_message_states_the_material_in_its_order(source: str, is_used: bool) -> None:
    order = OBR.replace("20261002090000||||||||", f"20261002090000||||||||{source}")
    assert bool(read(of(header(), PID, order, obx(URATE))).panels) is is_used


@pytest.mark.skipif(not WITH_JLAC10, reason="the catalogue holds no JLAC10 code yet")
@pytest.mark.parametrize("marker", WITH_JLAC10, ids=lambda marker: str(marker.key))
def test_the_material_of_a_jlac10_code_must_be_blood(marker: Marker) -> None:
    def of_material(material: str) -> bytes:
        start = marker.jlac10[0]
        code = f"{start[:5]}0000{material}{start[12:15] or '271'}01"
        return oru(obx(f"{code}^{marker.names['ja']}^JC10", unit=marker.unit))

    assert measured(of_material("023")).marker is marker
    assert why_unused(of_material("001")).key == "reader.result.not_blood"


def test_a_control_specimen_is_not_the_patients() -> None:
    control = spm().replace("|||||||P|", "|||||||Q|")
    assert why_unused(oru(obx(), control)).key == "hl7.not_patient"


def test_a_haemolysed_specimen_is_said_to_be_so() -> None:
    (panel,) = read(oru(obx(), spm(more="|||||||CLOT~HEM^Hemolyzed^HL70493"))).panels
    assert panel.specimen.haemolysed is True
    (panel,) = read(oru(obx(), spm(more="|||||||CLOT"))).panels
    assert panel.specimen.haemolysed is None


@pytest.mark.parametrize(
    ("code", "fasting"),
    [("F^Fasting^HL70916", True), ("NF^^HL70916", False), ("F", None), ("NG^^HL70916", None)],
)
def test_fasting_is_read_from_its_table_alone(code: str, fasting: bool | None) -> None:
    order = OBR.replace("20261002090000||||||", f"20261002090000||||||{code}")
    (panel,) = read(of(header(), PID, order, obx())).panels
    assert panel.specimen.fasting is fasting


def test_of_several_specimens_the_observation_says_which_it_is_of() -> None:
    first, second = spm(collected="202610020800"), spm(collected="202610021000")
    (panel,) = read(oru(obx(observed="202610021000"), first, second)).panels
    assert str(panel.specimen.collected) == "2026-10-02 10:00:00"


def test_orders_of_two_months_are_two_draws() -> None:
    orders = [OBR.replace("20261002090000", month) for month in ("202609", "202610")]
    bilirubin = obx("1975-2^Bilirubin^LN", "0.8")
    reading = read(of(header(), PID, orders[0], obx(), orders[1], bilirubin))
    markers = [[m.marker.key for m in panel.measurements] for panel in reading.panels]
    assert markers == [["ua"], ["t_bil"]]
