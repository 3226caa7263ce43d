import pytest

from core.markers import Marker
from core.readers.names import (
    FIELD_NAMES,
    RESULT_NAMES,
    Code,
    System,
    field_named,
    folded,
    marker_coded,
    marker_named,
)
from tests.strategies import MEASURABLE

each_marker = pytest.mark.parametrize("marker", MEASURABLE, ids=lambda marker: marker.key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uric Acid", "uric_acid"),
        ("ＵＡ", "ua"),
        ("T‐Bil", "T−Bil"),
        ("HDL–C", "hdl-c"),
        ("患者 ＩＤ", "患者id"),
        ("γ-GTP", "Γ‑gtp"),
        ("ｱﾙﾌﾞﾐﾝ", "アルブミン"),
        ("コレステロ－ル", "コレステロール"),
    ],
)
def test_ways_of_writing_a_name_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("C3", "C30"), ("AST", "ALT"), ("C18:1", "C18:2")])
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("field", "name"),
    [(f, name) for f, names in {**FIELD_NAMES, **RESULT_NAMES}.items() for name in names],
)
def test_every_name_of_a_field_is_that_field_and_no_marker(field: str, name: str) -> None:
    assert field_named(name.upper()) == field
    assert marker_named(name) is None


@pytest.mark.parametrize("name", ["", " ", "name", "氏名", "UA", "visit"])
def test_another_name_is_no_field(name: str) -> None:
    assert field_named(name) == ""


@each_marker
def test_every_marker_is_found_by_each_of_its_names(marker: Marker) -> None:
    for name in (marker.key, marker.symbol, *marker.names.values(), *marker.aliases):
        assert marker_named(f" {name.upper()} ") is marker


@each_marker
def test_every_marker_is_found_by_each_of_its_codes(marker: Marker) -> None:
    for code in filter(None, (marker.loinc, *marker.other_loinc)):
        assert marker_coded(Code(System.LOINC, f" {code} ")) is marker
        assert marker_coded(Code(System.LOCAL, code)) is None
    for code in marker.other_specimen:
        assert marker_coded(Code(System.LOINC, code)) is None


@each_marker
def test_a_jlac10_code_names_the_analyte_whatever_follows_that_decides_nothing(
    marker: Marker,
) -> None:
    for code in marker.jlac10:
        whole = code.replace("?", "0").ljust(17, "0")
        assert marker_coded(Code(System.JLAC10, whole)) is marker
        assert marker_coded(Code(System.JLAC10, f"{whole[:9]}023{whole[12:]}".lower())) is marker


@pytest.mark.parametrize("code", ["", "3", "3C02", "ZZZZZ", "9Z9990000002327101"])
def test_what_is_no_code_of_jlac10_names_nothing(code: str) -> None:
    assert marker_coded(Code(System.JLAC10, code)) is None


def test_a_code_is_taken_to_the_letter() -> None:
    assert marker_coded(Code(System.LOINC, "30841")) is None
    assert marker_coded(Code(System.LOINC, "3084-1x")) is None
