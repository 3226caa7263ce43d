"""Writes the first page: patient, sentence, strip, post-test line, contributions, cautions."""

import math
from typing import Any

from core.figures import words
from core.figures.basis import honesty_in_full
from core.figures.concordance import concordance_line
from core.figures.missing import has_widths, missing_note, missing_rows
from core.figures.reasons import cautions
from core.figures.repeatability import repeatability_reasons, repeatability_sentence
from core.figures.sceptical import sceptical_meaning, sceptical_probability
from core.figures.verdict import verdict
from core.markers import Sex
from core.panel import Panel
from core.report.score_strip import strip_content
from core.scoring.background import Background
from core.scoring.score import Contribution, NoScore, PostTest, Result, RiskScore, Unused
from core.text import Text

Content = dict[str, Any]

MOST_MISSING = 4
# A clinic's model may read dozens: those that move the score least stand in one row.
MOST_CONTRIBUTIONS = 8
# Longer lists are counted: the second page names every marker.
MOST_NAMED = 8
DOTS = 1_000
# Bars are drawn against the longest; one that is this short on the log scale is not stretched.
SHORTEST_SCALE = 0.1


def result_content(
    text: Text, panel: Panel, result: Result, pre_test: float, background: Background | None
) -> Content:
    """Write the first page; a panel without a score says why in place of the result."""
    content: Content = {
        "facts": _facts(text, panel),
        "honesty": honesty_in_full(text, result.model),
        "missing": _missing(text, result),
        "unused": _unused(text, result.unused),
        "cautions": _cautions(text, result),
    }
    if isinstance(result, NoScore):
        return content | {"sentence": words.no_score(text, result)}
    return content | {
        "sentence": verdict(text, result),
        "strip": _strip(text, result, background),
        "post_test": _post_test(text, result, pre_test),
        "contributions": _contributions(text, panel, result),
    }


def _facts(text: Text, panel: Panel) -> list[Content]:
    patient, drawn = panel.patient, panel.specimen
    moment = drawn.collected and text.date(drawn.collected)
    minutes = drawn.minutes_to_separation
    known = {
        "id": patient.id,
        "sex": patient.sex and words.sex(text, patient.sex),
        "age": None if patient.age is None else words.age(text, patient.age),
        "drawn": moment,
        "fasting": _yes_no(text, answer=drawn.fasting),
        "medication": _yes_no(text, answer=patient.medication),
        "pregnant": _yes_no(text, answer=patient.pregnant),
        "haemolysed": _yes_no(text, answer=drawn.haemolysed),
        "separated": None
        if minutes is None
        else text("report.patient.minutes", minutes=f"{minutes:g}"),
    }
    if patient.sex is Sex.MALE and patient.pregnant is None:
        del known["pregnant"]
    unknown = text("report.unknown")
    return [
        {"name": text(f"report.patient.{key}"), "value": value or unknown, "known": bool(value)}
        for key, value in known.items()
    ]


def _yes_no(text: Text, *, answer: bool | None) -> str | None:
    return None if answer is None else text("report.yes" if answer else "report.no")


def _strip(text: Text, result: RiskScore, background: Background | None) -> Content:
    is_virtual = result.model.is_virtual
    key = "report.strip.alt" if background else "report.strip.alt_alone"
    return {
        "heading": text("report.strip.heading"),
        "alt": text(
            key, verdict=verdict(text, result), **words.groups(text, is_virtual=is_virtual)
        ),
        **strip_content(text, result, background),
        "concordance": concordance_line(text, result),
        "repeatability": repeatability_sentence(text, result.repeatability),
        "repeatability_reasons": words.joined(text, repeatability_reasons(text, result)),
    }


def _post_test(text: Text, result: RiskScore, pre_test: float) -> Content:
    after, is_virtual = result.estimate.post_test(pre_test), result.model.is_virtual
    frequency = words.frequency(text, after, is_virtual=is_virtual)
    cases = words.group(text, "cases", is_virtual=is_virtual)
    has_dots = words.people_for(after) == DOTS
    return {
        "heading": text("report.post_test.heading"),
        "before_name": text("report.post_test.before"),
        "before": words.percent(text, pre_test),
        "after_name": text("report.post_test.after"),
        "after": words.percent(text, after.probability, words.FIGURES_OF_RESULTS),
        "range": text(
            "report.post_test.range",
            low=words.percent(text, after.low, words.FIGURES_OF_RESULTS),
            high=words.percent(text, after.high, words.FIGURES_OF_RESULTS),
        ),
        "sceptical_name": text("report.post_test.sceptical"),
        "sceptical": sceptical_probability(text, result.estimate, pre_test),
        "sceptical_ratio": text(
            "report.range_alone", range=words.times(text, result.estimate.sceptical_times)
        ),
        "meaning": sceptical_meaning(text, result),
        "frequency": frequency,
        "dots": _dots(text, after, frequency, cases) if has_dots else None,
    }


