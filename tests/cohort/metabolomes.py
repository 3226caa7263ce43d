"""Two real metabolomics sets as cohorts: many analytes, two groups."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from core.cohort import Analyte, Cohort, Factor, Origin

NAMES = ("MTBLS161", "MTBLS90")


@cache
def metabolome(data: Path, name: str) -> Cohort:
    """A set as a clinic's own cohort; the groups are called control and case."""
    sheets = pd.read_excel(data / "metabolomics" / f"{name}.xlsx", sheet_name=None,
                           engine="calamine")  # fmt: skip
    people, peaks = sheets["Data"], sheets["Peak"]
    codes = people["Class"].to_numpy().astype(np.int32)
    return Cohort(
        name=name,
        origin=Origin.OWN,
        analytes=tuple(
            Analyte(key=key, title=title)
            for key, title in zip(peaks["Name"], peaks["Label"], strict=True)
        ),
        values=people[list(peaks["Name"])].to_numpy(dtype=np.float64),
        factors={"group": Factor("group", ("control", "case"), codes)},
    )


def keys_of(cohort: Cohort) -> tuple[str, ...]:
    return tuple(analyte.key for analyte in cohort.analytes)
