"""Who and what is left out where all analytes are looked at once, said alike below every chart."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from core.cohort import Analyte, Cohort, Origin
from core.cohort.overall.complete import MOST_ANALYTES, LeftOut, Selection
from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL, shown_count
from core.figures.among.names import count_words
from core.markers import Scale
from core.text import Text

# More names than these would be a list and no note; the others are counted.
MOST_NAMED = 12
MOST_LETTERS = 36
# Of a name that is shortened, so much is its beginning.
BEGIN = 0.6


def names_of(text: Text, analytes: Sequence[Analyte], most: int = MOST_NAMED) -> str:
    """Name analytes, and how many more there are beyond the first few."""
    names = text("words.list").join(a.name(text.language) for a in analytes[:most])
    if len(analytes) <= most:
        return names
    return text("multivariate.and_more", names=names, count=len(analytes) - most)


def analytes_left_out(text: Text, left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Say which analytes are left out, by reason."""
    by_reason = sorted(left_out, key=lambda one: one.reason)
    for reason, ones in groupby(by_reason, key=lambda one: one.reason):
        yield text(
            "multivariate.note.left_out",
            reason=text(f"multivariate.omission.{reason}", most=MOST_ANALYTES),
            names=names_of(text, [one.analyte for one in ones]),
        )


def selection_notes(text: Text, selection: Selection) -> Iterator[str]:
    """Say how values were made comparable, and which people were left out."""
    cohort = selection.cohort
    yield text("multivariate.note.scores")
    logs = [analyte for analyte in selection.analytes if analyte.scale is Scale.LOG]
    if logs:
        yield text("multivariate.note.logarithm", names=names_of(text, logs))
    count = shown_count(selection.people_left_out, is_shared=cohort.is_shared)
    if count != 0:
        yield text("multivariate.note.people_left_out", count=count_words(text, cohort, count))


def cohort_notes(text: Text, cohort: Cohort) -> Iterator[str]:
    """Say that people are simulated, and what is withheld of a shared cohort."""
    if cohort.origin is not Origin.OWN:
        yield text(f"multivariate.note.{cohort.origin}")
    if cohort.is_shared:
        yield text("multivariate.note.shared", step=ROUNDED_TO, smallest=SMALLEST_CELL)


def people_count(text: Text, cohort: Cohort, count: int) -> str:
    """Write how many people are looked at, as it may be told."""
    return count_words(text, cohort, shown_count(count, is_shared=cohort.is_shared))


def shortened(name: str, most: int = MOST_LETTERS) -> str:
    """Return a name that fits beside an axis, its middle left out; a Japanese letter counts twice.

    Names of metabolites tell themselves apart at their ends.
    """
    if _width(name) <= most:
        return name
    begin, end = "", ""
    while name and _width(begin) + _width(end) < most - 1:
        if _width(begin) <= BEGIN * most:
            begin, name = begin + name[0], name[1:]
        else:
            end, name = name[-1] + end, name[:-1]
    return f"{begin.rstrip()}…{end.lstrip()}"


def _width(name: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(letter) in "FW") for letter in name)
