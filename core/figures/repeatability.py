"""What a second draw of the same person would make of the score, in words.

It rests on published within-person variation; the interval of the score is what the evidence, or
the cohort of a clinic's model, leaves open.
"""

from collections.abc import Iterable, Iterator

from core.evidence.population import is_acylcarnitine
from core.figures import words
from core.markers import CATALOGUE, Reference
from core.scoring.score import Repeatability, RiskScore
from core.text import Text


def repeatability_sentence(text: Text, repeatability: Repeatability) -> str:
    """Say between which scores 9 of 10 second draws would lie, or that it is not known."""
    if not repeatability.covered:
        return text("figure.again.unknown")
    low, high = map(words.bare, repeatability.times_interval)
    return text("figure.again.sentence", low=low, high=high)


def repeatability_reasons(text: Text, result: RiskScore) -> list[str]:
    """Say which markers move, from which source and how surely, and which are taken to stay."""
    again, part_list = result.repeatability, text("figure.again.part_list")
    held = part_list.join(held_parts(text, result))
    if again.covered:
        moving = part_list.join(covered_parts(text, again.covered))
        said = [text("figure.again.covered", parts=moving)]
        said += [text("figure.again.held", parts=held)] if held else []
        kind = words.kind(is_virtual=result.model.is_virtual)
        return [*said, *source_notes(text, again), text(f"figure.again.limits.{kind}")]
    beyond = [one.marker for one in result.contributions if one.low != one.high]
    if beyond:
        return [text("figure.again.why_beyond", parts=held)]
    return [text("figure.again.why_unknown", parts=held)]


def covered_parts(text: Text, markers: Iterable[str]) -> Iterator[str]:
    """Yield the markers of each source, with its name and the grade it was read with."""
    by_source: dict[tuple[str, str], list[str]] = {}
    for key in markers:
        within = CATALOGUE[key].within_person
        if within is not None:
            named = (words.source(text, within.reference), within.grade.value)
            by_source.setdefault(named, []).append(key)
    for (source, grade), keys in by_source.items():
        yield text("figure.again.by", markers=names(text, keys), source=source, grade=grade)


def held_parts(text: Text, result: RiskScore) -> Iterator[str]:
    """Yield the markers that stay by reason: beyond a limit, or no published figure.

    A marker that only stays because another is beyond a limit is not named.
    """
    again = result.repeatability
    beyond = {one.marker for one in result.contributions if one.low != one.high}
    by_reason: dict[str, list[str]] = {}
    for key in again.held:
        if key in beyond:
            by_reason.setdefault("beyond", []).append(key)
        elif CATALOGUE[key].within_person is None:
            by_reason.setdefault("no_figure", []).append(key)
        elif not beyond:
            by_reason.setdefault("not_here", []).append(key)
    for reason in sorted(by_reason):
        yield text(f"figure.again.{reason}", markers=names(text, by_reason[reason]))


def source_notes(text: Text, repeatability: Repeatability) -> list[str]:
    """Say of each source whether the assay's own error is in its figures."""
    keys = dict.fromkeys(one.key for one in within_person_sources(repeatability))
    said = [f"figure.again.source.{key}" for key in keys]
    return [text(key) for key in said if key in text]


def names(text: Text, keys: Iterable[str]) -> str:
    """Name markers by their symbols; several acylcarnitines by their class."""
    listed = list(keys)
    of_class = [key for key in listed if is_acylcarnitine(key)]
    if len(of_class) > 1:
        rest = [CATALOGUE[key].symbol for key in listed if key not in of_class]
        return text("words.list").join([*rest, text("figure.again.class", count=len(of_class))])
    return text("words.list").join(CATALOGUE[key].symbol for key in listed)


def within_person_sources(repeatability: Repeatability) -> Iterator[Reference]:
    """Yield the source of each marker's variation within a person, for a list of sources."""
    for key in repeatability.covered:
        within = CATALOGUE[key].within_person
        if within is not None:
            yield within.reference
