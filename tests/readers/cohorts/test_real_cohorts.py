"""Every value, group and name of real workbooks, against what pandas finds in them."""

import gzip
import io
import warnings
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.markers import Sex
from core.readers.cohorts import CohortReading, Use, read_cohort
from core.readers.corrections import NONE, Meaning, key_of
from tests.readers.cohorts.reading import checked, column_of, levels_of, values_of

SIZES = {"MTBLS161": (59, 29), "MTBLS404": (184, 120), "MTBLS90": (968, 189), "ST000496": (100, 70)}

each_workbook = pytest.mark.parametrize("name", SIZES)


@cache
def sheet_of(folder: Path, name: str, sheet: str) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = folder / "metabolomics" / f"{name}.xlsx"
        return pd.read_excel(path, sheet_name=sheet).dropna(how="all")


@cache
def reading_in(folder: Path, name: str) -> CohortReading:
    path = folder / "metabolomics" / f"{name}.xlsx"
    return checked(read_cohort(path.read_bytes(), path.name))


@each_workbook
def test_every_value_and_every_gap_is_read(name: str, shared_data: Path) -> None:
    cohort = reading_in(shared_data, name).cohort
    assert cohort is not None
    assert cohort.values.shape == SIZES[name]
    assert cohort.limits is None
    keys = [analyte.key for analyte in cohort.analytes]
    expected = sheet_of(shared_data, name, "Data")[keys].to_numpy(dtype=np.float64)
    assert np.array_equal(cohort.values, expected, equal_nan=True)


@each_workbook
def test_every_group_is_read_and_the_class_is_suggested(name: str, shared_data: Path) -> None:
    reading = reading_in(shared_data, name)
    cohort, table = reading.cohort, sheet_of(shared_data, name, "Data")
    assert cohort is not None
    assert reading.suggested_group == "Class"
    assert cohort.factors["Class"].levels == ("0", "1")
    assert levels_of(cohort, "Class") == [str(int(code)) for code in table["Class"]]
    for factor in cohort.factors.keys() - {"Class", "sex"}:
        assert levels_of(cohort, factor) == table[factor].tolist()
    if "Sex" in table:
        assert levels_of(cohort, "sex") == [sex.lower() for sex in table["Sex"]]


@each_workbook
def test_every_metabolite_gets_its_label(name: str, shared_data: Path) -> None:
    reading = reading_in(shared_data, name)
    assert (reading.sheet, reading.sheets) == ("Data", ("Data", "Peak"))
    assert reading.cohort is not None
    peaks = sheet_of(shared_data, name, "Peak")
    labels = {n: " ".join(str(x).split()) for n, x in zip(peaks.Name, peaks.Label, strict=True)}
    for analyte in reading.cohort.analytes:
        if analyte.key in labels:
            assert analyte.name("en") == labels[analyte.key]
    assert len(labels) == SIZES[name][1] - ("PISA(mm2)" in [c.name for c in reading.columns])


@each_workbook
def test_all_that_is_told_is_what_was_left_out_and_whence_the_names_are(
    name: str, shared_data: Path
) -> None:
    reading = reading_in(shared_data, name)
    assert {p.key for p in reading.problems} == {
        "cohort_reader.column.running",
        "cohort_reader.labels",
    }
    assert column_of(reading, "Idx").use is Use.UNUSED
    assert column_of(reading, "SampleID").use is Use.ID


def test_a_survey_is_read_as_its_codebook_has_it(shared_data: Path) -> None:
    path = shared_data / "nhanes4" / "nhanes4_bloods_subset.csv.gz"
    survey = gzip.decompress(path.read_bytes())
    said = NONE.with_sex(key_of("1.0"), Sex.MALE).with_sex(key_of("2.0"), Sex.FEMALE)
    said = said.with_meaning(key_of("uap"), Meaning(marker="ua", unit="mg/dL"))
    cohort = checked(read_cohort(survey, "survey.csv", said)).cohort
    assert cohort is not None
    text = pd.read_csv(io.BytesIO(survey), dtype=str)
    assert levels_of(cohort, "sex") == [{"1.0": "male", "2.0": "female"}[s] for s in text["gender"]]
    for key, name in (("ua", "uap"), ("bmi", "bmi"), ("creat_umol", "creat_umol")):
        expected = [float(cell) for cell in text[name]]
        assert np.array_equal(values_of(cohort, key), expected, equal_nan=True)
    assert levels_of(cohort, "diabetes") == [
        x if isinstance(x, str) else None for x in text["diabetes"]
    ]
