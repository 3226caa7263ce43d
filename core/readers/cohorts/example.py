"""A cohort whose every value is made up: something to see at once, and a file to start from.

It is written as a clinic's own would be: two groups, sex, age, a dozen markers of the catalogue,
some gaps, some values below a limit. Three markers are moved in one group by numbers out of the
air, and none of the three is one that a finding in hikikomori was published of.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from core.markers import CATALOGUE, Interval, Marker, Sex
from core.text import Text

PEOPLE = 60
SEED = 60
YOUNGEST, OLDEST = 18, 45
# What a cell is left empty by: about one in twenty-five.
SHARE_OF_GAPS = 0.04
FIGURES = 3
MARKERS = ("ua", "t_bil", "hdl_c", "ldl_c", "tg", "alb", "cre", "un", "glu", "arginine",
           "ornithine", "crp")  # fmt: skip
# By how much a marker is moved in the clinic's group [SD of its interval]. Made up.
MOVED: Mapping[str, float] = MappingProxyType({"tg": 1.1, "alb": -0.9, "glu": 0.6})
# The catalogue's interval of it has no lower end; what is below the limit is written so.
WITHOUT_LOWER_END: Mapping[str, Interval] = MappingProxyType({"crp": Interval(0.01, 0.14)})
LIMITS: Mapping[str, float] = MappingProxyType({"crp": 0.02})


def example_csv(text: Text) -> bytes:
    """Return the made-up cohort as CSV in a language, the same each time.

    The byte order mark lets Excel see that it is UTF-8.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    named = (text(f"cohort.example.{name}") for name in ("id", "group", "sex", "age"))
    units = (f"{CATALOGUE[key].symbol} ({CATALOGUE[key].unit})" for key in MARKERS)
    writer.writerow([*named, *units])
    writer.writerows(_rows(text, np.random.default_rng(SEED)))
    return file.getvalue().encode("utf-8-sig")


def _rows(text: Text, random: np.random.Generator) -> Iterator[list[str]]:
    for number in range(PEOPLE):
        group = ("comparison", "clinic")[number % 2]
        sex = tuple(Sex)[random.integers(len(Sex))]
        age = random.integers(YOUNGEST, OLDEST, endpoint=True)
        yield [
            text("cohort.example.person", number=f"{number + 1:02}"),
            text(f"cohort.example.{group}"),
            text(f"words.patient.sex.{sex}"),
            str(age),
            *(_cell(CATALOGUE[key], group, sex, random) for key in MARKERS),
        ]


def _cell(marker: Marker, group: str, sex: Sex, random: np.random.Generator) -> str:
    z, is_gap = random.standard_normal(), random.random() < SHARE_OF_GAPS
    interval = WITHOUT_LOWER_END.get(marker.key) or marker.reference(sex)
    if is_gap or interval is None:
        return ""
    moved = MOVED.get(marker.key, 0.0) if group == "clinic" else 0.0
    value = marker.unstandardised(z + moved, interval)
    limit = LIMITS.get(marker.key, 0.0)
    return f"<{limit:g}" if value < limit else f"{value:.{FIGURES}g}"
