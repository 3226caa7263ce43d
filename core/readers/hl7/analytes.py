"""What each OBX-3 of a file names and which marker that is; one that is unknown is told once."""

from dataclasses import dataclass, replace

from core.errors import PanelError, Place, Problem
from core.markers import Marker
from core.panel import Patient
from core.readers.corrections import Corrections, Meaning
from core.readers.hl7.observations import codes_of, name_of
from core.readers.hl7.segments import Segment, Syntax
from core.readers.measuring import marker_of
from core.readers.names import Code
from core.readers.result import Result
from core.readers.understanding import Item

MOST_ANALYTES = 5000


@dataclass(frozen=True, slots=True)
class Analyte:
    """What is measured; `marker` is None where it is none known here.

    `meant` is what a clinician said of it.
    """

    label: str
    marker: Marker | None
    codes: tuple[Code, ...] = ()
    meant: Meaning | None = None


class Analytes:
    """The analytes of a file, each looked up once."""

    def __init__(self, file: str, corrections: Corrections) -> None:
        self.items: dict[str, Item] = {}
        self.unknown: list[Problem] = []
        self._file = file
        self._corrections = corrections
        self._known: dict[tuple[str, Syntax], Analyte] = {}

    def of(self, segment: Segment) -> Analyte:
        """Return the analyte of an OBX segment; its label is empty where none is named.

        Raises PanelError for more of them than any laboratory measures.
        """
        key = segment.raw(3), segment.syntax
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._new(segment)
        return known

    def _new(self, segment: Segment) -> Analyte:
        if len(self._known) >= MOST_ANALYTES:
            place = Place(self._file, segment.row, path="OBX-3")
            raise PanelError("hl7.analytes", place, limit=MOST_ANALYTES)
        codes = codes_of(segment)
        named = Result(patient=Patient(id=""), text="", name=name_of(segment, codes), codes=codes)
        label = named.label
        if not label:
            return Analyte("", None)
        found = marker_of(named, self._corrections)
        marker = found if isinstance(found, Marker) else None
        meant = self._corrections.meaning(label)
        if isinstance(found, Problem):
            place = Place(self._file, segment.row, path="OBX-3")
            self.unknown.append(replace(found, place=place))
        seen = self.items.get(label)
        if seen is None or seen.meaning is None:
            meaning = meant or (Meaning(marker=marker.key) if marker else None)
            unit = segment.text(6) or segment.text(6, 2)
            item = Item(label, meaning, unit, is_corrected=meant is not None)
            self.items[label] = item
        return Analyte(label, marker, codes, meant)
