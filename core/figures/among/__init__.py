"""The patient among others: one analyte, several or two of them, in the groups of any cohort."""

from core.cohort.standing import Place, Standing, standings
from core.figures.among.multiples import small_multiples_chart
from core.figures.among.place import place_of
from core.figures.among.plane import two_analytes_chart
from core.figures.among.raincloud import raincloud_chart
from core.figures.among.sentence import among_sentence
from core.figures.among.table import among_table

__all__ = [
    "Place",
    "Standing",
    "among_sentence",
    "among_table",
    "place_of",
    "raincloud_chart",
    "small_multiples_chart",
    "standings",
    "two_analytes_chart",
]
