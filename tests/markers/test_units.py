import csv
import dataclasses
from collections.abc import Callable
from pathlib import Path

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import PanelError
from core.markers import CATALOGUE, Marker
from core.markers.units import (
    DIMENSIONS,
    accepted_units,
    canonical,
    conversion,
    convert,
    to_unit,
)

EVERY_UNIT = [
    pytest.param(marker, unit, id=f"{marker.key} {unit}")
    for marker in CATALOGUE.values()
    for unit in accepted_units(marker)
]
WITH_SI = [marker for marker in CATALOGUE.values() if marker.factor is not None]
WITHOUT_MOLAR_MASS = [
    pytest.param(marker, unit, id=f"{marker.key} {unit}")
    for marker in CATALOGUE.values()
    for unit in accepted_units(marker)
    if any({marker.unit, unit} <= sizes.keys() for sizes in DIMENSIONS)
]
# How pint writes what UCUM writes otherwise. It knows no [IU] of an enzyme.
PINT_NAMES = {
    "U/L": "enzyme_unit/L",
    "[IU]/L": "enzyme_unit/L",
    "mU/mL": "millienzyme_unit/mL",
    "U/mL": "enzyme_unit/mL",
    "ukat/L": "microkatal/L",
    "nkat/L": "nanokatal/L",
    "{arb}": "dimensionless",
    "1": "dimensionless",
    "%": "percent",
    "/uL": "1/uL",
    "meq/L": "mmol/L",
}


Judge = Callable[[str, str], float]


@pytest.fixture(scope="module")
def in_pint() -> Judge:
    """How many of the second unit the first one is, by pint."""
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()

    def ratio(unit: str, other: str) -> float:
        names = [PINT_NAMES.get(code, code.replace("10*", "1e")) for code in (unit, other)]
        return float(registry(f"({names[0]}) / ({names[1]})").to("dimensionless").magnitude)

    return ratio


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("mg/dl", "mg/dL"),
        ("MG/DL", "mg/dL"),
        (" mg / dL ", "mg/dL"),
        ("㎎/㎗", "mg/dL"),
        ("ｍｇ／ｄＬ", "mg/dL"),
        ("mg/100mL", "mg/dL"),
        ("\u00b5mol/L", "umol/L"),
        ("\u03bcmol/l", "umol/L"),
        ("umol/L", "umol/L"),
        ("mcg/mL", "ug/mL"),
        ("IU/L", "[IU]/L"),
        ("[IU]/L", "[IU]/L"),
        ("U/l", "U/L"),
        ("10^3/uL", "10*3/uL"),
        ("×10³/µL", "10*3/uL"),
        ("x10^3/μL", "10*3/uL"),
        ("10**3/uL", "10*3/uL"),
        ("10e3/uL", "10*3/uL"),
        ("×10*3/uL", "10*3/uL"),
        ("10^3/mm³", "10*3/uL"),
        ("K/uL", "10*3/uL"),
        ("千/μL", "10*3/uL"),
        ("万/μL", "10*4/uL"),
        ("10⁹/L", "10*9/L"),
        ("10¹²/L", "10*12/L"),
        ("％", "%"),
        ("mmol/mol", "mmol/mol"),
        ("mEq/L", "meq/L"),
        ("fl", "fL"),
    ],
)
def test_a_unit_is_known_in_the_ways_people_write_it(spelling: str, code: str) -> None:
    assert canonical(spelling) == code


@pytest.mark.parametrize(
    "text", ["", "furlong", "mg", "dL", "µ/L", "T/L", "103/uL", "10^5/uL", "mg/dL①", "①", "/", "²"]
)
def test_what_is_no_unit_known_here_stays_unknown(text: str) -> None:
    assert canonical(text) is None


def test_a_gram_in_a_litre_is_not_a_thousand_million_cells() -> None:
    assert canonical("G/L") == "g/L"
    with pytest.raises(PanelError):
        conversion(CATALOGUE["wbc"], "G/L")


@pytest.mark.parametrize(("marker", "unit"), EVERY_UNIT)
def test_every_accepted_code_is_its_own_spelling(marker: Marker, unit: str) -> None:
    assert canonical(unit) == unit
    assert conversion(marker, unit.upper()).unit == unit


@pytest.mark.parametrize("marker", CATALOGUE.values(), ids=lambda marker: marker.key)
def test_a_marker_comes_in_its_own_unit_first_and_in_its_si_unit(marker: Marker) -> None:
    units = accepted_units(marker)
    assert units[0] == marker.unit
    assert convert(marker, 3.4, marker.unit) == 3.4
    assert marker.factor is None or marker.si_unit in units


@pytest.mark.parametrize("marker", WITH_SI, ids=lambda marker: marker.key)
@pytest.mark.parametrize("value", [0, 0.1, 1, 7.3, 1e4])
def test_the_si_unit_follows_the_line_of_the_catalogue(marker: Marker, value: float) -> None:
    assert marker.factor is not None
    si = marker.factor * value + marker.offset
    assert to_unit(marker, value, marker.si_unit) == pytest.approx(si, rel=1e-12)


