"""The phrases that pages, report and command line share: a result, a value or a finding in words.

The sentences stand in `core/text/*/words.toml`; here is which one is said.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import reduce

from core.figures.flags import Flag
from core.markers import CATALOGUE, Contrast, Direction, Finding, Interval, Marker, Reference, Sex
from core.panel import Measurement, Panel
from core.scoring.score import (
    Caution,
    NoScore,
    PostTest,
    Unused,
)
from core.text import SIGNIFICANT_FIGURES, Text, number

# Beyond this, the figures of a likelihood ratio would claim more than any simulation knows.
MOST_TIMES = 1_000

FIGURES_OF_RESULTS = 2
FIGURES_OF_INTERVALS = 4
LEAST_PERCENT, MOST_PERCENT = 0.01, 99.9
FEWEST_PEOPLE, MOST_PEOPLE = 1_000, 100_000

DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
MICRO = re.compile(r"(?<![A-Za-z])u(?=[A-Za-z])")
POWER = re.compile(r"10\*(\d+)")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# What a reader asks first: does it tell cases from controls, then everything else.
ORDER = (Contrast.CASE_CONTROL, Contrast.TRAIT, Contrast.STRATA_OF_CASES, Contrast.SPECIMEN)
FINDING_KEYS = {
    Contrast.CASE_CONTROL: ("case_control", "who"),
    Contrast.TRAIT: ("trait", "volunteers"),
    Contrast.STRATA_OF_CASES: ("strata", "who"),
    Contrast.SPECIMEN: ("specimen", "who"),
}


def kind(*, is_virtual: bool) -> str:
    """Name the kind of model that a key stands for."""
    return "virtual" if is_virtual else "clinic"


def groups(text: Text, *, is_virtual: bool) -> dict[str, str]:
    """Name both groups of the model, by "cases" and "controls"."""
    return {name: group(text, name, is_virtual=is_virtual) for name in ("cases", "controls")}


def group(text: Text, name: str, *, is_virtual: bool) -> str:
    """Name the model's "cases" or "controls", as virtual where they are."""
    return text(f"words.group.{kind(is_virtual=is_virtual)}.{name}")


def times(text: Text, ratio: float) -> str:
    """Write a likelihood ratio: "3.1 times"."""
    return text("words.times", times=bare(ratio))


def times_between(text: Text, interval: tuple[float, float]) -> str:
    """Write the two ends of likelihood ratios: "0.90 to 9.8"."""
    low, high = map(bare, interval)
    return text("words.between", low=low, high=high)


def factor(text: Text, ratio: float) -> str:
    """Write by what a marker multiplies the score: "×1.8"."""
    return text("words.factor", times=bare(ratio))


def tick(text: Text, ratio: float) -> str:
    """Name a place on the axis of the score: "1/10" left of "even", "10×" right of it."""
    if ratio == 1:
        return text("words.tick.even")
    key = "times" if ratio > 1 else "inverse"
    return text(f"words.tick.{key}", times=f"{max(ratio, 1 / ratio):,.0f}")


def side(text: Text, name: str, *, is_virtual: bool) -> str:
    """Name a side of the axis, that of the "cases" or the "controls"."""
    return text(f"words.tick.{name}", **{name: group(text, name, is_virtual=is_virtual)})


def bare(ratio: float) -> str:
    """Write the number of a likelihood ratio, and no more than that it is beyond a thousand."""
    if ratio > MOST_TIMES:
        return f">{MOST_TIMES:,}"
    return f"<{1 / MOST_TIMES:g}" if ratio < 1 / MOST_TIMES else number(ratio, FIGURES_OF_RESULTS)


def joined(text: Text, sentences: Iterable[str]) -> str:
    """Write sentences one behind the other."""
    return reduce(lambda first, second: text("words.then", first=first, second=second), sentences)


def percent(text: Text, probability: float, figures: int = SIGNIFICANT_FIGURES) -> str:
    """Write a probability in per cent; never as 0 or 100 when it is neither."""
    hundredths = 100 * probability
    if 0 < hundredths < LEAST_PERCENT:
        return text("words.percent", percent=f"<{LEAST_PERCENT:g}")
    if MOST_PERCENT < hundredths < 100:  # noqa: PLR2004 - per cent
        return text("words.percent", percent=f">{MOST_PERCENT:g}")
    shown = f"{hundredths:.{figures}g}"
    if "e" in shown:  # 99.7 at two figures is 1e+02
        shown = f"{hundredths:.{SIGNIFICANT_FIGURES}g}"
    return text("words.percent", percent=shown)


