"""What a second draw of the same person would make of the score, in words.

It is what the body and the day do; the interval of the score is what the evidence leaves open.
"""

from collections.abc import Iterable, Iterator

from core.evidence.population import is_acylcarnitine
from core.figures import words
from core.markers import CATALOGUE, Reference
from core.scoring.score import Repeatability
from core.text import Text


def repeatability_sentence(text: Text, repeatability: Repeatability) -> str:
    """Say between which scores 9 of 10 second draws would lie, or that it is not known."""
    if not repeatability.covered:
        return text("figure.again.unknown")
    low, high = map(words.bare, repeatability.times_interval)
    return text("figure.again.sentence", low=low, high=high)


def repeatability_reasons(text: Text, repeatability: Repeatability) -> list[str]:
    """Say which markers move, from which source and how surely, and which are taken to stay."""
    said = []
    if repeatability.covered:
        counted = text("figure.again.part_list").join(covered_parts(text, repeatability.covered))
        said.append(text("figure.again.covered", parts=counted))
    held = text("figure.again.part_list").join(held_parts(text, repeatability.held))
    if held:
        key = "held" if repeatability.covered else "why_unknown"
        said.append(text(f"figure.again.{key}", parts=held))
    return [*said, text("figure.again.limits")] if repeatability.covered else said


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


def held_parts(text: Text, markers: Iterable[str]) -> Iterator[str]:
    """Yield the markers that stay for each reason: no published figure, or no exact value."""
    by_reason: dict[str, list[str]] = {}
    for key in markers:
        reason = "no_figure" if CATALOGUE[key].within_person is None else "no_value"
        by_reason.setdefault(reason, []).append(key)
    for reason, keys in by_reason.items():
        yield text(f"figure.again.{reason}", markers=names(text, keys))


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
