"""Every value and every gap of real tables, against what pandas and openpyxl find in them."""

import gzip
import io
import math
import warnings
from functools import reduce
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from core.markers import CATALOGUE, Sex
from core.markers.units import convert
from core.panel import Panel
from core.readers import read_panels
from core.readers.corrections import NONE, Corrections, Meaning, key_of
from core.readers.reading import LIMIT_LISTED, Reading
from tests.readers.files import refusal_of, xlsx_of

# Column -> marker and unit, as the codebook of the survey has them.
NHANES = {
    "albumin": ("alb", "g/dL"),
    "alp": ("alp_ifcc", "U/L"),
    "bun": ("un", "mg/dL"),
    "creat": ("cre", "mg/dL"),
    "glucose_mmol": ("glu", "mmol/L"),
    "ttbl": ("t_bil", "mg/dL"),
    "uap": ("ua", "mg/dL"),
    "mcv": ("mcv", "fL"),
    "wbc": ("wbc", "10*3/uL"),
    "crp": ("crp", "mg/dL"),
    "ggt": ("ggt", "U/L"),
    "hba1c": ("hba1c", "%"),
    "hdl": ("hdl_c", "mg/dL"),
    "totchol": ("tc", "mg/dL"),
}
# Name of the sheet "Peak" -> marker.
AMINO_ACIDS = {"Arginine": "arginine", "Ornithine": "ornithine", "Citrulline": "citrulline"}


def corrected(meanings: dict[str, Meaning]) -> Corrections:
    return reduce(lambda said, pair: said.with_meaning(key_of(pair[0]), pair[1]),
                  meanings.items(), NONE)  # fmt: skip


@pytest.fixture(scope="module")
def survey(shared_data: Path) -> bytes:
    return gzip.decompress((shared_data / "nhanes4" / "nhanes4_bloods_subset.csv.gz").read_bytes())


@pytest.fixture(scope="module")
def adults(survey: bytes) -> pd.DataFrame:
    text = pd.read_csv(io.BytesIO(survey), dtype=str)
    # Python's own float, since that of pandas may differ in the last bit.
    numbers = ["gender", "age", *NHANES]
    return text.assign(**{name: [float(cell) for cell in text[name]] for name in numbers})


@pytest.fixture(scope="module")
def reading(survey: bytes) -> Reading:
    """The survey as a clinician who knows its codebook would have it read."""
    header = survey.split(b"\n", 1)[0].decode().replace('"', "").strip().split(",")
    known = {
        **dict.fromkeys(header, Meaning()),
        "sampleID": Meaning(field="id"),
        "gender": Meaning(field="sex"),
        "age": Meaning(field="age"),
    }
    known |= {name: Meaning(marker=key, unit=unit) for name, (key, unit) in NHANES.items()}
    said = corrected(known).with_sex(key_of("1.0"), Sex.MALE).with_sex(key_of("2.0"), Sex.FEMALE)
    return read_panels(survey, "nhanes.csv", said)


def test_all_that_is_told_of_the_survey_is_who_has_no_value_and_odd_numbers(
    reading: Reading, adults: pd.DataFrame
) -> None:
    assert {p.key for p in reading.problems} <= {
        "reader.row.no_value",
        "unit.likelier",
        "unit.likelier_own",
        "reader.more.note",
    }
    has_any = adults[list(NHANES)].notna().any(axis=1)
    assert len(reading.panels) == int(has_any.sum())
    assert len(reading.problems) <= LIMIT_LISTED + 1


def test_every_person_of_the_survey_is_who_the_table_says(
    reading: Reading, adults: pd.DataFrame
) -> None:
    some = adults[adults[list(NHANES)].notna().any(axis=1)]
    sexes = {1.0: Sex.MALE, 2.0: Sex.FEMALE}
    assert [(p.patient.id, p.patient.sex, p.patient.age) for p in reading.panels] == [
        (who, sexes[sex], age)
        for who, sex, age in zip(some["sampleID"], some["gender"], some["age"], strict=True)
    ]


