from collections import Counter

import pytest

from core.markers import CATALOGUE, Marker
from core.readers.context import PATIENT, SPECIMEN
from core.readers.corrections import Role
from core.readers.names import FIELD_NAMES, RESULT_NAMES, folded
from core.readers.tables.headers import Heading, has_marker, heading_of, headings_of

EVERY_NAME = [
    pytest.param(marker, name, id=f"{marker.key} {name}")
    for marker in CATALOGUE.values()
    for name in (marker.key, marker.symbol, *marker.names.values(), *marker.aliases)
]


def known(text: str) -> Heading:
    heading = heading_of(0, text)
    assert heading is not None, text
    return heading


@pytest.mark.parametrize(("marker", "name"), EVERY_NAME)
def test_every_name_of_the_catalogue_is_a_header_with_its_unit(marker: Marker, name: str) -> None:
    heading = known(f"{name} ({marker.unit})")
    assert (heading.marker, heading.unit, heading.role) == (marker, marker.unit, Role.VALUE)


@pytest.mark.parametrize(("marker", "name"), EVERY_NAME)
def test_every_name_may_come_without_its_unit(marker: Marker, name: str) -> None:
    assert (known(name).marker, known(name).unit) == (marker, "")


def test_no_two_markers_or_fields_share_a_name() -> None:
    names: Counter[str] = Counter()
    for marker in CATALOGUE.values():
        every = (marker.key, marker.symbol, *marker.names.values(), *marker.aliases)
        names.update({folded(name) for name in every})
    for field_names in (*FIELD_NAMES.values(), *RESULT_NAMES.values()):
        names.update({folded(name) for name in field_names})
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("text", "key", "unit"),
    [
        ("Bilirubin (umol/L)", "t_bil", "umol/L"),
        ("Bilirubin [umol/L]", "t_bil", "umol/L"),
        ("bilirubin(μmol/L)", "t_bil", "μmol/L"),
        ("BILIRUBIN\n(mg/dL)", "t_bil", "mg/dL"),
        ("ＵＡ（ｍｇ／ｄＬ）", "ua", "ｍｇ／ｄＬ"),
        ("尿酸［mg/dL］", "ua", "mg/dL"),
        ("uric_acid (mg/dL)", "ua", "mg/dL"),
        ("Uric acid (urate) (mg/dL)", "ua", "mg/dL"),
        ("T‐Bil (mg/dL)", "t_bil", "mg/dL"),
        ("AST(GOT) (U/L)", "ast", "U/L"),
        ("AST(U/L)", "ast", "U/L"),
        ("AST ([IU]/L)", "ast", "[IU]/L"),
        ("AST [[IU]/L]", "ast", "[IU]/L"),
        ("AST(GOT)", "ast", ""),
        ("HbA1c(NGSP) (%)", "hba1c", "%"),
        ("C18:1 (nmol/mL)", "ac_c18_1", "nmol/mL"),
        ("WBC (×10³/µL)", "wbc", "×10³/µL"),
        ("UA (furlong)", "ua", "furlong"),
        ("UA ()", "ua", ""),
    ],
)
def test_a_unit_stands_in_brackets_behind_the_name(text: str, key: str, unit: str) -> None:
    heading = known(text)
    assert (heading.marker, heading.unit) == (CATALOGUE[key], unit)


@pytest.mark.parametrize(
    ("text", "role", "unit"),
    [
        ("C16 low", Role.LOW, ""),
        ("C16_low", Role.LOW, ""),
        ("C16 Lower limit", Role.LOW, ""),
        ("C16 (nmol/mL) low", Role.LOW, "nmol/mL"),
        ("C16 low (nmol/mL)", Role.LOW, "nmol/mL"),
        ("C16下限", Role.LOW, ""),
        ("C16 基準値下限", Role.LOW, ""),
        ("C16 (nmol/mL) 下限値", Role.LOW, "nmol/mL"),
        ("C16 high", Role.HIGH, ""),
        ("C16 upper limit", Role.HIGH, ""),
        ("C16上限", Role.HIGH, ""),
        ("C16上限（nmol/mL）", Role.HIGH, "nmol/mL"),
    ],
)
def test_an_end_of_the_laboratorys_interval_is_named_behind_the_marker(
    text: str, role: Role, unit: str
) -> None:
    heading = known(text)
    assert (heading.marker, heading.role, heading.unit) == (CATALOGUE["ac_c16"], role, unit)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("id", "id"),
        ("Patient ID", "id"),
        ("patient_id", "id"),
        ("患者ID", "id"),
        ("患者ＩＤ", "id"),
        ("Sex", "sex"),
        ("性別", "sex"),
        ("年齢", "age"),
        ("採血日時", "collected"),
        ("空腹", "fasting"),
        ("服薬", "medication"),
        ("溶血", "haemolysed"),
        ("Minutes to separation", "minutes_to_separation"),
        ("分離までの分", "minutes_to_separation"),
        ("妊娠", "pregnant"),
    ],
)
def test_the_context_is_known_in_english_and_japanese(text: str, field: str) -> None:
    assert known(text).field == field


def test_every_field_has_a_name_in_both_languages() -> None:
    assert FIELD_NAMES.keys() == {"id", "birth", "preliminary", *PATIENT, *SPECIMEN}
    for field, names in FIELD_NAMES.items():
        assert field in {name.replace(" ", "_") for name in names}
        assert any(not name.isascii() for name in names)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "UAx", "C16lower", "lowest", "(mg/dL)", "UA mg/dL", "name", "①UA", "UA (mg/dL"],
)
def test_another_header_is_not_known(text: str) -> None:
    assert heading_of(0, text) is None


def test_a_header_longer_than_any_name_is_not_taken_apart() -> None:
    assert heading_of(0, "UA " + "(" * 100_000 + ")") is None


def test_derived_figures_are_no_markers_to_measure() -> None:
    assert not has_marker(["id", "Arg/(Arg+Orn) (1)", "x"])
    assert has_marker(["x", "UA"])
    assert [h.index for h in headings_of(["id", "UA", "x"])] == [0, 1]
