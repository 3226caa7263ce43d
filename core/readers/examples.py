"""Three example patients, every value of them made up, read by the reader that uploads go through.

EXAMPLE-1 is a man with routine markers and amino acids of plasma that stood on its cells for
90 minutes, so that Arg and Orn show the pattern reported in cases for a reason that has nothing to
do with it; EXAMPLE-2 a man with a full panel, promptly separated, one value below its limit;
EXAMPLE-3 a woman with HDL-C and acylcarnitines. The intervals beside the acylcarnitines and
arginase are made up too.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

from core.panel import Panel, Source
from core.readers import read_panels

FILE = Path(__file__).with_name("examples.csv")


@cache
def example_panels() -> tuple[Panel, ...]:
    """Return the example patients, EXAMPLE-1 to EXAMPLE-3."""
    reading = read_panels(FILE.read_bytes(), FILE.name)
    return tuple(replace(panel, source=Source.EXAMPLE) for panel in reading.panels)
