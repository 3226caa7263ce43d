"""How a model does on people of another cohort, and the model recalibrated to them.

The model is fixed here, so that intervals take into account who was tested and nothing else; draws
of one person stay together in each of them.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np
from scipy.special import expit, logit

from core.cards import ClinicCard, Discrimination, External, Measured, RocPoint, Warned
from core.errors import CohortError
from core.learning.discrimination.areas import Z, area, auc_interval, uncertainty_of
from core.learning.discrimination.curves import calibration_points, roc_points, sensitivities
from core.learning.discrimination.decision import net_benefits
from core.learning.discrimination.intervals import person_mean, share_interval
from core.learning.discrimination.odds import base_of
from core.learning.discrimination.resampling import (
    CASE,
    CONTROL,
    Persons,
    effective_persons,
    persons_of,
)
from core.learning.discrimination.slopes import intercept, over_repeats, slope
from core.learning.discrimination.trained import TrainedDiscrimination
from core.learning.external.drift import drifts
from core.learning.external.recalibration import recalibrated_to
from core.learning.people import Floats, LabelledPeople
from core.learning.runs import Made

# Nothing but the people tested varies.
FIXED = 1.0
FEWEST_OF_GROUP = 10


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """People of another cohort with the log odds (n,) that the model tells at their share of cases.

    From the `threshold` on [log odds] the model calls somebody a case.
    """

    people: LabelledPeople
    log_odds: Floats
    threshold: float
    persons: Persons


def validate(
    card: ClinicCard,
    trained: TrainedDiscrimination,
    people: LabelledPeople,
    evaluated_on: date,
    data_sha256: str,
) -> External:
    """Return every figure of a model on people in its columns (`people.people_for`).

    Raises CohortError for a model of another kind, for the people it was fitted to, and where
    nobody, or one group alone, is left once those are left out who lack more than these did.
    """
    same = same_people(trained, people)
    if same * 2 >= people.size:
        raise CohortError("external.same_people", count=same)
    some, left_out = within_limits(card, people)
    tested = tested_by(card, trained, some)
    outcome, numbers = some.outcome, tested.persons.numbers
    stated = card.plan.prevalence
    prevalence = float(outcome.mean()) if stated is None else stated
    return External(
        evaluated_on=evaluated_on,
        data_sha256=data_sha256,
        cases=tested.persons.with_outcome(CASE),
        controls=tested.persons.with_outcome(CONTROL),
        left_out=left_out,
        auc=auc_of(tested),
        sensitivity=rate(tested, CASE),
        specificity=rate(tested, CONTROL),
        brier=person_mean((expit(tested.log_odds) - outcome) ** 2, numbers, FIXED),
        slope=over_repeats([slope(tested.log_odds, outcome, numbers)], FIXED),
        intercept=over_repeats([intercept(tested.log_odds, outcome, numbers)], FIXED),
        expected_to_observed=expected_to_observed(tested),
        roc=curve(tested),
        calibration=calibration_points(tested.log_odds[None], outcome, len(tested.persons.kinds)),
        benefits=net_benefits(
            tested.log_odds[None],
            outcome,
            prevalence,
        ),
        drift=drifts(card.features, trained.inputs.values, people.inputs.values, people.persons),
        warnings=tuple(warnings_of(tested, left_out, same)),
    )


def recalibrated(
    card: ClinicCard, trained: TrainedDiscrimination, people: LabelledPeople, data_sha256: str
) -> Made:
    """Return a model recalibrated to other people, as a version to be written.

    How well it ranks people is untouched, and so are the figures of its first test; how it does on
    the people it was recalibrated to stands among its evaluations. Raises CohortError where there
    is nothing to recalibrate, or too few people.
    """
    today = datetime.now(UTC).date()
    some, _ = within_limits(card, people)
    mended = recalibrated_to(trained, some)
    new = replace(
        card,
        version="",
        results_changed_on=today,
        recalibrated_from=card.version,
        discrimination=moved(card, trained, mended),
    )
    found = validate(new, mended, people, today, data_sha256)
    told = replace(found, warnings=(*found.warnings, Warned("recalibrated_here")))
    new = replace(new, external=(*card.external, told))
    return Made(card=new, trained=mended)


def moved(
    card: ClinicCard, before: TrainedDiscrimination, now: TrainedDiscrimination
) -> Discrimination:
    """Return the figures with the threshold at the same people as before."""
    found = figures_of(card)
    ratio = (float(logit(found.threshold)) - before.base - before.shift) / before.slope
    odds = now.slope * ratio + now.shift + now.base
    return replace(found, threshold=float(expit(odds)))


def figures_of(card: ClinicCard) -> Discrimination:
    """Return the figures of a model's own test. Raises CohortError for one of another kind."""
    if card.discrimination is None:
        raise CohortError("external.kind", name=card.name)
    return card.discrimination


