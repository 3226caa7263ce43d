import dataclasses
from collections.abc import Callable

import numpy as np
import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.errors import PanelError
from core.markers import CATALOGUE, Marker
from core.markers.dimensions import DIMENSIONS
from core.markers.units import accepted_units, canonical, conversion, convert, to_unit

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
    "m[IU]/mL": "millienzyme_unit/mL",
    "[IU]/mL": "enzyme_unit/mL",
    "U/mL": "enzyme_unit/mL",
    "ukat/L": "microkatal/L",
    "nkat/L": "nanokatal/L",
    "{arb}": "dimensionless",
    "1": "dimensionless",
    "%": "percent",
    "/uL": "1/uL",
    "/mL": "1/mL",
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


@given(
    marker=st.sampled_from(list(CATALOGUE.values())),
    values=arrays.arrays(np.float64, st.integers(0, 20), elements=st.floats()),
    data=st.data(),
)
def test_a_column_is_converted_to_the_last_bit_as_each_of_its_values(
    marker: Marker, values: np.ndarray[tuple[int], np.dtype[np.float64]], data: st.DataObject
) -> None:
    known = conversion(marker, data.draw(st.sampled_from(accepted_units(marker))))
    one_by_one = np.array([known.into(value) for value in values.tolist()], dtype=np.float64)
    together = known.into_all(values)
    assert np.array_equal(together, one_by_one, equal_nan=True)
    assert np.array_equal(np.signbit(together), np.signbit(one_by_one))


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
        ("hb", 0.142, "g/mL", 14.2),
        ("hb", 142, "G/L", 14.2),
        ("wbc", 5.6, "G/L", 5.6),
        ("rbc", 4.06, "tera.l-1", 4.06),
        ("plt", 221, "giga.l-1", 221),
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
        ("ua", "g/mL", "unit.not_accepted"),
        ("wbc", "/mL", "unit.not_accepted"),
        ("hb", "T/L", "unit.not_accepted"),
        ("cre", "mg{creat}/dL", "unit.unknown"),
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


def test_a_code_of_ucum_counts_to_the_letter_where_it_is_declared_one() -> None:
    hb, wbc = CATALOGUE["hb"], CATALOGUE["wbc"]
    assert conversion(hb, "g/l", is_coded=True).unit == "g/L"
    assert conversion(wbc, "G/L", is_coded=True).unit == "10*9/L"
    with pytest.raises(PanelError):
        conversion(hb, "G/L", is_coded=True)
