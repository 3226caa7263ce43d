"""Writes the second page: every marker measured, on one scale; methods; sources."""

from typing import Any

from core.figures import flags, words
from core.figures.basis import figures, stated
from core.figures.flags import REACH, Flag, Strip
from core.figures.repeatability import within_person_sources
from core.markers import CATALOGUE, REFERENCES, Reference
from core.markers.marker import STANDARD_NORMAL_97_5
from core.panel import Measurement, Panel
from core.scoring.score import Result, RiskScore
from core.text import Text

Content = dict[str, Any]

COLUMNS = ("marker", "value", "strip", "interval", "flag", "evidence", "used")
METHODS = ("{kind}.score", "{kind}.training", "{kind}.interval", "use.post_test")
# The methods of the shipped model rest on these whatever was measured.
ALWAYS_CITED = ("setoyama-2022", "hayakawa-2018")


def marker_content(text: Text, panel: Panel, result: Result) -> Content:
    """Write the second page, with or without a score."""
    order = list(CATALOGUE)
    measurements = sorted(panel.measurements, key=lambda m: order.index(m.marker.key))
    methods = [line.format(kind=words.kind(is_virtual=result.model.is_virtual)) for line in METHODS]
    return {
        "heading": text("report.markers.heading"),
        "empty": text("report.markers.empty"),
        "columns": [text(f"report.markers.{column}") for column in COLUMNS],
        "rows": [_row(text, panel, measurement, result) for measurement in measurements],
        "band": [_position(-STANDARD_NORMAL_97_5), _position(STANDARD_NORMAL_97_5)],
        "key": text("report.markers.key"),
        "methods_heading": text("report.methods.heading"),
        "methods": [text(f"report.methods.{line}", **_details(text, result)) for line in methods],
        "sources_heading": text("report.references.heading"),
        "sources": [_source(text, reference) for reference in _cited(panel, measurements, result)],
    }


def _details(text: Text, result: Result) -> dict[str, str]:
    """Write what the methods of a clinic's model say of it."""
    if result.model.is_virtual:
        return {}
    basis = stated(result.model)
    people = "made_up" if basis.is_made_up else "people"
    return {**figures(basis), "who": text(f"report.methods.who.{people}")}


def _row(text: Text, panel: Panel, measurement: Measurement, result: Result) -> Content:
    sex, marker = panel.patient.sex, measurement.marker
    reference = measurement.reference(sex)
    flag = flags.flag(measurement, sex)
    return {
        "name": marker.name(text.language),
        "value": words.amount(measurement),
        "unit": words.unit(text, marker.unit),
        "as_read": _as_read(text, measurement),
        "strip": _strip(flags.strip(measurement, sex)),
        "interval": words.interval(text, reference),
        "owner": words.owner(text, reference) if reference else "",
        "flag": words.flag(text, flag),
        "stands_out": flag in (Flag.LOW, Flag.HIGH),
        "evidence": words.evidence(text, marker, sex),
        "used": _used(text, marker.key, result),
    }


def _as_read(text: Text, measurement: Measurement) -> str:
    used = f"{words.amount(measurement)} {words.unit(text, measurement.marker.unit)}".strip()
    read = f"{measurement.text} {words.unit(text, measurement.unit)}".strip()
    return "" if read == used else text("report.markers.as_read", text=read)


def _used(text: Text, key: str, result: Result) -> str:
    parts = result.contributions if isinstance(result, RiskScore) else ()
    times = next((part.times for part in parts if part.marker == key), None)
    return text("report.markers.not_used") if times is None else words.factor(text, times)


def _position(z: float) -> float:
    return 0.5 + z / (2 * REACH)


def _strip(strip: Strip | None) -> Content | None:
    """Place the known end; `arrow` points to where a censored value may reach further."""
    if strip is None:
        return None
    is_below, is_above = strip.low == float("-inf"), strip.high == float("inf")
    is_exact = strip.low == strip.high
    at = _position(strip.high if is_below or is_exact else strip.low)
    return {
        "at": min(max(at, 0), 1),
        "off": -1 if at < 0 else 1 if at > 1 else 0,
        "open": not is_exact,
        "arrow": -1 if is_below and not is_exact else 1 if is_above else 0,
    }


def _cited(panel: Panel, measurements: list[Measurement], result: Result) -> list[Reference]:
    keys = set(ALWAYS_CITED) if result.model.is_virtual else set()
    if isinstance(result, RiskScore):
        keys |= {reference.key for reference in within_person_sources(result.repeatability)}
    for measurement in measurements:
        interval = measurement.reference(panel.patient.sex)
        keys |= {f.reference.key for f in measurement.marker.findings}
        if interval is not None and interval.reference is not None:
            keys.add(interval.reference.key)
    return [reference for key, reference in REFERENCES.items() if key in keys]


def _source(text: Text, reference: Reference) -> Content:
    doi = text("report.references.doi", doi=reference.doi) if reference.doi else ""
    return {
        "name": words.source(text, reference),
        "citation": reference.citation,
        "doi": doi,
        "url": reference.url,
    }
