"""The sizes of units within a dimension, and which units of one are near enough to be meant.

Nothing here converts between dimensions: that needs an analyte, and stands in the catalogue. The
codes are those of UCUM.
"""

from collections.abc import Mapping
from fractions import Fraction

MASSES: Mapping[str, str] = {
    "g/mL": "1000",
    "g/dL": "10",
    "g/L": "1",
    "mg/dL": "0.01",
    "mg/L": "0.001",
    "ug/mL": "0.001",
    "ug/dL": "0.00001",
    "ug/L": "0.000001",
    "ng/mL": "0.000001",
}
MOLES: Mapping[str, str] = {"mmol/L": "1000", "umol/L": "1", "nmol/mL": "1", "nmol/L": "0.001"}
# [IU] is written for U where the quantity is an enzyme. Activities in U and in kat are two
# dimensions, as the catalogue states the factor between them.
ACTIVITIES: Mapping[str, str] = {
    "U/L": "1",
    "[IU]/L": "1",
    "mU/mL": "1",
    "m[IU]/mL": "1",
    "U/mL": "1000",
    "[IU]/mL": "1000",
}
KATALS: Mapping[str, str] = {"ukat/L": "1", "nkat/L": "0.001"}
COUNTS: Mapping[str, str] = {
    "10*12/L": "1000000",
    "10*9/L": "1000",
    "10*6/uL": "1000000",
    "10*4/uL": "10000",
    "10*3/uL": "1000",
    "10*2/uL": "100",
    "/uL": "1",
    "10*6/L": "1",
    "10*6/mL": "1000",
    "10*3/mL": "1",
    "/mL": "0.001",
}
DIMENSIONS = (MASSES, MOLES, ACTIVITIES, KATALS, COUNTS)
ALONE = ("%", "1", "L/L", "mmol/mol", "fL", "pg", "{arb}", "meq/L")

# No laboratory states uric acid in ng/mL: a unit further off than this is more likely a mistake.
FURTHEST_RELATIVE = 1000


def relatives(unit: str) -> dict[str, Fraction]:
    """Return the units of the same dimension and a similar size, each in the given one."""
    for sizes in DIMENSIONS:
        if unit in sizes:
            ratios = {code: Fraction(size) / Fraction(sizes[unit]) for code, size in sizes.items()}
            return {c: r for c, r in ratios.items() if max(r, 1 / r) <= FURTHEST_RELATIVE}
    return {}


def is_count(unit: str) -> bool:
    """Say whether a unit counts particles in a volume."""
    return unit in COUNTS
