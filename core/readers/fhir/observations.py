"""Makes Results of the Observations of a file, and says of every other why it is none.

What is not of the laboratory (a pulse, a questionnaire) is counted, not listed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.errors import Place, Problem, Severity
from core.markers import Marker
from core.panel import Patient
from core.readers.cells import shown
from core.readers.corrections import Corrections, Meaning
from core.readers.draws import DrawKey
from core.readers.fhir.backgrounds import WITHDRAWN, Observed, observed
from core.readers.fhir.circumstances import Circumstances, is_circumstance
from core.readers.fhir.draws import Draw, Draws
from core.readers.fhir.entries import Entries
from core.readers.fhir.moments import parse_moment
from core.readers.fhir.ranges import NO_ENDS, ends_for
from core.readers.fhir.resources import Observation, Stated, below
from core.readers.fhir.values import has_value, is_coded, unit_of, value_of, value_path
from core.readers.measuring import marker_of, not_blood
from core.readers.names import Code, System
from core.readers.result import Result, Status
from core.readers.understanding import Item

JP_CLINS = "http://jpfhir.jp/fhir/clins/CodeSystem"
SYSTEMS = {
    "http://loinc.org": System.LOINC,
    "urn:oid:2.16.840.1.113883.6.1": System.LOINC,
    "http://medis.or.jp/CodeSystem/master-JLAC10-17digits": System.JLAC10,
    "urn:oid:1.2.392.200119.4.504": System.JLAC10,
    "1.2.392.200119.4.504": System.JLAC10,
    f"{JP_CLINS}/JLAC10/JP_CLINS_ObsLabResult_CoreLabo_CS": System.JLAC10,
}
STATUSES = {
    "final": Status.FINAL,
    "amended": Status.CORRECTED,
    "corrected": Status.CORRECTED,
    "preliminary": Status.PRELIMINARY,
}
LABORATORY = frozenset(("laboratory", "lab", "ch", "hm"))
NOBODY = Patient(id="")


class ObservationReader:
    """Reads the Observations of a file: first `read`, then `items` and `problems`."""

    def __init__(self, entries: Entries, corrections: Corrections, file: str) -> None:
        self._entries = entries
        self._corrections = corrections
        self._file = file
        self._told: list[Problem] = []
        self.partly_read: set[DrawKey] = set()
        self._others = 0
        self._items: dict[str, Item] = {}
        self._draws = Draws(entries, self._told)
        self._circumstances = Circumstances()

    def read(self) -> list[Result]:
        """Return the results that are of a marker and can be used."""
        found = list(observed(self._entries, self._told))
        about_patient = [one for one in found if is_circumstance(one.observation.code.coding)]
        for one in about_patient:
            draw = self._draws.of(one)
            if isinstance(draw, Problem):
                self._circumstances.pass_over()
            else:
                day = draw.specimen.collected
                self._circumstances.take(draw.patient, day, one.observation)
        seen = {one.entry.place for one in about_patient}
        results = [r for one in found if one.entry.place not in seen for r in self._results(one)]
        return results if self._draws.is_unnamed_certain else self._named(results)

    def _named(self, results: Sequence[Result]) -> list[Result]:
        """Return the results of patients with a pseudonym; that the others are left out is told."""
        others = [result for result in results if not result.patient.id]
        if others:
            details = {"count": len(others)}
            self._told.append(Problem("fhir.patient.nameless", details, others[0].place))
        return [result for result in results if result.patient.id]

    def items(self) -> tuple[Item, ...]:
        """Return what each name of an analyte was taken for, in the order of the file.

        A name that stands for two markers by its codes is taken for none.
        """
        return tuple(self._items.values())

    def problems(self) -> tuple[Problem, ...]:
        """Return what gave no result, and why."""
        count = self._others + self._circumstances.unused
        if not count:
            return tuple(self._told)
        details = {"count": count}
        others = Problem("fhir.others", details, Place(self._file), Severity.NOTE)
        return (*self._told, others)

    def _results(self, one: Observed) -> list[Result]:
        parts = _parts(one)
        self._tell_unnamed(one)
        sketches = [_sketch(stated, place) for stated, place in parts]
        markers = [marker_of(sketch, self._corrections) for sketch in sketches]
        if not _is_laboratory(one.observation) and all(map(_is_unknown, markers)):
            self._others += 1
            return []
        results = []
        draw = None
        for (stated, _), sketch, marker in zip(parts, sketches, markers, strict=True):
            self._understand(sketch, marker, stated)
            found: Result | Problem
            if isinstance(marker, Problem):
                found = marker
            else:
                draw = draw or self._draws.of(one)
                found = self._result(one, stated, sketch, marker, draw)
            if isinstance(found, Problem):
                self._told.append(replace(found, place=sketch.place))
                if isinstance(draw, Draw) and found.severity is Severity.REFUSED:
                    self.partly_read.add((draw.patient.id, draw.specimen.collected, draw.undated))
            else:
                results.append(found)
        return results

    def _tell_unnamed(self, one: Observed) -> None:
        unnamed = sum(not component.code.label for component in one.observation.component)
        if unnamed:
            details = {"count": unnamed}
            self._told.append(Problem("fhir.value.unnamed", details, one.entry.place))

    def _understand(self, sketch: Result, marker: Marker | Problem, stated: Stated) -> None:
        unit = unit_of(stated.value_quantity) if stated.value_quantity else ""
        meaning = None if isinstance(marker, Problem) else Meaning(marker=marker.key)
        label = sketch.label
        known = self._items.get(label)
        if known is not None:
            unit = known.unit or unit
            meaning = meaning if known.meaning == meaning else None
            if (known.unit, known.meaning) == (unit, meaning):
                return
        is_corrected = self._corrections.meaning(label) is not None
        self._items[label] = Item(label, meaning, unit, is_corrected)

    def _result(
        self, one: Observed, stated: Stated, sketch: Result, marker: Marker, draw: Draw | Problem
    ) -> Result | Problem:
        status = STATUSES.get(one.status)
        if status is None:
            key = "reader.result.withdrawn" if one.status in WITHDRAWN else "fhir.status"
            details = {"name": shown(sketch.label), "status": shown(one.status) or "–"}
            return Problem(key, details)
        value = value_of(stated, sketch.label)
        if isinstance(value, Problem):
            return value
        if isinstance(draw, Problem):
            return draw
        if draw.other:
            return not_blood(sketch.label, draw.other)
        patient = self._circumstances.filled(draw.patient, draw.specimen.collected)
        text, unit = value
        meant = self._corrections.meaning(sketch.label)
        units = (meant.unit_of(unit) if meant else unit, unit)
        ends = ends_for(stated.reference_range, patient, marker, units)
        if isinstance(ends, Problem):
            self._told.append(replace(ends, place=below(sketch.place, "referenceRange")))
            ends = NO_ENDS
        return Result(
            patient=patient,
            text=text,
            unit=unit,
            name=sketch.name,
            codes=sketch.codes,
            low=ends.low,
            high=ends.high,
            specimen=draw.specimen,
            status=status,
            reported=_reported(one),
            place=below(sketch.place, value_path(stated)),
            is_coded=is_coded(stated),
            undated=draw.undated,
        )


def _parts(one: Observed) -> list[tuple[Stated, Place]]:
    """Return what of an Observation states a result; a panel itself need not."""
    whole, place = one.observation, one.entry.place
    is_stated = has_value(whole) or whole.data_absent_reason is not None
    parts: list[tuple[Stated, Place]] = []
    if is_stated or not (whole.component or whole.has_member):
        parts.append((whole, place))
    parts += (
        (component, below(place, f"component[{i}]"))
        for i, component in enumerate(whole.component)
        if component.code.label
    )
    return parts


def _sketch(stated: Stated, place: Place) -> Result:
    """Return a result with what names its analyte, and nothing else."""
    concept = stated.code
    codes = tuple(
        Code(SYSTEMS.get(c.system, System.LOCAL), c.code, c.display) for c in concept.coding
    )
    return Result(patient=NOBODY, text="", name=concept.text, codes=codes, place=place)


def _is_laboratory(observation: Observation) -> bool:
    """Say whether it comes from a laboratory; one that does not say so may."""
    codes = [code.code.casefold() for kind in observation.category for code in kind.coding]
    return not codes or not LABORATORY.isdisjoint(codes)


def _is_unknown(marker: Marker | Problem) -> bool:
    return isinstance(marker, Problem) and marker.key == "reader.result.unknown"


def _reported(one: Observed) -> datetime | None:
    own = one.observation.issued or (one.background.issued if one.background else "")
    moment = parse_moment(own)
    return moment if isinstance(moment, datetime) else None
