"""What the catalogue claims of LOINC and JLAC10, and what it must leave alone."""

import re
import unicodedata
from collections import Counter
from fnmatch import fnmatchcase

import pytest

from core.markers import CATALOGUE, Marker

MARKERS = list(CATALOGUE.values())
EVERY_LOINC = sorted(
    code for m in MARKERS for code in (m.loinc, *m.other_loinc, *m.other_specimen) if code
)
JLAC10 = re.compile(r"[0-9][A-Z][0-9]{3}(?:[0-9]{4}(?:\?{3}[0-9]{3}(?:[0-9]{2})?)?)?")
each_marker = pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.key)


def by_loinc(code: str) -> list[str]:
    return [m.key for m in MARKERS if code in (m.loinc, *m.other_loinc)]


def by_jlac10(code: str) -> list[str]:
    return [m.key for m in MARKERS if any(fnmatchcase(code, f"{s}*") for s in m.jlac10)]


def test_no_code_is_claimed_twice() -> None:
    claimed = Counter(EVERY_LOINC) + Counter(code for m in MARKERS for code in m.jlac10)
    assert [code for code, times in claimed.items() if times > 1] == []


def test_no_jlac10_code_can_begin_with_those_of_two_markers() -> None:
    starts = [code for m in MARKERS for code in m.jlac10]
    assert [(a, b) for a in starts for b in starts if a != b and a.startswith(b)] == []


@pytest.mark.parametrize("loinc", EVERY_LOINC)
def test_the_check_digit_of_a_loinc_code_is_right(loinc: str) -> None:
    assert re.fullmatch(r"\d{1,7}-\d", loinc)
    digits, check = loinc.split("-")
    odd = str(2 * int(digits[::-1][::2][::-1]))
    total = sum(map(int, odd)) + sum(map(int, digits[::-1][1::2]))
    assert -total % 10 == int(check)


@each_marker
def test_a_jlac10_code_is_written_as_one(marker: Marker) -> None:
    assert all(JLAC10.fullmatch(code) for code in marker.jlac10)


@each_marker
def test_what_is_computed_from_others_has_no_code(marker: Marker) -> None:
    if marker.derived:
        assert (marker.loinc, marker.other_loinc, marker.jlac10) == ("", (), ())


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("3J010000002327101", "t_bil"),
        ("3C020000002327101", "ua"),
        ("3A015000002327101", "alb"),
        ("5C070000002306201", "crp"),
        ("3D046000001920402", "hba1c"),
        ("3B070000002327501", "alp_ifcc"),
        ("3B050000002327201", "ld_ifcc"),
        ("3B050000002327901", "ld_ifcc"),
        ("3B070000002227501", "alp_ifcc"),
        ("2A990000001930951", "rbc"),
        ("2A990000001930952", "wbc"),
        ("2A990000001930953", "hb"),
        ("2A990000001930955", "plt"),
    ],
)
def test_a_jlac10_code_of_the_core_laboratory_set_is_the_marker(code: str, key: str) -> None:
    assert by_jlac10(code) == [key]


@pytest.mark.parametrize(
    "code",
    [
        "3J015000002327101",  # direct bilirubin
        "3B070000002327101",  # ALP by JSCC: about three times IFCC
        "3B070000002327701",  # ALP by neither
        "3B050000002327801",  # LD by neither
        "3D045000001906202",  # HbA1c by JDS
        "3G055000002327101",  # carnitines, total and free alike
        "3C045000002220501",  # amino acids, all of them
        "2A990000001930956",  # another part of the blood count
    ],
)
def test_a_jlac10_code_of_another_quantity_is_no_marker(code: str) -> None:
    assert by_jlac10(code) == []


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("1968-7", []),  # direct bilirubin
        ("2091-7", []),  # cholesterol esters
        ("14805-6", []),  # LD, pyruvate to lactate: about twice the other way
        ("62388-4", []),  # HbA1c by JDS
        ("22664-7", []),  # urea, which is urea nitrogen in moles only
        ("3091-6", []),  # urea by mass
        ("1995-0", []),  # ionised calcium
        ("11273-0", []),  # erythrocyte morphology
        ("59261-8", ["hba1c"]),
        ("13457-7", ["ldl_c"]),
        ("18262-6", ["ldl_c"]),
        ("14288-5", ["carnitine_total"]),
        ("14286-9", ["carnitine_free"]),
        ("1988-5", ["crp"]),
        ("30522-7", ["hs_crp"]),
        ("71426-1", ["hs_crp"]),
        ("14933-6", ["ua"]),
        ("3086-6", []),  # urate in urine
        ("53199-6", []),  # palmitoylcarnitine in dried blood
        ("48624-1", []),  # bilirubin in cord blood
    ],
)
def test_a_loinc_code_is_of_its_own_quantity_and_material_only(code: str, keys: list[str]) -> None:
    assert by_loinc(code) == keys


@pytest.mark.parametrize(
    "name",
    [
        "ALP(JSCC)", "LD(JSCC)", "HbA1c(JDS)", "HbA1c(IFCC)", "D-Bil", "U-UA", "尿中尿酸",
        "エステル型コレステロール", "補正Ca", "Ca2+", "CK-MB", "non-HDL-C", "U-Cre",
        "尿蛋白", "カルニチン",
    ],
)  # fmt: skip
def test_a_name_of_another_quantity_is_no_marker(name: str) -> None:
    known = {
        unicodedata.normalize("NFKC", n).casefold()
        for m in MARKERS
        for n in (m.key, m.symbol, *m.names.values(), *m.aliases)
    }
    assert unicodedata.normalize("NFKC", name).casefold() not in known
