"""The markers Engawa knows: one block each in `catalogue.toml`, read into frozen records.

To add a marker, add one block to `catalogue.toml` (its head says what each line means); its
reference, if new, goes into `references.toml`. Tests run over the catalogue and pick it up.
"""

from core.markers.catalogue import CATALOGUE, REFERENCES
from core.markers.marker import (
    Contrast,
    Direction,
    Finding,
    Grade,
    Interval,
    Marker,
    Reference,
    Scale,
    Sex,
    WithinPerson,
)

__all__ = [
    "CATALOGUE",
    "REFERENCES",
    "Contrast",
    "Direction",
    "Finding",
    "Grade",
    "Interval",
    "Marker",
    "Reference",
    "Scale",
    "Sex",
    "WithinPerson",
]
