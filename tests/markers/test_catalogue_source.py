"""The catalogue row by row against what was read about the markers (../shared/science)."""

import csv
from pathlib import Path

import pytest

from core.markers import CATALOGUE, Grade, Marker, Sex

# The conversion of HbA1c is affine and stands in the remarks of its row, not in the column.
AFFINE = {"hba1c"}
# The row says that its code was remembered and not verified.
UNVERIFIED_CODES = {"che"}
# The row calls 13457-7 the direct assay; LOINC calls it the calculated one.
CORRECTED_CODES = {"ldl_c": "2089-1"}

each_marker = pytest.mark.parametrize("marker", CATALOGUE.values(), ids=lambda marker: marker.key)


@pytest.fixture(scope="module")
def rows(shared_science: Path) -> dict[str, dict[str, str]]:
    text = (shared_science / "markers.csv").read_text(encoding="utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines())}


def test_every_row_is_a_marker(rows: dict[str, dict[str, str]]) -> None:
    assert set(rows) == set(CATALOGUE)


@each_marker
def test_names_and_units_are_those_of_the_row(
    rows: dict[str, dict[str, str]], marker: Marker
) -> None:
    row = rows[marker.key]
    assert marker.names["ja"] == row["display_name_ja"]
    assert marker.names["en"] == row["display_name_en"]
    assert (marker.unit, marker.si_unit) == (row["ucum_conventional"], row["ucum_si"])


@each_marker
def test_code_and_factor_are_those_of_the_row(
    rows: dict[str, dict[str, str]], marker: Marker
) -> None:
    row = rows[marker.key]
    factor = row["factor_conventional_to_si"]
    if marker.key not in AFFINE:
        assert marker.factor == (float(factor) if factor else None)
    if marker.key not in UNVERIFIED_CODES:
        assert marker.loinc == CORRECTED_CODES.get(marker.key, row["loinc"])


@each_marker
def test_intervals_are_those_of_the_row(rows: dict[str, dict[str, str]], marker: Marker) -> None:
    row = rows[marker.key]
    for sex in Sex:
        ends = [row[f"{sex}_{end}"] for end in ("low", "high")]
        interval = marker.intervals.get(sex)
        known = (interval.low, interval.high) if interval else (None, None)
        assert known == tuple(float(end) if end else None for end in ends)


@each_marker
def test_what_was_not_verified_is_graded_as_remembered(
    rows: dict[str, dict[str, str]], marker: Marker
) -> None:
    is_verified = rows[marker.key]["verified"] == "yes"
    assert (marker.grade is not Grade.M) == is_verified