def post_test(text: Text, result: PostTest) -> str:
    """Say the probability before and after the panel, with its interval."""
    return text(
        "words.post_test.sentence",
        before=percent(text, result.pre_test),
        after=percent(text, result.probability, FIGURES_OF_RESULTS),
        low=percent(text, result.low, FIGURES_OF_RESULTS),
        high=percent(text, result.high, FIGURES_OF_RESULTS),
    )


def frequency(text: Text, result: PostTest, *, is_virtual: bool) -> str:
    """Say the same as counts among 1,000 people, or among more where fewer than one is left.

    What is counted is what the model calls a case; the sentence is copied without its page.
    """
    people = people_for(result)
    return text(
        f"words.frequency.{kind(is_virtual=is_virtual)}",
        people=f"{people:,}",
        before=count(text, result.pre_test, people),
        after=count(text, result.probability, people),
        low=count(text, result.low, people),
        high=count(text, result.high, people),
    )


def people_for(result: PostTest) -> int:
    """Return among how many people the post-test probability is at least one person."""
    people = FEWEST_PEOPLE
    while people < MOST_PEOPLE and people * result.probability < 1:
        people *= 10
    return people


def counted(probability: float, people: int) -> int:
    """Return the nearest number of people, halves upwards."""
    return math.floor(probability * people + 0.5)


def count(text: Text, probability: float, people: int) -> str:
    """Write how many of some people; never none or all of them."""
    whole = counted(probability, people)
    if whole == 0:
        return text("words.frequency.fewer")
    if whole == people:
        return text("words.frequency.more", count=f"{people - 1:,}")
    return f"{whole:,}"


def value(text: Text, measurement: Measurement) -> str:
    """Write a measurement in its marker's unit: "3.4 mg/dL", "<0.05 µmol/L"."""
    return _with_unit(text, amount(measurement), measurement.marker.unit)


def amount(measurement: Measurement) -> str:
    """Write the number alone, at 3 significant figures unless the assay gave fewer."""
    low, high = measurement.value.low, measurement.value.high
    write = _writer(measurement)
    if measurement.value.is_exact:
        return write(low)
    if math.isinf(high):
        return f">{write(low)}"
    return f"<{write(high)}" if low == 0 else f"{write(low)}–{write(high)}"


def _writer(measurement: Measurement) -> Callable[[float], str]:
    read = DIGITS.search(unicodedata.normalize("NFKC", measurement.text))
    digits = read.group().replace(",", ".") if read else ""
    ends = (measurement.value.low, measurement.value.high)
    # Whole digits are never rounded away: 1234 stays 1234.
    figures = max(SIGNIFICANT_FIGURES, *(len(str(int(e))) for e in ends if math.isfinite(e)))
    given = len(digits.replace(".", "").lstrip("0")) or SIGNIFICANT_FIGURES
    if not digits or float(digits) not in ends:
        given = max(given, FIGURES_OF_RESULTS)
    return lambda end: number(end, min(figures, given))


def _with_unit(text: Text, amount: str, ucum: str) -> str:
    shown = unit(text, ucum)
    return text("words.value", value=amount, unit=shown) if shown else amount


def unit(text: Text, ucum: str) -> str:
    """Write a UCUM unit as people do: umol/L -> µmol/L, 10*3/uL -> 10³/µL, 1 -> nothing."""
    if ucum == "1":
        return ""
    if ucum.startswith("{"):
        return text("words.unit.arbitrary")
    powers = POWER.sub(lambda found: f"10{found[1].translate(SUPERSCRIPTS)}", ucum)
    return MICRO.sub("µ", powers).replace("[IU]", "IU")


def interval(text: Text, interval: Interval | None, ucum: str = "1") -> str:
    """Write a reference interval: "0.4–1.5 mg/dL", "≤0.14"; both ends with the same decimals."""
    if interval is None or (interval.low is None and interval.high is None):
        return text("words.interval.none")
    ends = {"low": interval.low, "high": interval.high}
    known = {name: _trimmed(end) for name, end in ends.items() if end is not None}
    decimals = max(len(end.partition(".")[2]) for end in known.values())
    padded = {name: _padded(end, decimals) for name, end in known.items()}
    key = "closed" if len(padded) > 1 else "lower" if "low" in padded else "upper"
    return _with_unit(text, text(f"words.interval.{key}", **padded), ucum)