def same_people(trained: TrainedDiscrimination, people: LabelledPeople) -> int:
    """Return how many people have the very values of somebody the model was fitted to."""
    known = {row.tobytes() for row in trained.inputs.values if np.isfinite(row).any()}
    return sum(row.tobytes() in known for row in people.inputs.values)


def within_limits(card: ClinicCard, people: LabelledPeople) -> tuple[LabelledPeople, int]:
    """Return who lacks no more than the people trained on did, and how many others there are."""
    missing = np.isnan(people.inputs.values).mean(axis=1)
    is_in = missing <= card.limits.most_missing
    if not is_in.any():
        raise CohortError("external.lacking_all")
    some = people.where(is_in)
    if some.outcome.min() == some.outcome.max():
        raise CohortError("external.no_case")
    return some, len(np.unique(people.persons)) - len(np.unique(some.persons))


def tested_by(card: ClinicCard, trained: TrainedDiscrimination, people: LabelledPeople) -> Tested:
    """Return what a model tells of people, at the share of cases among them."""
    base = base_of(people.outcome)
    log_odds = trained.log_ratio(people.inputs) + base
    # The threshold is a probability at the share of cases among those trained on.
    threshold = float(logit(figures_of(card).threshold)) - trained.base + base
    return Tested(people, log_odds, threshold, persons_of(people))


def auc_of(tested: Tested) -> Measured:
    """Return the AUC with its interval."""
    sure = uncertainty_of(tested.people, 0.0)
    return auc_interval(area(tested.log_odds, tested.people.outcome), sure)


def rate(tested: Tested, group: int) -> Measured:
    """Return the share of cases that are called so, or of controls that are not."""
    inside = tested.people.outcome == group
    right = (tested.log_odds[inside] >= tested.threshold) == (group == CASE)
    return share_interval(float(right.mean()), effective_persons(tested.people, group))


def expected_to_observed(tested: Tested) -> Measured:
    """Return the predicted number of cases over the real one.

    The interval is that of Debray et al. 2017, doi 10.1136/bmj.i6460: of the logarithm, with the
    binomial variance of the observed number.
    """
    outcome = tested.people.outcome
    ratio = float(expit(tested.log_odds).sum() / outcome.sum())
    cases = effective_persons(tested.people, CASE)
    reach = float(np.exp(Z * np.sqrt((1 - outcome.mean()) / cases)))
    return Measured(ratio, ratio / reach, ratio * reach)


def curve(tested: Tested) -> tuple[RocPoint, ...]:
    """Return the ROC curve."""
    return roc_points([sensitivities(tested.log_odds, tested.people.outcome)])


def warnings_of(tested: Tested, left_out: int, same: int) -> list[Warned]:
    """Return what must be kept in mind with an evaluation."""
    told = []
    for group, name in ((CASE, "external_few_cases"), (CONTROL, "external_few_controls")):
        count = tested.persons.with_outcome(group)
        if count < FEWEST_OF_GROUP:
            told.append(Warned(name, {"count": count, "fewest": FEWEST_OF_GROUP}))
    if same:
        told.append(Warned("external_some_same", {"count": same}))
    if left_out:
        told.append(Warned("external_left_out", {"count": left_out}))
    return told
