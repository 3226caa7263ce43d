"""What must be kept in mind with a discrimination model, in words: keys under `warning.*`."""

from collections.abc import Iterator

import numpy as np
from scipy.special import ndtri

from core.cards import Discrimination, Measured, Warned
from core.learning.discrimination.areas import area
from core.learning.discrimination.asked import Asked
from core.learning.discrimination.resampling import persons_of
from core.learning.people import Floats, LabelledPeople

CHANCE = 0.5
FEW_OF_GROUP = 20
WIDE = 0.2
ALPHA = 0.05
# Probabilities this far off would mislead, even where few people leave it open.
SLOPES = (0.7, 1.4)
RISING = 0.01
# One marker that most of the fall of all rests on.
DOMINANT_SHARE, DOMINANT_FALL = 0.5, 0.1
TOO_GOOD = 0.995
FEWEST_ALIKE = 3
MISSING_APART = 0.1


def warnings_of(asked: Asked, found: Discrimination) -> Iterator[Warned]:
    """Yield the warnings, those that weigh most first."""
    yield from too_good(asked.people, found)
    yield from by_chance(found)
    yield from too_few(asked.people, found)
    yield from by_something_else(asked, found)
    # Slopes say something where groups overlap.
    if found.auc.low > CHANCE and found.auc.value < TOO_GOOD:
        yield from ill_calibrated(found.slope)
    yield from still_rising(found)
    yield from one_marker(asked.people, found)


def too_good(people: LabelledPeople, found: Discrimination) -> Iterator[Warned]:
    """Yield what looks like a mistake in the data rather than a result."""
    copies = duplicates(people)
    if copies:
        yield Warned("duplicates", {"count": copies})
    separating = [
        feature.title or feature.key
        for feature, column in zip(people.features, people.inputs.values.T, strict=True)
        if separates(column, people.outcome)
    ]
    if separating:
        yield Warned("separating", {"markers": ", ".join(separating)})
    elif found.auc.value >= TOO_GOOD:
        yield Warned("too_good", _ends(found.auc))


def by_chance(found: Discrimination) -> Iterator[Warned]:
    """Yield what speaks for chance."""
    if found.auc.low <= CHANCE:
        yield Warned("not_above_chance", _ends(found.auc))
    if found.permutation.p > ALPHA:
        runs = len(found.permutation.null)
        yield Warned("permutation", {"p": found.permutation.p, "runs": runs})


def too_few(people: LabelledPeople, found: Discrimination) -> Iterator[Warned]:
    """Yield what so few people cannot show."""
    fewest = min(found.cases, found.controls)
    if fewest < FEW_OF_GROUP:
        yield Warned("few_people", {"cases": found.cases, "controls": found.controls})
    if found.auc.high - found.auc.low > WIDE:
        yield Warned("wide", _ends(found.auc))
    markers = people.inputs.values.shape[1]
    if markers > fewest:
        yield Warned("many_markers", {"markers": markers, "fewest": fewest})


def by_something_else(asked: Asked, found: Discrimination) -> Iterator[Warned]:
    """Yield what else the groups differ in than markers."""
    alone = found.covariates_alone
    if alone is not None and alone.low > CHANCE:
        names = ", ".join(asked.plan.covariates)
        yield Warned("covariates_alone", {"covariates": names, **_ends(alone)})
    yield from missingness(asked.people)


def missingness(people: LabelledPeople) -> Iterator[Warned]:
    """Yield markers that one group lacks more often than chance would have it."""
    missing, outcome = np.isnan(people.inputs.values), people.outcome
    cases, controls = missing[outcome == 1].mean(axis=0), missing[outcome == 0].mean(axis=0)
    persons = persons_of(people)
    # Draws of one person lack the same markers.
    per_person = len(persons.kinds) / people.size
    sizes = 1 / (outcome == 1).sum() + 1 / (outcome == 0).sum()
    whole = missing.mean(axis=0)
    error = np.sqrt(whole * (1 - whole) * sizes / per_person)
    limit = -float(ndtri(ALPHA / 2 / max(1, len(whole))))
    apart = np.abs(cases - controls)
    odd = np.flatnonzero((apart > limit * error) & (apart >= MISSING_APART))
    if odd.size:
        worst = odd[np.argmax(apart[odd])]
        feature = people.features[worst]
        yield Warned(
            "missingness",
            {
                "count": len(odd),
                "marker": feature.title or feature.key,
                "cases": 100 * float(cases[worst]),
                "controls": 100 * float(controls[worst]),
            },
        )


def ill_calibrated(slope: Measured) -> Iterator[Warned]:
    """Yield what is wrong with the size of probabilities, or may be."""
    is_open = slope.low <= 1 <= slope.high
    if slope.high < 1 or slope.value < SLOPES[0]:
        yield Warned("perhaps_too_extreme" if is_open else "too_extreme", _ends(slope))
    elif slope.low > 1 or slope.value > SLOPES[1]:
        yield Warned("perhaps_too_timid" if is_open else "too_timid", _ends(slope))


def still_rising(found: Discrimination) -> Iterator[Warned]:
    """Yield that more people would help."""
    before, last = found.learning[-2:]
    if last.auc.value - before.auc.value >= RISING and found.auc.low > CHANCE:
        yield Warned(
            "still_rising",
            {"before": before.auc.value, "fewer": before.people, "last": last.auc.value,
             "people": last.people},
        )  # fmt: skip


def one_marker(people: LabelledPeople, found: Discrimination) -> Iterator[Warned]:
    """Yield that the model rests on one marker."""
    falls = [max(0.0, one.fall.value) for one in found.stability]
    is_much = len(falls) > 1 and falls[0] >= DOMINANT_FALL
    # Not where the fall may be none at all.
    is_sure = is_much and found.stability[0].fall.low > 0
    if is_sure and falls[0] > DOMINANT_SHARE * sum(falls):
        key = found.stability[0].key
        titles = {feature.key: feature.title or feature.key for feature in people.features}
        yield Warned("one_marker", {"marker": titles[key], **_ends(found.stability[0].fall)})


def separates(values: Floats, outcome: Floats) -> bool:
    """Say whether a marker alone separates the groups, so far as people have a value."""
    seen = ~np.isnan(values)
    sizes = np.bincount(outcome[seen].astype(int), minlength=2)
    return bool(sizes.min() >= FEWEST_ALIKE and area(values[seen], outcome[seen]) in {0.0, 1.0})


def duplicates(people: LabelledPeople) -> int:
    """Return how many persons have the very values of another one."""
    values, persons = people.inputs.values, persons_of(people)
    told = (~np.isnan(values)).sum(axis=1) >= FEWEST_ALIKE
    _, profile = np.unique(values[told], axis=0, return_inverse=True, equal_nan=True)
    pairs = np.unique(np.column_stack([profile, persons.numbers[told]]), axis=0)
    return int((np.bincount(pairs[:, 0]) - 1).clip(0).sum()) if pairs.size else 0


def _ends(measured: Measured) -> dict[str, str | float]:
    return {"value": measured.value, "low": measured.low, "high": measured.high}
