"""Reads FHIR R4: a Bundle, an Observation, a DiagnosticReport with its results, or one a line.

To accept another resource, add its record to `resources.py` and what it says of a result to
`observations.py`. Foreign codes of a material become ours in `materials.py`, and only there.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from core.readers.corrections import NONE, Corrections
from core.readers.draws import assembled
from core.readers.fhir.document import read_document
from core.readers.fhir.entries import entries_of
from core.readers.fhir.observations import ObservationReader
from core.readers.garbage import collection_paused
from core.readers.reading import Reading
from core.readers.understanding import Shape, Understanding, signature_of

__all__ = ["read_fhir"]


def read_fhir(file: BinaryIO, name: str, corrections: Corrections = NONE) -> Iterator[Reading]:
    """Read a file of FHIR R4 whole: results may refer to a patient at its very end.

    Raises PanelError where the file is no JSON, no FHIR, or holds no laboratory result at all.
    """
    with collection_paused():
        reading = _read(file, name, corrections)
    yield reading


def _read(file: BinaryIO, name: str, corrections: Corrections) -> Reading:
    document = read_document(file, name)
    entries, told = entries_of(document, name)
    reader = ObservationReader(entries, corrections, name)
    results = reader.read()
    problems = (*told, *reader.problems())
    reading = assembled(results, corrections, problems, reader.partly_read)
    understanding = Understanding(
        shape=Shape.FHIR,
        signature=signature_of(Shape.FHIR, []),
        items=reader.items(),
        encoding=document.encoding,
    )
    return replace(reading, understanding=understanding)
