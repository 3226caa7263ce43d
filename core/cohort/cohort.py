"""A cohort: people with a sex, a group and the values of markers."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Cohort:
    """People to compare with; its name is the text key `cohort.name.<key>`.

    `people` has the columns sex ("male", "female") and group ("control", "case"), then one a marker
    key with values in [SD] from the middle of the reference interval; nan where not measured.
    """

    key: str
    is_virtual: bool
    people: pd.DataFrame