@given(marker=st.sampled_from(list(CATALOGUE.values())), value=st.floats(0, 1e9), data=st.data())
def test_a_value_survives_the_way_to_any_unit_and_back(
    marker: Marker, value: float, data: st.DataObject
) -> None:
    unit = data.draw(st.sampled_from(accepted_units(marker)))
    back = convert(marker, to_unit(marker, value, unit), unit)
    assert back == pytest.approx(value, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("sizes", DIMENSIONS, ids=lambda sizes: next(iter(sizes)))
def test_pint_agrees_on_every_size_within_a_dimension(
    sizes: dict[str, str], in_pint: Judge
) -> None:
    first = next(iter(sizes))
    for unit, size in sizes.items():
        ratio = float(size) / float(sizes[first])
        assert ratio == pytest.approx(in_pint(unit, first), rel=1e-9), unit


@pytest.mark.parametrize(("marker", "unit"), WITHOUT_MOLAR_MASS)
def test_pint_agrees_on_every_conversion_that_needs_no_molar_mass(
    marker: Marker, unit: str, in_pint: Judge
) -> None:
    assert convert(marker, 1.0, unit) == pytest.approx(in_pint(unit, marker.unit), rel=1e-9)


def test_pint_agrees_on_the_katal_as_far_as_the_catalogue_states_it(
    in_pint: Judge,
) -> None:
    ratio = in_pint("ukat/L", "U/L")
    assert convert(CATALOGUE["ast"], 1.0, "ukat/L") == pytest.approx(ratio, rel=3e-5)


@pytest.mark.parametrize(
    ("key", "value", "unit", "converted"),
    [
        ("t_bil", 17.1, "umol/L", 1.0),
        ("t_bil", 10, "mg/L", 1.0),
        ("cre", 88.4, "umol/L", 1.0),
        ("ua", 59.48, "umol/L", 1.0),
        ("ua", 0.05948, "mmol/L", 1.0),
        ("ua", 297.4, "umol/L", 5.0),
        ("ua", 594.8, "umol/L", 10.0),
        ("hdl_c", 0.02586, "mmol/L", 1.0),
        ("alb", 45, "g/L", 4.5),
        ("ac_c16", 120, "nmol/L", 0.12),
        ("ac_c16", 0.12, "umol/L", 0.12),
        ("plt", 22.5, "10*4/uL", 225.0),
        ("k", 4.1, "meq/L", 4.1),
        ("ht", 0.45, "L/L", 45.0),
    ],
)
def test_a_round_value_stays_round(key: str, value: float, unit: str, converted: float) -> None:
    assert convert(CATALOGUE[key], value, unit) == converted


def test_hba1c_follows_the_affine_master_equation() -> None:
    assert convert(CATALOGUE["hba1c"], 42, "mmol/mol") == pytest.approx(5.99, abs=0.005)
    assert to_unit(CATALOGUE["hba1c"], 6.5, "mmol/mol") == pytest.approx(47.5, abs=0.05)


def test_a_milliequivalent_is_a_millimole_for_ions_of_one_charge_only() -> None:
    has_meq = {key for key, marker in CATALOGUE.items() if "meq/L" in accepted_units(marker)}
    assert has_meq == {"na", "k", "cl"}


@pytest.mark.parametrize(
    ("key", "unit", "problem"),
    [
        ("ast", "mg/dL", "unit.not_accepted"),
        ("ua", "%", "unit.not_accepted"),
        ("ua", "ng/mL", "unit.not_accepted"),
        ("t_bil", "furlong", "unit.unknown"),
        ("t_bil", " ", "unit.missing"),
    ],
)
def test_another_unit_is_refused_with_the_accepted_ones(key: str, unit: str, problem: str) -> None:
    with pytest.raises(PanelError) as caught:
        convert(CATALOGUE[key], 1.0, unit)
    assert caught.value.problem.key == problem
    assert CATALOGUE[key].unit in "".join(map(str, caught.value.problem.details.values()))
    assert unit.strip() in "".join(map(str, caught.value.problem.details.values()))


def test_a_marker_without_a_factor_comes_in_its_own_unit_only() -> None:
    lone = dataclasses.replace(CATALOGUE["t_bil"], factor=None, unit="{arb}")
    assert accepted_units(lone) == ("{arb}",)


def test_every_code_stands_in_the_table_of_ucum(shared_data: Path) -> None:
    table = (shared_data / "ucum_lhc" / "ucum.csv").read_text(encoding="utf-8")
    codes = {row[0] for row in csv.reader(table.splitlines())}
    # The table lists common units; these are put together by the rules of UCUM.
    composed = {"10*2/uL", "ukat/L", "nkat/L", "{arb}", "1"}
    assert {u for m in CATALOGUE.values() for u in accepted_units(m)} - codes <= composed