def _dots(text: Text, after: PostTest, frequency: str, cases: str) -> Content:
    counts = {end: words.count(text, getattr(after, end), DOTS) for end in ("probability", "high")}
    return {
        "after": words.counted(after.probability, DOTS),
        "high": words.counted(after.high, DOTS),
        "of": DOTS,
        "after_name": text("report.post_test.dots_after", count=counts["probability"], cases=cases),
        "high_name": text("report.post_test.dots_high", count=counts["high"]),
        "rest_name": text("report.post_test.dots_rest", people=f"{DOTS:,}"),
        "alt": text("report.post_test.alt", people=f"{DOTS:,}", frequency=frequency),
    }


def _contributions(text: Text, panel: Panel, result: RiskScore) -> Content:
    parts = sorted(result.contributions, key=lambda part: -abs(part.log_ratio))
    total = result.estimate.log_ratio
    longest = max(SHORTEST_SCALE, abs(total), *(abs(part.log_ratio) for part in parts))
    names = words.groups(text, is_virtual=result.model.is_virtual)
    columns = ("marker", "value", "factor", "bar")
    return {
        "heading": text("report.contributions.heading"),
        "columns": [text(f"report.contributions.{column}") for column in columns],
        "rows": _contribution_rows(text, panel, parts, longest),
        "total_name": text("report.contributions.total"),
        "total": words.factor(text, result.estimate.times),
        "total_bar": total / longest,
        "note": text("report.contributions.note", **names),
    }


def _contribution_rows(
    text: Text, panel: Panel, parts: list[Contribution], longest: float
) -> list[Content]:
    """Write the largest one by one and what is left of many as one, so that all multiply up."""
    most = MOST_CONTRIBUTIONS if parts[MOST_CONTRIBUTIONS + 1 :] else len(parts)
    rows = [_contribution(text, panel, part, longest) for part in parts[:most]]
    if others := parts[most:]:
        together = sum(part.log_ratio for part in others)
        rows.append({
            "name": text("report.contributions.others", count=len(others)),
            "value": "",
            "factor": words.factor(text, math.exp(together)),
            "bar": together / longest,
        })  # fmt: skip
    return rows


def _contribution(text: Text, panel: Panel, part: Contribution, longest: float) -> Content:
    measured = panel.get(part.marker)
    return {
        "name": words.marker_name(text, part.marker),
        "value": words.value(text, measured) if measured else "",
        "factor": words.factor(text, part.times),
        "bar": part.log_ratio / longest,
    }


def _missing(text: Text, result: Result) -> Content:
    is_needed = isinstance(result, NoScore)
    kind = words.kind(is_virtual=result.model.is_virtual)
    narrows = ("narrows",) if has_widths(result) else ()
    columns = ("marker", *narrows, "information")
    return {
        "heading": text(f"report.missing.{'needed' if is_needed else 'heading'}"),
        "columns": [text(f"figure.column.{column}") for column in columns],
        "rows": [
            {"name": row.name, "narrows": row.narrows, "information": row.information}
            for row in missing_rows(text, result)[:MOST_MISSING]
        ],
        "note": missing_note(text, result, MOST_MISSING) if result.missing else "",
        "none": "" if is_needed else text(f"report.missing.none.{kind}"),
    }


def _unused(text: Text, unused: tuple[Unused, ...]) -> Content:
    by_reason: dict[str, list[str]] = {}
    for one in unused:
        by_reason.setdefault(words.unused(text, one), []).append(
            words.marker_name(text, one.marker)
        )
    return {
        "heading": text("report.unused.heading"),
        "groups": [
            {
                "markers": _named(text, markers),
                "reason": text("report.unused.reason", reason=reason),
            }
            for reason, markers in by_reason.items()
        ],
    }


def _named(text: Text, markers: list[str]) -> str:
    if len(markers) > MOST_NAMED:
        return text("report.unused.many", count=len(markers))
    return text("words.list").join(markers)


def _cautions(text: Text, result: Result) -> Content:
    said = cautions(text, result.cautions)
    return {
        "heading": text("report.cautions.heading"),
        "items": said.seen,
        "is_wide": said.are_many,
        "not_stated": words.joined(text, said.not_stated) if said.not_stated else "",
        "none": text("report.cautions.none"),
    }