def _trimmed(end: float) -> str:
    figures = max(FIGURES_OF_INTERVALS, len(str(int(end))))
    written = number(float(end), figures)
    return written.rstrip("0").rstrip(".") if "." in written and "^" not in written else written


def _padded(end: str, decimals: int) -> str:
    missing = decimals - len(end.partition(".")[2])
    return end if missing == 0 or "^" in end else end + "." * ("." not in end) + "0" * missing


def owner(text: Text, interval: Interval | None) -> str:
    """Say whose reference interval it is: the laboratory's own, or the published source."""
    if interval is None:
        return text("words.owner.none")
    return (
        text("words.owner.laboratory")
        if interval.reference is None
        else source(text, interval.reference)
    )


def source(text: Text, reference: Reference) -> str:
    """Name a published source shortly; by its full citation where it has no short name."""
    key = f"words.source.{reference.key}"
    return text(key) if key in text else reference.citation


def flag(text: Text, flag: Flag) -> str:
    """Name a flag by its word, with an arrow where it is high or low."""
    return text(f"words.flag.{flag}")


def finding(text: Text, finding: Finding) -> str:
    """Say one published finding: direction, in whom, by whom."""
    key, people = FINDING_KEYS[finding.contrast]
    named = source(text, finding.reference)
    if finding.direction is Direction.UNREAD:
        key = "strata" if finding.contrast is Contrast.STRATA_OF_CASES else "unread"
        return text(f"words.finding.{key}", source=named)
    who = text(f"words.{people}.{finding.sex or 'both'}")
    direction = text(f"words.direction.{finding.direction}")
    return text(f"words.finding.{key}", direction=direction, who=who, source=named)


def evidence(text: Text, marker: Marker, sex: Sex | None) -> str:
    """Say the finding about a marker that matters most for a person of this sex."""
    findings = sorted(
        marker.findings, key=lambda f: (ORDER.index(f.contrast), not f.applies_to(sex))
    )
    if not findings:
        return text("words.evidence.none")
    said = finding(text, findings[0])
    if findings[0].applies_to(sex):
        return said
    return text(f"words.evidence.{'other_sex' if sex else 'sex_unknown'}", finding=said)


def marker_name(text: Text, key: str) -> str:
    """Name a marker by its key."""
    return CATALOGUE[key].name(text.language)


def patient_line(text: Text, panel: Panel) -> str:
    """Say who and when: "Patient A-014 · male, 24 y · drawn 2026-10-02 09:10, fasting"."""
    patient, drawn = panel.patient, panel.specimen
    comma = text("words.list")
    person = comma.join((sex(text, patient.sex), age(text, patient.age)))
    blood = comma.join((collected(text, panel), fasting(text, drawn.fasting)))
    separator = text("words.patient.separator")
    return text("words.patient.line", facts=separator.join((patient.id, person, blood)))


def sex(text: Text, sex: Sex | None) -> str:
    """Name a sex, or say that it was not given."""
    return text(f"words.patient.sex.{sex or 'unknown'}")


def age(text: Text, age: float | None) -> str:
    """Write an age in completed years."""
    if age is None:
        return text("words.patient.age_unknown")
    return text("words.patient.age", age=str(math.floor(age)))


def collected(text: Text, panel: Panel) -> str:
    """Say when the blood was drawn."""
    moment = panel.specimen.collected
    if moment is None:
        return text("words.patient.drawn_unknown")
    return text("words.patient.drawn", date=text.date(moment))


def fasting(text: Text, fasting: bool | None) -> str:  # noqa: FBT001 - as the specimen holds it
    """Say whether the person was fasting."""
    key = {True: "yes", False: "no", None: "unknown"}[fasting]
    return text(f"words.patient.fasting.{key}")


def caution(text: Text, caution: Caution) -> str:
    """Say what to keep in mind with a score."""
    return text(f"caution.{caution.key}", **caution.details)


def unused(text: Text, unused: Unused) -> str:
    """Say why a marker is not in the score."""
    return text(f"unused.{unused.key}", **unused.details)


def no_score(text: Text, result: NoScore) -> str:
    """Say why there is no score."""
    return text(f"no_score.{result.key}", **result.details)
