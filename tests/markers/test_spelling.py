import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markers import CATALOGUE
from core.markers.dimensions import ALONE, DIMENSIONS
from core.markers.spelling import canonical, readings
from core.markers.units import accepted_units

CODES = [code for sizes in DIMENSIONS for code in sizes] + list(ALONE)
# The table lists common units; these are put together by the rules of UCUM.
COMPOSED = {"10*2/uL", "ukat/L", "nkat/L", "{arb}", "1"}


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("mg/dl", "mg/dL"),
        ("MG/DL", "mg/dL"),
        (" mg / dL ", "mg/dL"),
        ("㎎/㎗", "mg/dL"),
        ("㎍/㎖", "ug/mL"),
        ("ｍｇ／ｄＬ", "mg/dL"),
        ("mg/100mL", "mg/dL"),
        ("g/100 mL", "g/dL"),
        ("mg%", "mg/dL"),
        ("g%", "g/dL"),
        ("gm/dl", "g/dL"),
        ("gms/dL", "g/dL"),
        ("mg.dL-1", "mg/dL"),
        ("g/mL", "g/mL"),
        ("\u00b5mol/L", "umol/L"),
        ("\u03bcmol/l", "umol/L"),
        ("umol/L", "umol/L"),
        ("umol.L-1", "umol/L"),
        ("mcmol/L", "umol/L"),
        ("mmol/l", "mmol/L"),
        ("mmol·L⁻¹", "mmol/L"),
        ("mmol L-1", "mmol/L"),
        ("mcg/mL", "ug/mL"),
        ("IU/l", "[IU]/L"),
        ("[IU]/L", "[IU]/L"),
        ("[iU]/L", "[IU]/L"),
        ("mIU/mL", "m[IU]/mL"),
        ("U/l", "U/L"),
        ("10^3/uL", "10*3/uL"),
        ("×10³/µL", "10*3/uL"),
        ("x10^3/μL", "10*3/uL"),
        ("10**3/uL", "10*3/uL"),
        ("10e3/uL", "10*3/uL"),
        ("×10*3/uL", "10*3/uL"),
        ("10^3/mm³", "10*3/uL"),
        ("10*3/uL{cells}", "10*3/uL"),
        ("10*6/mm3", "10*6/uL"),
        ("10000/mm3", "10*4/uL"),
        ("/mm3", "/uL"),
        ("{cells}/uL", "/uL"),
        ("/mL", "/mL"),
        ("K/uL", "10*3/uL"),
        ("千/μL", "10*3/uL"),
        ("万/μL", "10*4/uL"),
        ("10⁹/L", "10*9/L"),
        ("x10E9/L", "10*9/L"),
        ("10^9 l-1", "10*9/L"),
        ("giga.l-1", "10*9/L"),
        ("Gpt/L", "10*9/L"),
        ("10¹²/L", "10*12/L"),
        ("10^12/L", "10*12/L"),
        ("tera.l-1", "10*12/L"),
        ("T/L", "10*12/L"),
        ("％", "%"),
        ("mmol/mol", "mmol/mol"),
        ("mmol/mol Hb", "mmol/mol"),
        ("mEq/L", "meq/L"),
        ("mEq/l", "meq/L"),
        ("fl", "fL"),
    ],
)
def test_a_unit_is_known_in_the_ways_people_write_it(spelling: str, code: str) -> None:
    assert canonical(spelling) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "furlong",
        "mg",
        "dL",
        "µ/L",
        "103/uL",
        "10^5/uL",
        "mg/dL①",
        "①",
        "/",
        "²",
        "mg{creat}/dL",
        "mg/dL{creat}",
        "mg/g{creat}",
        "mg{cells}/dL",
        "ug/mL{FEU}",
        "mmol/mol{creat}",
        "{cells}",
        "mg/dL-1",
    ],
)
def test_what_is_no_unit_known_here_stays_unknown(text: str) -> None:
    assert canonical(text) is None
    assert canonical(text, is_coded=True) is None


def test_only_the_marker_tells_grams_from_thousand_millions_in_a_litre() -> None:
    assert readings("g/L") == ("g/L",)
    assert readings("G/L") == readings("Ｇ／Ｌ") == ("g/L", "10*9/L")


def test_no_marker_comes_in_both_readings_of_one_spelling() -> None:
    assert not any({"g/L", "10*9/L"} <= set(accepted_units(m)) for m in CATALOGUE.values())


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_read_as_itself_however_it_is_declared(code: str) -> None:
    assert canonical(code) == canonical(code, is_coded=True) == code


@pytest.mark.parametrize("text", ["MG/DL", "u/L", "MU/mL", "mu/mL", "UMOL/L", "fl".upper()])
def test_a_declared_code_that_is_right_but_for_case_is_no_code(text: str) -> None:
    assert canonical(text) is not None
    assert canonical(text, is_coded=True) is None


@pytest.mark.parametrize("text", ["mg/dl", "umol.L-1", "10*3/uL{cells}", "mEq/L", "IU/L"])
def test_what_can_mean_nothing_else_is_read_where_a_code_was_declared(text: str) -> None:
    assert canonical(text, is_coded=True) == canonical(text) is not None


@given(st.text(max_size=12))
def test_any_text_at_all_is_a_known_unit_or_none(text: str) -> None:
    assert set(readings(text)) <= set(CODES)
    assert set(readings(text, is_coded=True)) <= set(readings(text))


def test_every_code_of_the_table_of_ucum_is_spelled_as_there(shared_data: Path) -> None:
    table = (shared_data / "ucum_lhc" / "ucum.csv").read_text(encoding="utf-8")
    listed = {row[0] for row in csv.reader(table.splitlines())}
    assert set(CODES) - listed == COMPOSED


def test_no_unit_that_ucum_calls_invalid_is_taken_for_a_code(shared_data: Path) -> None:
    text = (shared_data / "ucum_lhc" / "UcumFunctionalTests.xml").read_text(encoding="utf-8")
    cases = re.findall(r'<case[^>]*? unit="([^"]*)"\s+valid="([^"]*)"', text)
    invalid = [unit for unit, valid in cases if valid == "false"]
    assert len(cases) == 531
    assert len(invalid) == 40
    assert [unit for unit in invalid if canonical(unit, is_coded=True)] == []
    assert [unit for unit in invalid if canonical(unit)] == []
