"""The people of a real survey: NHANES 1999-2018, adults of 18 to 59 years who are not pregnant.

CDC, US public domain. The data are not part of the project; commands that need them are given the
folder. Twenty thousand adults are set aside to check with; what is fitted to tell who is unusual is
fitted to the others.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from core.markers import Sex

FILE = Path("nhanes4") / "nhanes4_bloods_subset.csv.gz"
SOURCE = "NHANES 1999-2018"
AGES = (18, 59)
SEXES: Mapping[int, Sex] = MappingProxyType({1: Sex.MALE, 2: Sex.FEMALE})
CHECKED = 20_000
SEED = 1999


def read_adults(data: Path) -> pd.DataFrame:
    """Read the survey's adults; one row a person, columns as the survey names them."""
    people = pd.read_csv(data / FILE)
    adult = people["age"].between(*AGES)
    return people[adult & (people["pregnant"] != 1)]


def set_aside(adults: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (adults to fit to, CHECKED adults to check with), the same for the same survey."""
    order = np.random.default_rng(SEED).permutation(len(adults))
    return adults.iloc[order[CHECKED:]], adults.iloc[order[:CHECKED]]
