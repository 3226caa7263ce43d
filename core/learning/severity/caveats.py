"""What must be kept in mind with a severity model: the words are under `warning.severity_*`."""

from collections.abc import Iterator

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline

from core.cards import Protocol, Severity, Warned
from core.learning.people import Floats, LabelledPeople
from core.learning.severity.fitting import folds_of

# Below this, an interval of Q2 is rarely narrower than 0.4.
FEW_PEOPLE = 100
FEW_VALUES = 6
# [%]: Terwee 2007, doi 10.1016/j.jclinepi.2006.03.012, on floor and ceiling of questionnaires.
AT_AN_END = 15
# The interval is to hold 90 of 100.
LEAST_COVERAGE = 0.85
MOST_BY_COVARIATES = 0.05
LIKELY_BY_CHANCE = 0.05


def caveats(people: LabelledPeople, severity: Severity, protocol: Protocol) -> tuple[Warned, ...]:
    """Return every warning, the gravest first."""
    return (
        *_of_figures(severity),
        *_of_target(people.outcome),
        *_of_reach(people.outcome, severity),
        *_of_covariates(people, protocol),
    )


def _of_figures(severity: Severity) -> Iterator[Warned]:
    if severity.q2.low <= 0:
        yield Warned("severity_no_better_than_mean")
    chance = severity.permutation
    if chance.null and chance.p > LIKELY_BY_CHANCE:
        yield Warned("severity_by_chance", {"p": chance.p, "runs": len(chance.null)})
    if severity.people < FEW_PEOPLE:
        yield Warned("severity_few_people", {"people": severity.people, "enough": FEW_PEOPLE})
    if severity.coverage < LEAST_COVERAGE:
        yield Warned("severity_coverage", {"percent": round(100 * severity.coverage)})


def _of_target(outcome: Floats) -> Iterator[Warned]:
    values, counts = np.unique(outcome, return_counts=True)
    if len(values) < FEW_VALUES:
        yield Warned("severity_few_values", {"count": len(values)})
    shares = counts / counts.sum()
    low, high = (round(100 * float(shares[place])) for place in (0, -1))
    if len(values) >= FEW_VALUES and low >= AT_AN_END:
        yield Warned("severity_floor", {"percent": low, "value": float(values[0])})
    if len(values) >= FEW_VALUES and high >= AT_AN_END:
        yield Warned("severity_ceiling", {"percent": high, "value": float(values[-1])})


def _of_reach(outcome: Floats, severity: Severity) -> Iterator[Warned]:
    """Warn of predictions and intervals beyond the values seen: they are not cut."""
    told = np.array([pair.predicted for pair in severity.pairs])
    low, high = float(outcome.min()), float(outcome.max())
    beyond = (told - severity.half_width < low) | (told + severity.half_width > high)
    if beyond.any():
        percent = max(round(100 * float(beyond.mean())), 1)
        yield Warned("severity_not_cut", {"percent": percent, "low": low, "high": high})


def _of_covariates(people: LabelledPeople, protocol: Protocol) -> Iterator[Warned]:
    if not people.covariate_names:
        yield Warned("severity_unadjusted")
        return
    share = told_by_covariates(people, protocol)
    if share > MOST_BY_COVARIATES:
        yield Warned("severity_covariates", {"percent": round(100 * share)})


def told_by_covariates(people: LabelledPeople, protocol: Protocol) -> float:
    """Return Q2 of the covariates alone, without any marker, in the outer folds."""
    told, means = np.zeros(people.size), np.zeros(people.size)
    for fitted, left_out in folds_of(people.persons, protocol.folds, protocol.seed):
        model = make_pipeline(SimpleImputer(keep_empty_features=True), LinearRegression())
        model.fit(people.inputs.covariates[fitted], people.outcome[fitted])
        told[left_out] = model.predict(people.inputs.covariates[left_out])
        means[left_out] = people.outcome[fitted].mean()
    spread = float(((means - people.outcome) ** 2).sum())
    return 1 - float(((told - people.outcome) ** 2).sum()) / spread