@pytest.mark.parametrize("name", NHANES)
def test_every_value_and_every_gap_of_the_survey_is_read(
    name: str, reading: Reading, adults: pd.DataFrame
) -> None:
    key, unit = NHANES[name]
    some = adults[adults[list(NHANES)].notna().any(axis=1)]
    expected = [
        None if math.isnan(value) else convert(CATALOGUE[key], value, unit)
        for value in some[name].tolist()
    ]
    measured = [panel.get(key) for panel in reading.panels]
    assert [None if m is None else m.value.low for m in measured] == expected
    assert all(m is None or m.value.is_exact for m in measured)


def test_without_its_codebook_the_survey_is_asked_about(survey: bytes) -> None:
    few = b"\n".join(survey.split(b"\n")[:300])
    reading = read_panels(few, "nhanes.csv")
    assert reading.panels == ()
    keys = {p.key for p in reading.problems}
    assert "unit.missing" in keys
    assert reading.understanding is not None
    items = {item.name: item.meaning for item in reading.understanding.items}
    assert items["uap"] == Meaning(marker="ua")
    assert items["sampleID"] == Meaning(field="id")


FILES = ("MTBLS161", "MTBLS404", "MTBLS90", "ST000496")


def cells(path: Path, sheet: str) -> list[list[Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return [list(row) for row in book[sheet].iter_rows(values_only=True)]


@pytest.mark.parametrize("name", FILES)
def test_a_table_of_numbered_metabolites_is_not_guessed_at(name: str, shared_data: Path) -> None:
    path = shared_data / "metabolomics" / f"{name}.xlsx"
    reading = read_panels(path.read_bytes(), path.name)
    assert reading.panels == ()
    assert [p.key for p in reading.problems] == ["reader.file.no_marker"]
    header = [str(cell) for cell in cells(path, "Data")[0] if cell is not None]
    assert reading.understanding is not None
    assert [item.name for item in reading.understanding.items] == header


def named(path: Path) -> dict[str, str]:
    """Which column is which amino acid, by the sheet of names."""
    return {
        str(column): AMINO_ACIDS[label]
        for _, column, label in (row[:3] for row in cells(path, "Peak")[1:])
        if label in AMINO_ACIDS
    }


def values_of(panel: Panel) -> dict[str, float]:
    return {m.marker.key: m.value.low for m in panel.measurements}


@pytest.mark.parametrize("name", ["MTBLS161", "MTBLS90"])
def test_named_metabolites_are_read_to_the_last_value(name: str, shared_data: Path) -> None:
    path = shared_data / "metabolomics" / f"{name}.xlsx"
    columns = named(path)
    assert columns
    said = corrected({c: Meaning(marker=key, unit="umol/L") for c, key in columns.items()})
    header, *rows = cells(path, "Data")
    reading = read_panels(xlsx_of(header, *rows), path.name, said)
    expected = {
        str(row[header.index("SampleID")]): {
            key: float(row[header.index(column)])
            for column, key in columns.items()
            if row[header.index(column)] is not None
        }
        for row in rows
        if row[header.index("SampleID")] is not None
    }
    assert {p.patient.id: values_of(p) for p in reading.panels} == {
        who: values for who, values in expected.items() if values
    }
    refused = {p.key for p in reading.problems if p.severity == "refused"}
    assert refused == set()


def test_a_sheet_that_explains_the_names_is_not_taken_for_the_table(shared_data: Path) -> None:
    path = shared_data / "metabolomics" / "MTBLS161.xlsx"
    meanings = {c: Meaning(marker=key, unit="umol/L") for c, key in named(path).items()}
    problem = refusal_of(path.read_bytes(), path.name, corrected(meanings))
    # It holds the same names, so which of the two is meant is not certain.
    assert problem.key == "reader.file.several_sheets"
